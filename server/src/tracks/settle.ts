import type { CommunityId, TrackId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { MOST_TRACKS } from '@egoejo/shared/tracks/model.ts';
import { standingOf } from '../communities/model.ts';
import { refuseUploads } from '../media/model.ts';
import { emit } from '../platform/database/events.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { adding, editing, removing, sharing, sharingTo, type TrackStanding } from './policy.ts';
import { moveToPlace, visibleTo } from './visible.ts';
import { writePart } from './words.ts';

async function settleAdd(ctx: SettleContext, args: MutationArgs<'track.add'>) {
  const { tx, member, rev, asOf } = ctx;
  const [found] = await tx.query<{ known: boolean; today: number; all: number }>(
    `select exists (select from track where id = $2) as known, count(*)::int as all,
       count(*) filter (where created_at > now() - interval '1 day')::int as today
      from track where author = $1 and not given`,
    [member, args.id],
  );
  // An act that was accepted before a restore was already counted then (S29).
  const counts = asOf === null && found ? found : { today: 0, all: 0 };
  const code = refusalOf(adding, { ...(await standingOf(tx, member, null)), known: found?.known ?? false, ...counts });
  if (code === 'track.too_many')
    return refuse(code, { most: counts.all >= MOST_TRACKS.all ? MOST_TRACKS.all : MOST_TRACKS.day });
  if (code) return refuse(code);
  const { id, title, artists, album, number, genre, language, licence, file } = args;
  await tx.query(
    `insert into track (id, scope, author, name, title, artists, album, number, genre, language, licence, file,
        created_at, rev)
      select $2, 'member:' || m.id, m.id, nullif(m.name, ''), $3, $4, $5, $6, $7, $8, $9, $10,
        coalesce($11::timestamptz, now()), $12 from member m where m.id = $1`,
    [member, id, title, artists, album, number, genre, language, licence, file, asOf, rev],
  );
  return APPLIED;
}

interface Head {
  scope: Scope;
  own: boolean;
  seen: boolean;
  given: boolean;
}
const headOf = async ({ tx, member }: SettleContext, track: TrackId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select t.scope, t.author is not distinct from $1 as own, ${visibleTo('$1')} as seen, t.given
        from track t where t.id = $2`,
      [member, track],
    )
  )[0];
const standingTowards = async (
  { tx, member }: SettleContext,
  head: Head | undefined,
  community: CommunityId | null,
): Promise<TrackStanding> => ({
  ...(await standingOf(tx, member, community)),
  own: head?.own ?? false,
  seen: head?.seen ?? false,
  given: head?.given ?? false,
});
/** Scopes of members are bumped with each of their acts; 'hidden' is nobody's. */
const shared = (scopes: readonly Scope[]): Scope[] => scopes.filter((s) => !s.startsWith('member:'));

async function settleEdit(ctx: SettleContext, { track, ...said }: MutationArgs<'track.edit'>) {
  const head = await headOf(ctx, track);
  const code = refusalOf(editing, await standingTowards(ctx, head, null));
  if (code || !head) return refuse(code ?? 'track.unknown');
  await ctx.bump(shared([head.scope]));
  // A trigger numbers the row: a job may have moved it meanwhile (S12).
  await ctx.tx.query(
    `update track set title = $2, artists = $3, album = $4, number = $5, genre = $6, language = $7, licence = $8
      where id = $1`,
    [track, said.title, said.artists, said.album, said.number, said.genre, said.language, said.licence],
  );
  await emit(ctx.tx, 'track.edited', track, {});
  return APPLIED;
}

async function settleWords(ctx: SettleContext, { track, part, text, last }: MutationArgs<'track.words'>) {
  const head = await headOf(ctx, track);
  const code = refusalOf(editing, await standingTowards(ctx, head, null));
  if (code) return refuse(code);
  await writePart(ctx.tx, track, part, text);
  // Neither new words that are still coming nor shorter ones end with those before.
  if (part === 0 || last) await ctx.tx.query('delete from track_words where track = $1 and part > $2', [track, part]);
  await emit(ctx.tx, 'track.edited', track, {});
  return APPLIED;
}

async function settleShare(ctx: SettleContext, { track, visibility, community }: MutationArgs<'track.share'>) {
  const head = await headOf(ctx, track);
  const to = visibility === 'community' ? community : null;
  const standing = await standingTowards(ctx, head, to);
  const code = visibility === 'community' ? refusalOf(sharingTo, standing) : refusalOf(sharing, standing);
  if (code || !head) return refuse(code ?? 'track.unknown');
  if (visibility === 'community' && to === null) return refuse('community.unknown');
  const wanted: Scope[] = visibility === 'private' ? [] : [to === null ? 'catalogue' : communityScope(to)];
  await ctx.bump(shared([head.scope, ...wanted]));
  await ctx.tx.query('update track set visibility = $2, community = $3 where id = $1', [track, visibility, to]);
  await moveToPlace(ctx.tx, track);
  if (visibility !== 'private') await emit(ctx.tx, 'track.shared', track, {});
  return APPLIED;
}

async function settleRemove(ctx: SettleContext, { track }: MutationArgs<'track.remove'>) {
  const head = await headOf(ctx, track);
  const code = refusalOf(removing, { own: head?.own ?? false, seen: head?.seen ?? false });
  if (code) return refuse(code);
  // The answer does not tell whether a track exists that the member may not see.
  if (!head?.own) return APPLIED;
  await ctx.bump(shared([head.scope]));
  await refuseUploads(ctx.tx, [track], 'media.not_awaited');
  const [gone] = await ctx.tx.query<{ cover: string | null }>('delete from track where id = $1 returning cover', [
    track,
  ]);
  await emit(ctx.tx, 'track.removed', track, { cover: gone?.cover ?? null });
  return APPLIED;
}

export const settlements: ColdSettlements<`track.${'add' | 'edit' | 'words' | 'share' | 'remove'}`> = {
  'track.add': settlement({ refuses: codesOf(adding) }, settleAdd),
  'track.edit': settlement({ refuses: codesOf(editing) }, settleEdit),
  'track.words': settlement({ refuses: codesOf(editing) }, settleWords),
  'track.share': settlement({ refuses: codesOf(sharingTo) }, settleShare),
  'track.remove': settlement({ refuses: codesOf(removing) }, settleRemove),
};
