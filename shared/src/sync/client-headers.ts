/**
 * What a device reports about itself with an exchange, for the operators of the server. It uses headers because a
 * server that does not know them ignores them, while it refuses a body with an unknown field (S24). Nothing in these
 * headers ever makes an exchange fail.
 */
import { isId, type MutationKey } from '../platform/ids.ts';

/** The version of the client, in the form of CLIENT_VERSION. */
export const CLIENT_HEADER = 'x-egoejo-client';
/** Newly quarantined acts: `KEY CODE, KEY CODE`. Sent until an answer carries NOTED_HEADER. */
export const QUARANTINED_HEADER = 'x-egoejo-quarantined';
export const NOTED_HEADER = 'x-egoejo-noted';
/** The most quarantined acts that are sent, and read, at a time. */
export const MOST_QUARANTINED = 50;
export const CLIENT_VERSION = /^[\w.+-]{1,40}$/;
/** The name for a client whose version is missing or malformed, and for a code that is malformed. */
export const UNKNOWN = 'unknown';

export interface Quarantined {
  key: MutationKey;
  code: string;
}
const CODE = /^[\w.]{1,60}$/;

/** The header for these acts. A code that cannot be part of a header is sent as unknown. */
export const quarantinedHeader = (acts: readonly Quarantined[]): string =>
  acts.map(({ key, code }) => `${key} ${CODE.test(code) ? code : UNKNOWN}`).join(', ');

/** Reads that header. Malformed entries are left out, and so is everything after MOST_QUARANTINED. */
export function readQuarantined(text: string): Quarantined[] {
  return text.split(',', MOST_QUARANTINED).flatMap((entry) => {
    const [key = '', code = '', ...rest] = entry.trim().split(' ');
    return isId(key) && CODE.test(code) && rest.length === 0 ? [{ key: key as MutationKey, code }] : [];
  });
}
