/** The form of most checks of features: rows, and for each kind of fault what should be there instead. */
import type { AuditCheck } from '../audit-check.ts';
import { isAgain, SLACK } from '../audit-when.ts';

interface Wanted {
  name: string;
  says: string;
  /** SQL of the row's key, as text. */
  id: string;
  /** SQL of what is there, as text. */
  found: string;
  /** The table with its joins. */
  from: string;
  /** SQL conditions that must not hold, each with what is expected there; the first that holds is named. */
  unless: readonly (readonly [condition: string, expected: string])[];
}

/** A check that names each row of `from` for which one of the conditions holds. */
export const wants = ({ name, says, id, found, from, unless }: Wanted): AuditCheck => ({
  name,
  says,
  sql: `select ${id} as id, v.expected, ${found} as found from ${from},
    lateral (select case ${unless.map(([condition, expected]) => `when ${condition} then '${expected}'`).join(' ')}
      end as expected) v where v.expected is not null`,
});

/** SQL condition: an event that was not delivered yet, which may still change what is checked. */
export const waiting = (names: readonly string[], subject: string, more = 'true'): string =>
  `exists (select from domain_event e where e.name in (${names.map((n) => `'${n}'`).join(', ')})
    and e.subject = ${subject} and ${more})`;

/**
 * A check that one owner has at most `most` rows within so long. Acts that devices offered again after a restore do not
 * count: they counted when they were made.
 */
export const mostWithin = (
  time: string,
  name: string,
  says: string,
  table: string,
  owner: string,
  at: string,
  most: number,
): AuditCheck => ({
  name,
  says,
  sql: `select ${owner}::text as id, 'at most ${most} within ${time}' as expected, max(n)::text as found
    from (select ${owner}, count(*) over (partition by ${owner} order by ${at}
      range between interval '${time}' preceding and current row) as n from ${table}
      where ${at} > coalesce((select case when recovery_since is not null then 'infinity' else recovered_at end
        from installation), '-infinity')) x
    where n > ${most} group by ${owner}`,
});

/** The same within a day. */
export const mostADay = (
  name: string,
  says: string,
  table: string,
  owner: string,
  at: string,
  most: number,
): AuditCheck => mostWithin('1 day', name, says, table, owner, at, most);

/** SQL condition: an applied act of its author at that time, or one that was offered again after a restore. */
export const acted = (name: string, author: string, at: string): string =>
  `exists (select from receipt r where r.member = ${author} and r.name = '${name}' and r.code is null
    and (r.at between ${at} - ${SLACK} and ${at} + ${SLACK} or ${isAgain('r.at', at)}))`;

/** SQL: a quoted list of names. */
export const listed = (names: readonly string[]): string => names.map((n) => `'${n}'`).join(', ');
