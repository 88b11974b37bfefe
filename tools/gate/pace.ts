/** How long the first stage of `npm test` (types, lint, format) takes on a quiet machine with two processors, s. */
const QUIET_S = 35;
/** Limits never grow beyond this many times: what hangs must end. */
const MOST = 3;

/**
 * How much slower this machine is than the one that the limits are for, by the time that the same work took at the
 * start. A limit is there for what hangs; what is slow because the machine is must have the same verdict as elsewhere.
 */
export const paceOf = (firstStageS: number): number => Math.min(MOST, Math.max(1, firstStageS / QUIET_S));

/** The longest time in which no test begins or ends, on a quiet machine, s. A browser test with its set-up takes less. */
const STILL_S = 300;
/** The same for the pace and the kind of run that these variables name, s. */
export const stillS = ({ EGOEJO_PACE: pace, EGOEJO_LONG: long }: NodeJS.ProcessEnv): number =>
  STILL_S * Number(pace ?? 1) * (long === undefined ? 1 : 5);
