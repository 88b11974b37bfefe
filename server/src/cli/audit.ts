/** `egoejo audit`: recomputes stored figures in one snapshot, while members continue to use the app. */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { openBallotKeys, type BallotKeys } from '../polls/secret/ballot-keys.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { isTransient } from '../platform/database/transient.ts';
import { recount } from '../polls/count/count-stored.ts';
import { findReceiptMac, type ReceiptMac } from '../platform/keys/receipt-key.ts';
import { CHAIN_SAYS, chainGaps, linkChecks } from './audit-chain.ts';
import type { AuditCheck, Gap } from './audit-check.ts';
import { auditChecks } from './audit-checks.ts';
import { OPENED_SAYS, openedGaps } from './audit-features/opened.ts';
import { EXIT, type Command } from '../platform/command.ts';

/** The result of an audit. */
interface Audit {
  ok: boolean;
  checks: number;
  /** At most a hundred for each check, then one more entry with the total number. */
  gaps: Gap[];
}
const NAMED = 100;
interface Found extends Omit<Gap, 'check'> {
  part?: string;
  /** The total number of gaps that the check found. */
  n: number;
}

/** Reads the result that the count of a secret poll left beside the keys. */
type KeptResult = BallotKeys['keptResult'];

/**
 * @param macOf with it, the chains of receipts are checked too
 * @param kept with it, secret polls are compared with the results kept beside their keys
 * @returns every row that contradicts the ledger, the ballots, the receipts or what a feature promises; none when all
 * is well.
 */
export const audit = (db: Database, macOf?: ReceiptMac, kept?: KeptResult): Promise<Audit> =>
  db.transaction((tx) => auditIn(tx, macOf, kept), { isolation: 'repeatable read', readOnly: true });

/** Runs one check; one that cannot be carried out, for what it reads is of another form, is a gap too. */
async function checked(tx: Queryable, check: string, run: () => Promise<Gap[]>, id = 'all'): Promise<Gap[]> {
  try {
    return await run();
  } catch (error) {
    if (isTransient(error)) throw error;
    await tx.query('rollback to savepoint before_checks');
    return [{ check, id, expected: 'rows that can be read', found: String(error).slice(0, 300) }];
  }
}

/** The same, inside the caller's transaction. */
export async function auditIn(tx: Queryable, macOf?: ReceiptMac, kept?: KeptResult): Promise<Audit> {
  await tx.query('set local statement_timeout = 0');
  // Sorts and hashes larger than this use the disk, so that millions of rows need no more memory.
  await tx.query(`set local work_mem = '32MB'`);
  await tx.query('set local hash_mem_multiplier = 1');
  // Compiling a statement over all tables takes longer than running it.
  await tx.query('set local jit = off');
  // One for all checks, which only read.
  await tx.query('savepoint before_checks');
  const gaps: Gap[] = [];
  const checks = macOf ? [...auditChecks, ...linkChecks] : auditChecks;
  for (const check of checks) gaps.push(...(await checked(tx, check.name, () => gapsIn(tx, check))));
  gaps.push(...(await recounted(tx)), ...(await checked(tx, 'poll.kept', () => openedGaps(tx, kept, NAMED))));
  if (macOf) gaps.push(...(await chainGaps(tx, macOf, NAMED)));
  return { ok: gaps.length === 0, checks: checks.length + (macOf ? 3 : 2), gaps };
}

async function gapsIn(tx: Queryable, { name, sql }: AuditCheck): Promise<Gap[]> {
  const found = await tx.query<Found>(
    `select g.*, count(*) over ()::bigint as n from (${sql}) g order by g.id limit ${NAMED}`,
  );
  const gaps = found.map(({ part, id, expected, found: stored }) => ({
    check: part === undefined ? name : `${name}.${part}`,
    id,
    expected,
    found: stored,
  }));
  const more = (found[0]?.n ?? 0) - found.length;
  return more > 0 ? [...gaps, { check: name, id: 'more', expected: 'none', found: `${more} more rows` }] : gaps;
}

/** Recounts closed polls from their ballots, one page at a time (P8). */
async function recounted(tx: Queryable): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (let after = NO_POLL; gaps.length <= NAMED;) {
    const polls = await tx.query<{ id: PollId }>(
      `select id from poll where state = 'closed' and result is not null and id > $1 order by id limit 500`,
      [after],
    );
    for (const { id } of polls) gaps.push(...(await checked(tx, RESULT, () => recountedOne(tx, id), id)));
    const last = polls.at(-1);
    if (!last) break;
    after = last.id;
  }
  return gaps;
}
async function recountedOne(tx: Queryable, id: PollId): Promise<Gap[]> {
  const counted = await recount(tx, id);
  if (typeof counted === 'string') return [];
  return counted.gaps.map((g) => ({
    check: RESULT,
    id: `${id} ${g.check} ${g.id}`.trimEnd(),
    expected: g.expected,
    found: g.found,
  }));
}
const RESULT = 'poll.result';
const NO_POLL = '00000000-0000-0000-0000-000000000000';
const RESULT_SAYS = 'a closed poll’s result is not what its ballots give';

/** A description of what a check found wrong. */
export const saysOf = (check: string): string =>
  CHAIN_SAYS[check] ??
  OPENED_SAYS[check] ??
  auditChecks.find(
    (c) => c.name === check || (check.startsWith(`${c.name}.`) && !auditChecks.some((d) => d.name === check)),
  )?.says ??
  RESULT_SAYS;

export const commands: Readonly<Record<string, Command>> = {
  audit: {
    help:
      'audit\nrecomputes ledger, wallets, supports, tallies, ballots, receipts and their chains, and compares what ' +
      'features promise with their tables (docs/audit.md); exit 1 on any gap, naming it',
    async run(ctx, argv) {
      if (argv.length > 0) {
        ctx.err(`unknown argument ${argv[0]}`);
        return EXIT.badInput;
      }
      const macOf = ctx.deps?.macOf ?? (await findReceiptMac(ctx.config));
      if (!macOf)
        ctx.err(
          'no receipt key here (RECEIPT_KEY, or receipt.key in the data folder): the chains of receipts are ' +
            'not checked',
        );
      const { keptResult } = openBallotKeys(ctx.config.ballotKeyDir);
      const { ok, checks, gaps } = await audit(ctx.db, macOf, keptResult);
      if (ctx.json) ctx.out(JSON.stringify({ ok, gaps }));
      else {
        for (const g of gaps)
          ctx.out(`${g.check} ${g.id}: expected ${g.expected}, found ${g.found} (${saysOf(g.check)})`);
        ctx.out(ok ? `no gap in ${checks} checks` : `${gaps.length} gaps`);
      }
      return ok ? EXIT.done : EXIT.failed;
    },
  },
};
