/** Settles shows, what members follow, and what they ask for (L7). */
import type { CommunityId, MemberId, ShowId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { MOST_SHOWS } from '@egoejo/shared/shows/model.ts';
import { CATALOGUE, communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { removeTracks } from '../tracks/model.ts';
import { adding, addingTo, asking, following, removing, sharing, sharingTo, type ShowStanding } from './policy.ts';
import { moveToPlace, scopesOf, tracksOf, visibleTo } from './visible.ts';

interface Place {
  visibility: 'private' | 'community' | 'public';
  community: CommunityId | null;
}
/** Whether the scope already has another show with this feed. A lock lets acts about one feed follow one another. */
async function isTwice({ tx, member }: SettleContext, feed: string, id: string, to: Place): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('show:' || $1, 0))`, [feed]);
  const found = await tx.query(
    `select from show where feed = $1 and id <> $2 and visibility = $3 and community is not distinct from $4::uuid
      and ($3 <> 'private' or author = $5)`,
    [feed, id, to.visibility, to.community, member],
  );
  return found.length > 0;
}
const placeOf = ({ visibility, community }: Place): Place => ({
  visibility,
  community: visibility === 'community' ? community : null,
});
/** Scopes of members are bumped with each of their acts; 'hidden' is nobody's. */
const shared = (scopes: readonly string[]): Scope[] => scopes.filter((s) => !s.startsWith('member:'));

/** How many shows for everybody the member has, if this one is to be one of them. */
async function openOf({ tx, member }: SettleContext, id: string, to: Place): Promise<number> {
  if (to.visibility !== 'public') return 0;
  const [found] = await tx.query<{ n: number }>(
    `select count(*)::int as n from show where author = $1 and visibility = 'public' and id <> $2`,
    [member, id],
  );
  return found?.n ?? 0;
}
/** The value of the limit that a refusal names. */
const mostOf = ({ all, open }: { all: number; open: number }): number =>
  open >= MOST_SHOWS.public ? MOST_SHOWS.public : all >= MOST_SHOWS.all ? MOST_SHOWS.all : MOST_SHOWS.day;

interface Use {
  adds: number;
  asks: number;
}
const NOW = `show_use.counted_at > now() - interval '1 day'`;
/** What the member added and asked for within the day that is counted. */
async function usedBy(tx: Queryable, member: MemberId): Promise<Use> {
  const [found] = await tx.query<Use>(`select adds, asks from show_use where member = $1 and ${NOW}`, [member]);
  return found ?? { adds: 0, asks: 0 };
}
const use = (tx: Queryable, member: MemberId, { adds, asks }: Use): Promise<unknown> =>
  tx.query(
    `insert into show_use (member, adds, asks) values ($1, $2, $3) on conflict (member) do update
      set adds = case when ${NOW} then show_use.adds else 0 end + excluded.adds,
        asks = case when ${NOW} then show_use.asks else 0 end + excluded.asks,
        counted_at = case when ${NOW} then show_use.counted_at else excluded.counted_at end`,
    [member, adds, asks],
  );

async function settleAdd(ctx: SettleContext, args: MutationArgs<'show.add'>) {
  const { tx, member, rev, asOf } = ctx;
  const { id, feed } = args;
  const to = placeOf(args);
  if (args.visibility === 'community' && to.community === null) return refuse('community.unknown');
  const [found] = await tx.query<{ known: boolean; all: number }>(
    `select exists (select from show where id = $2) as known, count(*)::int as all from show where author = $1`,
    [member, id],
  );
  // An act that was accepted before a restore was already counted then (S29).
  const counted = asOf === null && found !== undefined;
  const counts = { all: counted ? found.all : 0, today: counted ? (await usedBy(tx, member)).adds : 0 };
  const standing = {
    ...(await standingOf(tx, member, to.community)),
    own: true,
    seen: true,
    twice: found?.known === true || (await isTwice(ctx, feed, id, to)),
    ...counts,
    open: counted ? await openOf(ctx, id, to) : 0,
  };
  const code = to.community === null ? refusalOf(adding, standing) : refusalOf(addingTo, standing);
  if (code === 'show.too_many') return refuse(code, { most: mostOf(standing) });
  if (code) return refuse(code);
  await tx.query(
    `insert into show (id, scope, author, name, visibility, community, feed, title, created_at, rev)
      select $2, 'member:' || m.id, m.id, nullif(m.name, ''), $3, $4, $5, $6, coalesce($7::timestamptz, now()), $8
        from member m where m.id = $1`,
    [member, id, to.visibility, to.community, feed, new URL(feed).hostname, asOf, rev],
  );
  await tx.query('insert into show_feed (show) values ($1)', [id]);
  if (counted) await use(tx, member, { adds: 1, asks: 0 });
  await emit(tx, 'show.added', id, {});
  return APPLIED;
}

interface Head {
  feed: string;
  own: boolean;
  seen: boolean;
}
const headOf = async ({ tx, member }: SettleContext, show: ShowId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select t.feed, t.author is not distinct from $1 as own, ${visibleTo('$1')} as seen
        from show t where t.id = $2`,
      [member, show],
    )
  )[0];

async function settleShare(ctx: SettleContext, args: MutationArgs<'show.share'>) {
  const { tx, member } = ctx;
  const { show } = args;
  const to = placeOf(args);
  const head = await headOf(ctx, show);
  const standing: ShowStanding = {
    ...(await standingOf(tx, member, to.community)),
    own: head?.own ?? false,
    seen: head?.seen ?? false,
    twice: head?.own === true && (await isTwice(ctx, head.feed, show, to)),
    open: ctx.asOf === null ? await openOf(ctx, show, to) : 0,
  };
  const code = to.community === null ? refusalOf(sharing, standing) : refusalOf(sharingTo, standing);
  if (code === 'show.too_many') return refuse(code, { most: MOST_SHOWS.public });
  if (code || !head) return refuse(code ?? 'show.unknown');
  if (args.visibility === 'community' && to.community === null) return refuse('community.unknown');
  const wanted: Scope[] =
    to.visibility === 'private' ? [] : [to.community === null ? CATALOGUE : communityScope(to.community)];
  await ctx.bump(shared([...(await scopesOf(tx, show)), ...wanted]));
  // A trigger numbers the row: a job may have moved it meanwhile (S12).
  await tx.query('update show set visibility = $2, community = $3 where id = $1', [show, to.visibility, to.community]);
  await moveToPlace(tx, show);
  if (to.visibility !== 'private') await emit(tx, 'show.shared', show, {});
  return APPLIED;
}

async function settleRemove(ctx: SettleContext, { show }: MutationArgs<'show.remove'>) {
  const { tx } = ctx;
  const head = await headOf(ctx, show);
  const code = refusalOf(removing, { own: head?.own ?? false, seen: head?.seen ?? false });
  if (code) return refuse(code);
  // The answer does not tell whether a show exists that the member may not see.
  if (!head?.own) return APPLIED;
  await ctx.bump(shared(await scopesOf(tx, show)));
  await removeTracks(tx, await tracksOf(tx, show));
  const wanted = await tx.query<{ track: string }>(
    `select s.wanted as track from episode_source s join episode e on e.id = s.episode
      where e.show = $1 and s.wanted is not null`,
    [show],
  );
  // Their files may be stored already.
  for (const { track } of wanted) await emit(tx, 'track.removed', track, { cover: null });
  // With its episodes: each leaves a tombstone.
  const [gone] = await tx.query<{ cover: string | null }>('delete from show where id = $1 returning cover', [show]);
  await emit(tx, 'show.removed', show, { cover: gone?.cover ?? null });
  return APPLIED;
}

async function settleFollow(ctx: SettleContext, { show, on, along }: MutationArgs<'show.follow'>) {
  const { tx, member, rev, asOf } = ctx;
  if (!on) {
    await tx.query('delete from show_follow where member = $1 and show = $2', [member, show]);
    return APPLIED;
  }
  const head = await headOf(ctx, show);
  const standing = { ...(await standingOf(tx, member, null)), own: head?.own ?? false, seen: head?.seen ?? false };
  const code = refusalOf(following, standing);
  if (code) return refuse(code);
  // The lock on the show: one that is being removed takes this along, or this does not come.
  await tx.query(
    `insert into show_follow (member, show, since, along, rev)
      select $1, t.id, coalesce($4::timestamptz, now()), $3, $5 from show t where t.id = $2 for key share of t
      on conflict (member, show) do update set along = excluded.along, rev = excluded.rev`,
    [member, show, along, asOf, rev],
  );
  return APPLIED;
}

async function settleAsk(ctx: SettleContext, { episode }: MutationArgs<'episode.ask'>) {
  const { tx, member, asOf } = ctx;
  const [found] = await tx.query<{ scope: Scope; state: string; own: boolean; seen: boolean }>(
    `select e.scope, e.state, t.author is not distinct from $1 as own, ${visibleTo('$1')} as seen
      from episode e join show t on t.id = e.show where e.id = $2`,
    [member, episode],
  );
  const there = found?.state === 'asked' || found?.state === 'ready';
  const code = refusalOf(asking, {
    ...(await standingOf(tx, member, null)),
    own: found?.own ?? false,
    seen: found?.seen ?? false,
    // Asking again for an episode that somebody has asked for costs nothing.
    today: asOf === null && !there ? (await usedBy(tx, member)).asks : 0,
  });
  if (code === 'episode.too_many') return refuse(code, { most: MOST_SHOWS.asks });
  if (code || !found) return refuse(code ?? 'episode.unknown');
  if (there) return APPLIED;
  await ctx.bump(shared([found.scope]));
  const asked = await tx.query(
    `update episode set state = 'asked', code = null, params = '{}' where id = $1 and state in ('offered', 'failed')
      returning id`,
    [episode],
  );
  // Somebody else asked meanwhile.
  if (asked.length === 0) return APPLIED;
  await tx.query(
    `update episode_source set asked_by = $2, asked_at = now(), attempts = 0, claimed_until = null where episode = $1`,
    [episode, member],
  );
  if (asOf === null) await use(tx, member, { adds: 0, asks: 1 });
  await emit(tx, 'episode.asked', episode, {});
  return APPLIED;
}

export const settlements: ColdSettlements<`show.${'add' | 'share' | 'remove' | 'follow'}` | 'episode.ask'> = {
  'show.add': settlement({ refuses: codesOf(addingTo) }, settleAdd),
  'show.share': settlement({ refuses: [...codesOf(sharingTo), 'show.too_many'] }, settleShare),
  'show.remove': settlement({ refuses: codesOf(removing) }, settleRemove),
  'show.follow': settlement({ refuses: codesOf(following) }, settleFollow),
  'episode.ask': settlement({ refuses: codesOf(asking) }, settleAsk),
};
