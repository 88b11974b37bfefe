/** Statements of royalties (B15): a month's, from the quarters that readers finished; reproducible from those rows. */
import { createHash } from 'node:crypto';
import type { ContractId, ManuscriptId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { royalty, type ContractTerms } from '@egoejo/shared/publishing/contract.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

export interface Statement {
  contract: ContractId;
  manuscript: ManuscriptId;
  /** The author; null: the account is closed, and there is no statement. */
  author: MemberId | null;
  title: string;
  month: string;
  terms: ContractTerms;
  quarters: number;
  base: number;
  amount: number;
  carried: number;
}

/** SQL: when the next contract for the same manuscript was agreed on, after `c`. */
const NEXT = `coalesce((select min(x.answered_at) from contract x where x.manuscript = c.manuscript
  and x.answered_name is not null and x.answered_at > c.answered_at), 'infinity')`;
/** SQL: the time up to which `c` holds: its term is over, or another contract replaces it. */
const UNTIL = `least(c.answered_at + make_interval(years => (c.terms ->> 'years')::int), ${NEXT})`;
/** SQL: the months in which `c` holds and that are over; the first and the last may be cut. */
const MONTHS = `generate_series(date_trunc('month', c.answered_at at time zone 'UTC'),
  least(date_trunc('month', now() at time zone 'UTC') - interval '1 month', ${UNTIL} at time zone 'UTC'),
  interval '1 month')`;

/**
 * Every statement that should be there: of each contract that was agreed on, month after month until the last one
 * that is over. What one reader finished counts once, in the month in which the server knew of it, for the contract
 * that held then; what the author read does not. What is left over goes to the next statement of the manuscript in that
 * currency.
 */
export async function computed(q: Queryable): Promise<Statement[]> {
  const rows = await q.query<Omit<Statement, 'base' | 'amount' | 'carried'>>(
    `select c.id as contract, m.id as manuscript, m.author, m.title, to_char(t.month, 'YYYY-MM') as month, c.terms,
       (select count(*)::int from quarter_read r where r.work = m.id and r.member is distinct from c.answered_by
         and r.at >= c.answered_at and r.at < ${UNTIL} and r.at >= t.month at time zone 'UTC'
         and r.at < (t.month + interval '1 month') at time zone 'UTC') as quarters
      from contract c join manuscript m on m.id = c.manuscript cross join lateral ${MONTHS} t(month)
      where c.answered_name is not null order by m.id, c.answered_at, t.month`,
  );
  const carried = new Map<string, number>();
  return rows.map((row) => {
    const purse = `${row.manuscript} ${row.terms.currency}`;
    const sums = royalty(row.terms, row.quarters, carried.get(purse) ?? 0);
    carried.set(purse, sums.carried);
    return { ...row, ...sums };
  });
}

/** The id of a statement, which is the same whenever it is computed. */
function statementId(contract: string, month: string): string {
  const hex = createHash('sha256').update(`${contract} ${month}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Writes the statements that are missing; those that are there stay as they are. @returns how many it wrote. */
export async function makeStatements(tx: Queryable): Promise<number> {
  const there = new Set(
    (await tx.query<{ key: string }>(`select contract || ' ' || month as key from royalty_statement`)).map(
      (r) => r.key,
    ),
  );
  const missing = (await computed(tx)).filter((s) => !there.has(`${s.contract} ${s.month}`));
  const authors = [...new Set(missing.flatMap(({ author }) => author ?? []))].sort();
  await tx.query('select bump_scopes($1::text[])', [authors.map(memberScope)]);
  let written = 0;
  for (const s of missing) {
    if (s.author === null) continue;
    const rows = await tx.query(
      `insert into royalty_statement (member, id, manuscript, contract, month, title, currency, quarters, base, share,
         amount, carried)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
      [
        s.author,
        statementId(s.contract, s.month),
        s.manuscript,
        s.contract,
        s.month,
        s.title,
        s.terms.currency,
        s.quarters,
        s.base,
        s.terms.share,
        s.amount,
        s.carried,
      ],
    );
    written += rows.length;
  }
  await notifyMoved(tx, authors.map(memberScope));
  return written;
}

/** Statements that are not as the rows they were made of say: what is there, and what should be. */
export async function differences(
  q: Queryable,
): Promise<{ contract: string; month: string; is: string; should: string }[]> {
  const words = (s: Pick<Statement, 'quarters' | 'amount' | 'carried'>): string =>
    `${s.quarters} quarters, ${s.amount}, ${s.carried} carried`;
  const should = new Map((await computed(q)).map((s) => [`${s.contract} ${s.month}`, words(s)]));
  const stored = await q.query<Pick<Statement, 'contract' | 'month' | 'quarters' | 'amount' | 'carried'>>(
    `select contract, month, quarters, amount::bigint as amount, carried from royalty_statement
      order by contract, month`,
  );
  return stored.flatMap((s) => {
    const wanted = should.get(`${s.contract} ${s.month}`) ?? 'none';
    return wanted === words(s) ? [] : [{ contract: s.contract, month: s.month, is: words(s), should: wanted }];
  });
}
