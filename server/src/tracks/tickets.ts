/**
 * Tickets: the part of an address that says for whom it was signed and until when. An audio element sends no token, so
 * the address of a track that not everybody may hear carries one (L3).
 */
import { createHmac } from 'node:crypto';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { sameText } from '../platform/keys/same-text.ts';

/** In addresses of tracks that everybody may hear. */
export const OPEN_TICKET = '-';
/** How long a ticket is good, seconds; a new one is the same for a while, so that addresses change seldom. */
const LASTS = 12 * 3600;
const SAME_FOR = 600;

interface Ticket {
  track: string;
  member: MemberId;
  /** Seconds since 1970. */
  expires: number;
}
const signature = (secret: string, { track, member, expires }: Ticket): string =>
  createHmac('sha256', secret).update(`egoejo sound 1\n${track}\n${member}\n${expires}`).digest('base64url');

/** When a ticket that is made now ends, seconds since 1970. */
export const expiryAt = (ms: number): number => Math.floor(ms / 1000 / SAME_FOR) * SAME_FOR + LASTS;

export const ticketFor = (secret: string, ticket: Ticket): string =>
  `~${ticket.expires}.${ticket.member}.${signature(secret, ticket)}`;

/** For whom a ticket was signed; null: it was not, or for another track. It may have expired. */
export function readTicket(secret: string, track: string, text: string): Ticket | null {
  const [, expires, member, signed] = /^~(\d{1,12})\.([0-9a-f-]{36})\.([\w-]{43})$/.exec(text) ?? [];
  if (expires === undefined || signed === undefined || !isId(member)) return null;
  const ticket = { track, member: member as MemberId, expires: Number(expires) };
  return sameText(signature(secret, ticket), signed) ? ticket : null;
}
