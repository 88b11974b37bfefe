/** Settles what is in playlists. Each act locks its playlist first, so that acts on one list follow one another. */
import type { CommunityId, PlaylistId, PlaylistItemId } from '@egoejo/shared/platform/ids.ts';
import { itemIdOf, MOST_ITEMS } from '@egoejo/shared/playlists/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { writtenLater } from '../sync/recovery/row-writes.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { knownTo } from '../tracks/model.ts';
import { evenKeys, freeKeys, tooLong } from './keys.ts';
import { adding, arranging, type PlaylistStanding } from './policy.ts';
import { togetherWith, visibleTo } from './visible.ts';

interface Head {
  scope: Scope;
  community: CommunityId | null;
  own: boolean;
  seen: boolean;
  together: boolean;
}
/** Locks the playlist until the act is settled. */
export const headOf = async ({ tx, member }: SettleContext, playlist: PlaylistId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select t.scope, t.community, t.author is not distinct from $1 as own, ${visibleTo('$1')} as seen,
          ${togetherWith('$1')} as together
        from playlist t where t.id = $2 for update`,
      [member, playlist],
    )
  )[0];
/** @param community that of the act */
export const standingTowards = async (
  { tx, member }: SettleContext,
  head: Head | undefined,
  community: CommunityId | null,
): Promise<PlaylistStanding> => ({
  ...(await standingOf(tx, member, community)),
  own: head?.own ?? false,
  seen: head?.seen ?? false,
  together: head?.together ?? false,
});
/** Scopes of members are bumped with each of their acts; 'hidden' is nobody's. */
export const shared = (scopes: readonly Scope[]): Scope[] => scopes.filter((s) => !s.startsWith('member:'));

interface Item {
  id: PlaylistItemId;
  order: string;
}
const itemsOf = ({ tx }: SettleContext, playlist: PlaylistId): Promise<Item[]> =>
  tx.query('select id, order_key as "order" from playlist_item where playlist = $1 order by order_key', [playlist]);

/** Gives the items of a list short keys; their order stays. */
async function respace(ctx: SettleContext, playlist: PlaylistId): Promise<void> {
  const ids = (await itemsOf(ctx, playlist)).map(({ id }) => id);
  await ctx.tx.query(
    `update playlist_item i set order_key = n.key from unnest($1::uuid[], $2::text[]) n(id, key)
      where i.id = n.id and i.order_key <> n.key`,
    [ids, evenKeys(ids.length)],
  );
}

/** Whether the member may see all of these tracks. */
const known = async ({ tx, member }: SettleContext, tracks: readonly string[]): Promise<boolean> =>
  tracks.length === 0 ||
  (await tx.query(`select from track t where t.id = any($2::uuid[]) and ${knownTo('$1')}`, [member, tracks])).length ===
    tracks.length;

async function settleAdd(ctx: SettleContext, { playlist, items }: MutationArgs<'playlist.add'>) {
  const { tx, asOf } = ctx;
  const head = await headOf(ctx, playlist);
  const there = await itemsOf(ctx, playlist);
  const later = await writtenLater(
    ctx.tx,
    asOf,
    'playlistItem',
    items.map((i) => itemIdOf(playlist, i.track)),
  );
  const asked = new Map(items.toReversed().map((i) => [itemIdOf(playlist, i.track), i]));
  for (const id of [...there.map((i) => i.id), ...later]) asked.delete(id);
  const added = items.filter((i) => asked.get(itemIdOf(playlist, i.track)) === i);
  const tracks = added.map(({ track }) => track);
  const code = refusalOf(adding, {
    ...(await standingTowards(ctx, head, head?.community ?? null)),
    unseen: !(await known(ctx, tracks)),
    // An act that was accepted before a restore was already counted then (S29).
    items: asOf === null ? there.length + added.length : 0,
  });
  if (code === 'playlist.full') return refuse(code, { most: MOST_ITEMS });
  if (code || !head) return refuse(code ?? 'playlist.unknown');
  if (added.length === 0) return APPLIED;
  await ctx.bump(shared([head.scope]));
  const keys = freeKeys(
    there.map(({ order }) => order),
    added.map(({ order }) => order),
  );
  // The lock on its track: one that is being removed takes the item with it, or the item does not come.
  await tx.query(
    `insert into playlist_item (id, scope, playlist, track, order_key, added_at)
      select i.id, $2, $1, t.id, i.key, coalesce($6::timestamptz, now())
        from unnest($3::uuid[], $4::uuid[], $5::text[]) i(id, track, key) join track t on t.id = i.track
        for key share of t`,
    [playlist, head.scope, tracks.map((track) => itemIdOf(playlist, track)), tracks, keys, asOf],
  );
  if (tooLong(keys)) await respace(ctx, playlist);
  return APPLIED;
}

async function settleMove(ctx: SettleContext, { playlist, track, order }: MutationArgs<'playlist.move'>) {
  const head = await headOf(ctx, playlist);
  const code = refusalOf(arranging, await standingTowards(ctx, head, null));
  if (code || !head) return refuse(code ?? 'playlist.unknown');
  const id = itemIdOf(playlist, track);
  const items = await itemsOf(ctx, playlist);
  const moved = items.find((item) => item.id === id);
  // Offered again after a restore, it waits for the act that added the track (S29).
  if (!moved) return ctx.asOf === null ? APPLIED : refuse('track.unknown');
  const others = items.filter((item) => item !== moved);
  const keys = freeKeys(
    others.map((item) => item.order),
    [order],
  );
  if (keys[0] === moved.order) return APPLIED;
  await ctx.bump(shared([head.scope]));
  await ctx.tx.query('update playlist_item set order_key = $2 where id = $1', [id, keys[0]]);
  if (tooLong(keys)) await respace(ctx, playlist);
  return APPLIED;
}

async function settleDrop(ctx: SettleContext, { playlist, track }: MutationArgs<'playlist.drop'>) {
  const head = await headOf(ctx, playlist);
  const code = refusalOf(arranging, await standingTowards(ctx, head, null));
  if (code || !head) return refuse(code ?? 'playlist.unknown');
  await ctx.bump(shared([head.scope]));
  await ctx.tx.query('delete from playlist_item where id = $1', [itemIdOf(playlist, track)]);
  return APPLIED;
}

export const itemSettlements: ColdSettlements<`playlist.${'add' | 'move' | 'drop'}`> = {
  'playlist.add': settlement({ refuses: codesOf(adding) }, settleAdd),
  'playlist.move': settlement({ refuses: [...codesOf(arranging), 'track.unknown'] }, settleMove),
  'playlist.drop': settlement({ refuses: codesOf(arranging) }, settleDrop),
};
