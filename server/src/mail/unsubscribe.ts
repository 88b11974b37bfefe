/**
 * Tokens for unsubscribing from one kind of mail without signing in: signed, so that nobody can unsubscribe another
 * member; they do not expire.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { isNotice, type NoticeKind } from './notices.ts';

export interface Refusal {
  member: MemberId;
  kind: NoticeKind;
}
const signature = (secret: string, { member, kind }: Refusal): Buffer =>
  createHmac('sha256', secret).update(`egoejo unsubscribe 1\n${member}\n${kind}`).digest();

export const unsubscribeToken = (secret: string, refusal: Refusal): string =>
  [refusal.member, refusal.kind, signature(secret, refusal).toString('base64url')].join('.');

/** Null: the token is invalid. */
export function readToken(secret: string, token: string): Refusal | null {
  const [member, kind, signed] = token.split('.');
  if (!isId(member) || kind === undefined || !isNotice(kind) || signed === undefined) return null;
  const refusal = { member: member as MemberId, kind };
  const [right, given] = [signature(secret, refusal), Buffer.from(signed, 'base64url')];
  return given.length === right.length && timingSafeEqual(given, right) ? refusal : null;
}
