/** The number of a vote's receipt, by which its member finds it in an export without telling what or who voted (P1). */
import { sha256Hex } from '../platform/sha256.ts';
import type { PollId } from '../platform/ids.ts';
import type { Poll } from './model.ts';
import type { MutationKey } from '../sync/protocol.ts';

const DIGITS = 20;
const grouped = (digits: string): string => digits.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1-');

/**
 * 80 bits of a hash of the act's key, in five groups of four: the key says when the member voted, and its random part
 * cannot be guessed. `server/src/polls/receipt-numbers.ts` has the same in SQL.
 */
export const receiptNumber = (poll: PollId, key: MutationKey): string =>
  grouped(sha256Hex(`egoejo ballot ${poll} ${key}`).slice(0, DIGITS));

/** Whether the ballots of a poll have receipts: secret ones have none, and imported ones neither. */
export const hasReceipts = ({ secret, method }: Pick<Poll, 'secret' | 'method'>): boolean =>
  secret !== true && (method.kind !== 'budget' || method.terms !== undefined);

/** A number as somebody typed it, with or without its dashes; null if it is none. */
export function readReceiptNumber(typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return digits.length === DIGITS && /^[\da-f]+$/i.test(digits) ? grouped(digits) : null;
}
