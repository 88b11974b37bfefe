/** What a run would do now. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { parametersOf } from './runs-rules.ts';
import { unfinishedRun } from './run-row.ts';

export interface DryRun {
  parameters: Record<string, number>;
  cycle: string | null;
  frozen: number;
  share: number | null;
  wallets: number;
  grains: number;
  /** True: the run with this key was opened before, and a second one would move nothing. */
  again: boolean;
  /** Kind and time of an unfinished run that must end first; then nothing is predicted. */
  behind: { kind: RunKind; at: string } | null;
}

const DUE: Readonly<Record<RunKind, string>> = {
  compost: 'select member, grains from compost_due($1::timestamptz, $2, $3, $4, $5)',
  redistribution: `select d.member, s.share as grains from redistribution_due() d
    cross join (select redistribution_share($1, (select count(*) from redistribution_due())) as share) s
      where s.share > 0`,
};
const argumentsOf = (kind: RunKind, at: string, p: Record<string, number>): unknown[] =>
  kind === 'compost'
    ? [at, p['compostRate'], p['compostInactivityDays'], p['compostMinBalance'], p['compostMinAmount']]
    : [p['redistributionRate']];
/** Rows fetched at a time. */
const ROWS = 5000;

/**
 * Predicts what a run of that kind and time would do now, with the same SQL functions that freeze a run; writes
 * nothing.
 * @param onWallet receives each wallet in the order of ids, within the same snapshot.
 */
export function predict(
  db: Database,
  config: Pick<Config, 'saka'>,
  kind: RunKind,
  at: string,
  onWallet?: (rows: readonly { member: MemberId; grains: number }[]) => Promise<void>,
): Promise<DryRun> {
  return db.transaction(
    async (tx) => {
      await tx.query('set local statement_timeout = 0');
      const parameters = parametersOf(kind, config.saka);
      const [known] = await tx.query('select from saka_run r where r.kind = $1 and r.at = $2::timestamptz', [kind, at]);
      const left = known ? undefined : await unfinishedRun(tx);
      const [season] = await tx.query<{ cycle: string | null }>('select active_cycle() as cycle');
      const nothing = {
        parameters,
        cycle: season?.cycle ?? null,
        frozen: 0,
        share: kind === 'compost' ? null : 0,
        wallets: 0,
        grains: 0,
      };
      if (known || left)
        return { ...nothing, again: known !== undefined, behind: left ? { kind: left.kind, at: left.at } : null };
      const values = argumentsOf(kind, at, parameters);
      const [sum] = await tx.query<{ wallets: number; grains: number; share: number }>(
        `select count(*) as wallets, coalesce(sum(grains), 0)::bigint as grains,
          coalesce(max(grains), 0)::bigint as share from (${DUE[kind]}) d`,
        values,
      );
      const { wallets, grains, share } = sum ?? { wallets: 0, grains: 0, share: 0 };
      const frozen =
        kind === 'compost'
          ? wallets
          : ((await tx.query<{ n: number }>('select count(*) as n from redistribution_due()'))[0]?.n ?? 0);
      if (onWallet) await readList(tx, kind, values, onWallet);
      return {
        ...nothing,
        frozen,
        share: kind === 'compost' ? null : share,
        wallets,
        grains,
        again: false,
        behind: null,
      };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

async function readList(
  tx: Queryable,
  kind: RunKind,
  values: unknown[],
  onWallet: (rows: readonly { member: MemberId; grains: number }[]) => Promise<void>,
): Promise<void> {
  await tx.query(`declare due no scroll cursor for ${DUE[kind]} order by member`, values);
  for (;;) {
    const rows = await tx.query<{ member: MemberId; grains: number }>(`fetch ${ROWS} from due`);
    if (rows.length === 0) break;
    await onWallet(rows);
  }
  await tx.query('close due');
}
