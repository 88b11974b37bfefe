/** Settles playlists and likes (L6). */
import { MOST_LIKES, MOST_PLAYLISTS } from '@egoejo/shared/playlists/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { CATALOGUE, communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { knownTo } from '../tracks/model.ts';
import { editing, liking, making, removing, sharing } from './policy.ts';
import { headOf, itemSettlements, shared, standingTowards } from './settle-items.ts';
import { moveToPlace } from './visible.ts';

async function settleMake(ctx: SettleContext, { id, title, text }: MutationArgs<'playlist.make'>) {
  const { tx, member, rev, asOf } = ctx;
  const [found] = await tx.query<{ known: boolean; all: number }>(
    `select exists (select from playlist where id = $2) as known,
       (select count(*)::int from playlist where author = $1) as all`,
    [member, id],
  );
  // An act that was accepted before a restore was already counted then (S29).
  const all = asOf === null ? (found?.all ?? 0) : 0;
  const code = refusalOf(making, { ...(await standingOf(tx, member, null)), known: found?.known ?? false, all });
  if (code === 'playlist.too_many') return refuse(code, { most: MOST_PLAYLISTS });
  if (code) return refuse(code);
  await tx.query(
    `insert into playlist (id, scope, author, name, title, text, created_at, rev)
      select $2, 'member:' || m.id, m.id, nullif(m.name, ''), $3, $4, coalesce($5::timestamptz, now()), $6
        from member m where m.id = $1`,
    [member, id, title, text, asOf, rev],
  );
  return APPLIED;
}

async function settleEdit(ctx: SettleContext, { playlist, title, text }: MutationArgs<'playlist.edit'>) {
  const head = await headOf(ctx, playlist);
  const code = refusalOf(editing, await standingTowards(ctx, head, null));
  if (code || !head) return refuse(code ?? 'playlist.unknown');
  await ctx.bump(shared([head.scope]));
  // A trigger numbers the row: moderators may have moved it meanwhile (S12).
  await ctx.tx.query('update playlist set title = $2, text = $3 where id = $1', [playlist, title, text]);
  await emit(ctx.tx, 'playlist.edited', playlist, {});
  return APPLIED;
}

async function settleShare(ctx: SettleContext, args: MutationArgs<'playlist.share'>) {
  const { playlist, visibility, community, together } = args;
  const head = await headOf(ctx, playlist);
  const to = visibility === 'community' ? community : null;
  const standing = await standingTowards(ctx, head, to);
  const code = visibility === 'community' ? refusalOf(sharing, standing) : refusalOf(editing, standing);
  if (code || !head) return refuse(code ?? 'playlist.unknown');
  if (visibility === 'community' && to === null) return refuse('community.unknown');
  const wanted: Scope[] = visibility === 'private' ? [] : [to === null ? CATALOGUE : communityScope(to)];
  await ctx.bump(shared([head.scope, ...wanted]));
  await ctx.tx.query('update playlist set visibility = $2, community = $3, together = $4 where id = $1', [
    playlist,
    visibility,
    to,
    together && to !== null,
  ]);
  await moveToPlace(ctx.tx, playlist);
  if (visibility !== 'private') await emit(ctx.tx, 'playlist.shared', playlist, {});
  return APPLIED;
}

async function settleRemove(ctx: SettleContext, { playlist }: MutationArgs<'playlist.remove'>) {
  const head = await headOf(ctx, playlist);
  const code = refusalOf(removing, { own: head?.own ?? false, seen: head?.seen ?? false });
  if (code) return refuse(code);
  // The answer does not tell whether a playlist exists that the member may not see.
  if (!head?.own) return APPLIED;
  await ctx.bump(shared([head.scope]));
  await ctx.tx.query('delete from playlist where id = $1', [playlist]);
  return APPLIED;
}

async function settleLike({ tx, member, asOf }: SettleContext, { track, on }: MutationArgs<'like.set'>) {
  if (!on) {
    await tx.query('delete from track_like where member = $1 and track = $2', [member, track]);
    return APPLIED;
  }
  const [found] = await tx.query<{ others: number; known: boolean }>(
    `select (select count(*)::int from track_like where member = $1 and track <> $2) as others,
       exists (select from track t where t.id = $2 and ${knownTo('$1')}) as known`,
    [member, track],
  );
  const code = refusalOf(liking, {
    ...(await standingOf(tx, member, null)),
    unseen: !found?.known,
    others: asOf === null ? (found?.others ?? 0) : 0,
  });
  if (code === 'like.too_many') return refuse(code, { most: MOST_LIKES });
  if (code) return refuse(code);
  // The lock on its track: one that is being removed takes the like with it, or the like does not come.
  await tx.query(
    `insert into track_like (member, track, at) select $1, t.id, coalesce($3::timestamptz, now())
        from track t where t.id = $2 for key share of t
      on conflict do nothing`,
    [member, track, asOf],
  );
  return APPLIED;
}

export const settlements: ColdSettlements<
  `playlist.${'make' | 'edit' | 'share' | 'remove' | 'add' | 'move' | 'drop'}` | 'like.set'
> = {
  'playlist.make': settlement({ refuses: codesOf(making) }, settleMake),
  'playlist.edit': settlement({ refuses: codesOf(editing) }, settleEdit),
  'playlist.share': settlement({ refuses: codesOf(sharing) }, settleShare),
  'playlist.remove': settlement({ refuses: codesOf(removing) }, settleRemove),
  ...itemSettlements,
  'like.set': settlement({ refuses: codesOf(liking) }, settleLike),
};
