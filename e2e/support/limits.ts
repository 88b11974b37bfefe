/** Limits of waiting in browser tests. All of them follow the pace of the machine. */

/** By how much `npm test` found this machine slower than the one that the limits are for. */
const pace = Number(process.env['EGOEJO_PACE'] ?? 1);

/**
 * What a limit is multiplied by. The long run (`npm run explore`) has larger tests, and keeps all processors busy
 * beside some of them.
 */
export const TIMES = pace * (process.env['EGOEJO_LONG'] === undefined ? 1 : 4);

/** What one device did has reached another: two exchanges, and a stream that may reopen first. Milliseconds. */
export const ACROSS_DEVICES = TIMES * 40_000;
