/**
 * Refresh tokens (S21). A token is `<session>.<secret>`; the next secret is HMAC(pepper, presented secret), so a
 * rotation whose answer was lost can be repeated: the previous token yields the current one again.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';

/** Most generations that are searched for an old token; an older one is treated as made up. Both are refused. */
const CHAIN = 100_000;

/** The hash under which a token's secret is stored. */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
/** The secret that follows this one. */
export const follow = (pepper: Uint8Array, secret: string): string =>
  createHmac('sha256', pepper).update(secret).digest('base64url');
/** Compares hashes in constant time. */
export const same = (a: Uint8Array, b: Uint8Array | null): boolean =>
  b !== null && a.length === b.length && timingSafeEqual(a, b);

export interface SessionRow {
  id: string;
  member: MemberId;
  device: DeviceId;
  pepper: Uint8Array;
  current_hash: Uint8Array;
  previous_hash: Uint8Array | null;
  generation: number;
  rested: boolean;
}

/** Null: the text does not have the form of a token, so the database is not queried. */
export const split = (token: string): { sid: string; secret: string } | null => {
  const [sid, secret = ''] = token.split('.');
  return isId(sid) ? { sid, secret } : null;
};

/** True for an earlier token of this session; a made-up one must not end anybody's session. */
export function isAncestor(row: SessionRow, secret: string): boolean {
  let at = secret;
  for (let i = Math.min(row.generation, CHAIN); i > 0; i--) {
    at = follow(row.pepper, at);
    if (same(digest(at), row.current_hash)) return true;
  }
  return false;
}
