/** `egoejo audit`: recomputes what is stored, in one snapshot, while members go on. */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { recount } from '../polls/count.ts';
import { auditChecks } from './audit-checks.ts';
import { EXIT, type Command } from './command.ts';

export interface Gap {
  check: string;
  id: string;
  expected: string;
  found: string;
}
/** What an audit found. */
export interface Audit {
  ok: boolean;
  checks: number;
  /** At most a hundred of each check; then one more says how many there are. */
  gaps: Gap[];
}
const NAMED = 100;
interface Found extends Omit<Gap, 'check'> {
  part?: string;
  /** How many the check found in all. */
  n: number;
}

/** @returns every row that is not what the ledger, the ballots and the receipts say; none when all is well. */
export const audit = (db: Database): Promise<Audit> => db.transaction(auditIn, { isolation: 'repeatable read', readOnly: true });

/** The same as a transaction sees it. */
export async function auditIn(tx: Queryable): Promise<Audit> {
  await tx.query('set local statement_timeout = 0');
  // Sorted and hashed on disk beyond this much, so that millions of rows need no more of the database's memory.
  await tx.query(`set local work_mem = '32MB'`);
  await tx.query('set local hash_mem_multiplier = 1');
  const gaps: Gap[] = [];
  for (const { name, sql } of auditChecks) {
    const found = await tx.query<Found>(`select g.*, count(*) over ()::bigint as n from (${sql}) g order by g.id limit ${NAMED}`);
    gaps.push(...found.map(({ part, id, expected, found: stored }) => ({ check: part === undefined ? name : `${name}.${part}`, id, expected, found: stored })));
    const more = (found[0]?.n ?? 0) - found.length;
    if (more > 0) gaps.push({ check: name, id: 'more', expected: 'none', found: `${more} more rows` });
  }
  gaps.push(...(await recounted(tx)));
  return { ok: gaps.length === 0, checks: auditChecks.length + 1, gaps };
}

/** P8: closed polls counted again from their ballots, a page of them at a time. */
async function recounted(tx: Queryable): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (let after = NO_POLL; gaps.length <= NAMED;) {
    const polls = await tx.query<{ id: PollId }>(`select id from poll where state = 'closed' and result is not null and id > $1 order by id limit 500`, [after]);
    for (const { id } of polls) {
      const counted = await recount(tx, id);
      if (typeof counted === 'object') gaps.push(...counted.gaps.map((g) => ({ check: 'poll.result', id: `${id} ${g.check} ${g.id}`.trimEnd(), expected: g.expected, found: g.found })));
    }
    const last = polls.at(-1);
    if (!last) break;
    after = last.id;
  }
  return gaps;
}
const NO_POLL = '00000000-0000-0000-0000-000000000000';
const RESULT_SAYS = 'a closed poll’s result is not what its ballots give';

/** What is wrong, in words. */
export const saysOf = (check: string): string =>
  auditChecks.find((c) => c.name === check || check.startsWith(`${c.name}.`) && !auditChecks.some((d) => d.name === check))?.says ?? RESULT_SAYS;

export const commands: Readonly<Record<string, Command>> = {
  audit: {
    help: 'audit\nrecomputes ledger, wallets, supports, tallies, ballots, receipts; exit 1 on any gap, naming it',
    async run(ctx, argv) {
      if (argv.length > 0) {
        ctx.err(`unknown argument ${argv[0]}`);
        return EXIT.badInput;
      }
      const { ok, checks, gaps } = await audit(ctx.db);
      if (ctx.json) ctx.out(JSON.stringify({ ok, gaps }));
      else {
        for (const g of gaps) ctx.out(`${g.check} ${g.id}: expected ${g.expected}, found ${g.found} (${saysOf(g.check)})`);
        ctx.out(ok ? `no gap in ${checks} checks` : `${gaps.length} gaps`);
      }
      return ok ? EXIT.done : EXIT.failed;
    },
  },
};
