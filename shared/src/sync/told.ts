/**
 * What a device says of itself beside an exchange, for whoever runs the server: in headers, since a server that does not know them goes
 * on as ever, while it refuses a body with a field it does not know (S24). Nothing in them ever makes an exchange fail.
 */
import { isId, type MutationKey } from '../platform/ids.ts';

/** The version of the client, as CLIENT_VERSION. */
export const CLIENT_HEADER = 'x-egoejo-client';
/** Acts newly quarantined: `KEY CODE, KEY CODE`. Told until an answer carries NOTED_HEADER. */
export const QUARANTINED_HEADER = 'x-egoejo-quarantined';
export const NOTED_HEADER = 'x-egoejo-noted';
/** At most so many of them are told, and read, at a time. */
export const MOST_TOLD = 50;
export const CLIENT_VERSION = /^[\w.+-]{1,40}$/;
/** What a client that says nothing, or nothing of that form, is called; the same for a code. */
export const UNKNOWN = 'unknown';

export interface Quarantined {
  key: MutationKey;
  code: string;
}
const CODE = /^[\w.]{1,60}$/;

/** The header for these acts. A code that could not stand in a header is told as unknown. */
export const tellQuarantined = (acts: readonly Quarantined[]): string =>
  acts.map(({ key, code }) => `${key} ${CODE.test(code) ? code : UNKNOWN}`).join(', ');

/** Reads that header. An entry of another form is left out, and so is what comes after MOST_TOLD. */
export function readQuarantined(text: string): Quarantined[] {
  return text.split(',', MOST_TOLD).flatMap((entry) => {
    const [key = '', code = '', ...rest] = entry.trim().split(' ');
    return isId(key) && CODE.test(code) && rest.length === 0 ? [{ key: key as MutationKey, code }] : [];
  });
}
