/** Idle wallets for tests of runs. */
import { deviceId, newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Gap } from '../cli/audit-check.ts';
import { audit } from '../cli/audit.ts';
import { readConfig } from '../platform/config/read-config.ts';
import type { Database } from '../platform/database/database.ts';
import type { RunDeps, RunWanted } from '../saka/runs/run-opening.ts';

/**
 * Adds members with these balances, harvested long ago, whose last act was that many days ago; in the order of their
 * ids. Each has a device with the same id.
 */
export async function addIdle(db: Database, balances: readonly number[], days = 100): Promise<MemberId[]> {
  const ids = balances.map(() => newId<MemberId>()).toSorted();
  await db.query(
    `insert into member (id, name, email, email_confirmed_at) select id, 'idle', id || '@example.org', now()
      from unnest($1::uuid[]) id`,
    [ids],
  );
  await db.query('insert into device (member, id) select id, id from unnest($1::uuid[]) id', [ids]);
  await db.query(
    `select ledger_harvest(id, bump_member(id), 'content_read', gen_random_uuid(), current_date - 100, n, 99, null,
      null, null) from unnest($1::uuid[], $2::bigint[]) as m(id, n) where n > 0`,
    [ids, balances],
  );
  await db.query('update wallet set last_activity = now() - make_interval(days => $2) where member = any($1::uuid[])', [
    ids,
    days,
  ]);
  return ids;
}
/** Makes all wallets active. */
export const wakeAll = (db: Database): Promise<unknown> =>
  db.query('update wallet set last_activity = now(), last_compost = null');

/** Balances in the order of `members`. */
export async function balancesOf(db: Database, members: readonly MemberId[]): Promise<number[]> {
  const rows = await db.query<{ balance: number }>(
    `select w.balance from unnest($1::uuid[]) with ordinality as m(id, n) join wallet w on w.member = m.id
      order by m.n`,
    [members],
  );
  return rows.map((r) => r.balance);
}
export const siloOf = async (db: Database): Promise<number> =>
  (await db.query<{ n: number }>('select coalesce(sum(balance), 0)::bigint as n from silo'))[0]!.n;

/**
 * The audit's gaps in figures: wallets, Silo, revs, seasons, runs. The other checks are left out, because tests grant
 * grains and settle acts in ways that those do not allow.
 */
export const gapsOf = async (db: Database): Promise<Gap[]> =>
  (await audit(db)).gaps.filter((g) => /^(wallet|silo|rev|cycle|run)(\.|$)/.test(g.check));

/** Dependencies of a run, with redistribution enabled. `moved` collects the poked scopes. */
export function runDeps(db: Database, env: Record<string, string> = {}): RunDeps & { moved: string[] } {
  const moved: string[] = [];
  return {
    db,
    config: readConfig({ SAKA_SILO_REDISTRIBUTION_ENABLED: 'on', ...env }),
    onMoved: (scopes) => moved.push(...scopes),
    moved,
  };
}
/** Lets that many chunks run, then reports that the process is stopping. */
export const stopAfter = (deps: RunDeps, chunks: number): RunDeps => {
  let left = chunks;
  return { ...deps, goOn: () => left-- > 0 };
};

let last = 0;
/** A run by command at a time without a run yet, later than all earlier ones. */
export function someRun(kind: RunWanted['kind']): RunWanted {
  last = Math.max(last + 1, Date.now() - 60_000);
  return { kind, at: new Date(last).toISOString(), source: 'command' };
}

/** The device of a member of `addIdle`. */
export const deviceOf = (member: MemberId): DeviceId => deviceId.parse(member);
