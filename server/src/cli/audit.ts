/** `egoejo audit`: recomputes what is stored, in one snapshot, while members go on. */
import type { Database } from '../platform/database.ts';
import { auditChecks } from './audit-checks.ts';
import { EXIT, type Command } from './command.ts';

export interface Gap {
  check: string;
  id: string;
  expected: string;
  found: string;
}
/** Gaps named of one check; more are only counted. */
const NAMED = 100;

/** @returns every row that is not what the ledger, the ballots and the receipts say; none when all is well. */
export const audit = (db: Database): Promise<{ ok: boolean; checks: number; gaps: Gap[] }> =>
  db.transaction(async (tx) => {
    const gaps: Gap[] = [];
    for (const check of auditChecks) {
      const found = await tx.query<Omit<Gap, 'check'>>(`${check.sql} order by 1 limit ${NAMED + 1}`);
      gaps.push(...found.slice(0, NAMED).map((g) => ({ check: check.name, ...g })));
      if (found.length > NAMED) gaps.push({ check: check.name, id: 'more', expected: 'none', found: `more than ${NAMED} rows` });
    }
    return { ok: gaps.length === 0, checks: auditChecks.length, gaps };
  }, { isolation: 'repeatable read', readOnly: true });

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
        for (const g of gaps) ctx.out(`${g.check} ${g.id}: expected ${g.expected}, found ${g.found} (${auditChecks.find((c) => c.name === g.check)?.says})`);
        ctx.out(ok ? `no gap in ${checks} checks` : `${gaps.length} gaps`);
      }
      return ok ? EXIT.done : EXIT.failed;
    },
  },
};
