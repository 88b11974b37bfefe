/**
 * Seasons (R11): opened, named and closed by animators of all communities and administrators. They never overlap, so at
 * most one is active. Every change locks the counter of their scope, so that concurrent changes run one after the
 * other.
 */
import { newId, type CycleId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { SakaError } from '@egoejo/shared/saka/errors.ts';
import type { Queryable } from '../../platform/database/database.ts';

interface SeasonPlan {
  name: string;
  /** ISO 8601. A time in the past means now: earlier transfers belong to no season. */
  startsAt: string;
  endsAt: string;
}

/** Deactivates seasons that have ended and activates the one whose time has come. @returns whether anything changed. */
export async function turnSeasons(tx: Queryable): Promise<boolean> {
  const ended = await tx.query(
    'update cycle set active = false where active and ends_at <= clock_timestamp() returning id',
  );
  const begun = await tx.query(
    `update cycle set active = true where not exists (select from cycle where active)
       and id = (select id from cycle where starts_at <= clock_timestamp() and ends_at > clock_timestamp()
         order by starts_at limit 1) returning id`,
  );
  return ended.length + begun.length > 0;
}

/** Locks the seasons, and brings their state up to date. */
async function holdSeasons(tx: Queryable): Promise<void> {
  await tx.query(`select bump_scope('public')`);
  await turnSeasons(tx);
}

/** Opens a season now, or plans it if its start is in the future. */
export async function openSeason(
  tx: Queryable,
  { name, startsAt, endsAt }: SeasonPlan,
): Promise<Result<{ id: CycleId; active: boolean }, SakaError>> {
  await holdSeasons(tx);
  // Uses the clock instead of the transaction's start time, because this transaction may have waited for the end of
  // another season.
  const [check] = await tx.query<{ start: string; over: string | null }>(
    `select x.s::text as start, (select name from cycle c where c.starts_at < x.e and c.ends_at > x.s
      order by c.starts_at limit 1) as over
     from (select greatest($1::timestamptz, clock_timestamp()) as s, $2::timestamptz as e) x
       where x.e > x.s and $2::timestamptz > $1::timestamptz`,
    [startsAt, endsAt],
  );
  if (!check) return fail('saka.cycle_dates');
  if (check.over !== null) return fail('saka.cycle_overlaps', { name: check.over });
  const [made] = await tx.query<{ id: CycleId; active: boolean }>(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, $2, $3::timestamptz, $4, $3::timestamptz <= clock_timestamp()) returning id, active`,
    [newId<CycleId>(), name, check.start, endsAt],
  );
  return made ? ok(made) : fail('saka.cycle_dates');
}

export async function nameSeason(
  tx: Queryable,
  id: CycleId,
  name: string,
): Promise<Result<{ id: CycleId }, SakaError>> {
  await holdSeasons(tx);
  const [named] = await tx.query<{ id: CycleId }>('update cycle set name = $2 where id = $1 returning id', [id, name]);
  return named ? ok(named) : fail('saka.cycle_unknown');
}

/** Ends a season now. A planned season that has not begun is deleted; one that has ended stays as it was. */
export async function closeSeason(
  tx: Queryable,
  id: CycleId,
): Promise<Result<{ id: CycleId; planned: boolean }, SakaError>> {
  await holdSeasons(tx);
  const [season] = await tx.query<{ over: boolean; planned: boolean }>(
    'select ends_at <= clock_timestamp() as over, starts_at > clock_timestamp() as planned from cycle where id = $1',
    [id],
  );
  if (!season) return fail('saka.cycle_unknown');
  if (season.over) return fail('saka.cycle_over');
  if (season.planned) await tx.query('delete from cycle where id = $1', [id]);
  else await tx.query('update cycle set active = false, ends_at = clock_timestamp() where id = $1', [id]);
  return ok({ id, planned: season.planned });
}
