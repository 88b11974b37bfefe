/**
 * The receipt numbers of the ballots that a poll counts (P8). They stand apart from the ballots and in their own order,
 * so that a number tells neither what its ballot says nor who cast it (P1).
 */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';

/** A ballot and its receipt have the same time, and a member's receipts have different ones. */
const DIGITS = `select substr(encode(sha256(convert_to('egoejo ballot ' || b.poll || ' ' || r.key, 'UTF8')), 'hex'),
    1, 20) as digits
  from ballot b join receipt r on r.member = b.member and r.at = b.cast_at and r.name = 'poll.vote' and r.code is null
  where b.poll = $1`;
const NUMBERS = `select regexp_replace(upper(digits), '(.{4})(?=.)', '\\1-', 'g') as number from (${DIGITS}) d`;
const PAGE = 50_000;

/** All of them in order, page by page: each page is a range of first digits. */
export async function* receiptNumbers(db: Queryable, poll: PollId): AsyncGenerator<string[]> {
  const [row] = await db.query<{ n: number }>('select count(*)::int as n from ballot where poll = $1', [poll]);
  const pages = Math.min(256, Math.ceil((row?.n ?? 0) / PAGE));
  for (let page = 0; page < pages; page++) {
    const rows = await db.query<{ number: string }>(
      `select number from (${NUMBERS}) n
        where ('x' || substr(number, 1, 2))::bit(8)::int * $2::int / 256 = $3::int order by number collate "C"`,
      [poll, pages, page],
    );
    if (rows.length > 0) yield rows.map((r) => r.number);
  }
}

/** Whether a ballot of the poll has this number, written as `receiptNumber` writes it. */
export async function hasReceipt(db: Queryable, poll: PollId, number: string): Promise<boolean> {
  const [row] = await db.query<{ found: boolean }>(`select $2 in (${DIGITS}) as found`, [
    poll,
    number.replaceAll('-', '').toLowerCase(),
  ]);
  return row?.found ?? false;
}
