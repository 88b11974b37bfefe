/**
 * Recomputes the hash chain of each member's receipts with the receipt key (docs/decisions/54-receipt-chain.md): a
 * changed, removed or inserted receipt breaks it, even if all other data was made consistent. Rows are read in pieces,
 * in the order of the chain; memory holds one piece at a time.
 */
import { createHash } from 'node:crypto';
import type { MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { ReceiptMac } from '../platform/keys/receipt-key.ts';
import type { AuditCheck } from './audit-check.ts';
import type { Gap } from './audit-check.ts';

const PIECE = 2000;

/**
 * Checks of links that need no key. They apply only where receipts are linked, because a server without the key links
 * none.
 */
export const linkChecks: readonly AuditCheck[] = [
  {
    name: 'receipt.unlinked',
    says: 'a receipt has no link, though it is younger than the chains',
    sql: `select r.member || ' ' || r.key as id, 'a link' as expected,
      concat_ws(' ', 'none', r.name, iso(r.at)) as found from receipt r
      where (r.n is null or r.chain is null) and r.at > (select chained_at from installation)`,
  },
  {
    name: 'receipt.head',
    says: 'a member’s counter does not hold the last link of their receipts: the last ones were taken away',
    sql: `select c.member::text as id, concat_ws(' ', 'link', c.n, encode(c.chain, 'hex')) as expected,
      concat_ws(' ', 'link', coalesce(r.n, 0), encode(r.chain, 'hex')) as found
      from member_counter c left join lateral (select n, chain from receipt r
        where r.member = c.member and r.n is not null order by r.rev desc, r.n desc limit 1) r on true
      where c.n <> coalesce(r.n, 0) or coalesce(c.chain, '') <> coalesce(r.chain, '')`,
  },
];

const CHAIN = 'receipt.chain';
export const CHAIN_SAYS: Readonly<Record<string, string>> = {
  [CHAIN]:
    'a member’s chain of receipts breaks here: this receipt or one before it was changed, taken away or added ' +
    'past the server',
  ...Object.fromEntries(linkChecks.map((c) => [c.name, c.says])),
};

interface Linked {
  member: MemberId;
  key: MutationKey;
  hash: string;
  n: number;
  chain: Uint8Array;
  body: string;
}
/**
 * The same text as in `receipt_body` (receipts.sql). Uses built-in functions only, since one of our own may have been
 * replaced.
 */
const ROWS = `select member, key, encode(hash, 'hex') as hash, n, chain,
    row(n, rev, seq, (extract(epoch from at) * 1000000)::bigint, name, code, detail, revs)::text as body
  from receipt where n is not null order by member, rev, n`;

/** @returns for each member whose chain is broken the first receipt at which it breaks, at most `most` in total. */
export async function chainGaps(tx: Queryable, macOf: ReceiptMac, most: number): Promise<Gap[]> {
  const gaps: Gap[] = [];
  let broken = 0;
  let sound = 0;
  let member = '';
  let skips = false;
  let n = 0;
  let chain: Uint8Array = new Uint8Array();
  await tx.query(`declare receipt_chain no scroll cursor for ${ROWS}`);
  for (;;) {
    const rows = await tx.query<Linked>(`fetch ${PIECE} from receipt_chain`);
    for (const row of rows) {
      if (row.member !== member) [member, skips, n, chain] = [row.member, false, 0, new Uint8Array()];
      if (skips) continue;
      const fault = faultOf(macOf, row, n + 1, chain);
      if (fault === null) sound++;
      else {
        skips = true;
        broken++;
        if (gaps.length < most) gaps.push({ check: CHAIN, id: `${row.member} ${row.key}`, ...fault });
      }
      n = row.n;
      chain = row.chain;
    }
    if (rows.length < PIECE) break;
  }
  await tx.query('close receipt_chain');
  if (broken > 1 && sound === 0)
    return [
      {
        check: CHAIN,
        id: 'all',
        expected: 'the receipt key the chains were made with',
        found: `another: none of ${broken} members’ chains fits`,
      },
    ];
  if (broken > gaps.length)
    gaps.push({ check: CHAIN, id: 'more', expected: 'none', found: `${broken - gaps.length} more members` });
  return gaps;
}

function faultOf(
  macOf: ReceiptMac,
  row: Linked,
  n: number,
  before: Uint8Array,
): Pick<Gap, 'expected' | 'found'> | null {
  if (row.n !== n) return { expected: `link ${n}`, found: `link ${row.n}` };
  const link = createHash('sha256')
    .update(before)
    .update(Buffer.from(macOf.pepper(row), 'hex'))
    .update(row.body)
    .digest();
  return link.equals(row.chain) ? null : { expected: `link ${n} of what it says`, found: `another: ${row.body}` };
}
