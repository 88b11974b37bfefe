/** The member's line in the leaderboard of a community: under a pseudonym, with an id that leads to nobody. */
import { randomUUID } from 'node:crypto';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, type SettleContext } from '../sync/settle/act.ts';
import { MOST_NAMES, naming } from './policy.ts';

interface Known {
  place: string | null;
  pseudonym: string | null;
  /** Pseudonyms that the member took here within a day. */
  names: number;
}
const knownOf = async ({ tx, member }: SettleContext, community: CommunityId): Promise<Known> =>
  (
    await tx.query<Known>(
      `select o.place, l.pseudonym, coalesce(x.names, 0) as names from (select 1) one
         left join leaderboard_own o on o.member = $1 and o.community = $2
         left join leaderboard_place l on l.id = o.place
         left join leaderboard_names x on x.member = $1 and x.community = $2 and x.since > now() - interval '1 day'`,
      [member, community],
    )
  )[0]!;

export async function settleName(ctx: SettleContext, { community, pseudonym }: MutationArgs<'leaderboard.join'>) {
  const { tx, member, rev, asOf } = ctx;
  const code = refusalOf(naming, await standingOf(tx, member, community));
  if (code) return refuse(code);
  const known = await knownOf(ctx, community);
  if (known.pseudonym === pseudonym) return APPLIED;
  if (asOf === null && known.names >= MOST_NAMES) return refuse('leaderboard.too_many', { most: MOST_NAMES });
  const scope = communityScope(community);
  // Who wants the same pseudonym waits here.
  const revs = await ctx.bump([scope]);
  const place = known.place ?? randomUUID();
  const [taken] = await tx.query(
    'select from leaderboard_place where community = $1 and lower(pseudonym) = lower($2) and id <> $3',
    [community, pseudonym, place],
  );
  if (taken) return refuse('leaderboard.taken');
  await tx.query(
    `insert into leaderboard_place as l (id, scope, community, pseudonym, week, season, week_points, last_week_points,
        season_points, rev)
      select $1, $2, $3, $4, d.week, d.season, n.week_points, n.last_week_points, n.season_points, $6
        from (select date_trunc('week', x)::date as week, date_trunc('quarter', x)::date as season
          from contest_day($5) x) d, leaderboard_counted($5, d.week, d.season) n
      on conflict (id) do update set pseudonym = excluded.pseudonym, rev = excluded.rev`,
    [place, scope, community, pseudonym, member, revs[scope] ?? 0],
  );
  await tx.query(
    `insert into leaderboard_own (member, community, place, rev) values ($1, $2, $3, $4)
      on conflict (member, community) do update set named_at = now(), rev = excluded.rev`,
    [member, community, place, rev],
  );
  await tx.query(
    `insert into leaderboard_names as x (member, community) values ($1, $2) on conflict (member, community) do update
      set names = case when x.since > now() - interval '1 day' then x.names + 1 else 1 end,
        since = case when x.since > now() - interval '1 day' then x.since else now() end`,
    [member, community],
  );
  await emit(tx, 'leaderboard.named', place, {});
  return APPLIED;
}

/** One can always leave, also who was banned. */
export async function settleUnname(ctx: SettleContext, { community }: MutationArgs<'leaderboard.leave'>) {
  const { place } = await knownOf(ctx, community);
  if (place === null) return APPLIED;
  await ctx.bump([communityScope(community)]);
  await ctx.tx.query('delete from leaderboard_own where place = $1', [place]);
  await ctx.tx.query('delete from leaderboard_place where id = $1', [place]);
  return APPLIED;
}
