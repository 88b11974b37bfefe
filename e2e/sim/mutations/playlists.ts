/** Playlists: made, shared, and filled and ordered by several members on several devices; and likes. */
import { byOrder, isOrder, ordersAt } from '@egoejo/shared/playlists/order.ts';
import { MOST_ORDER, type PlaylistItem } from '@egoejo/shared/playlists/model.ts';
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { MemberId, PlaylistId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, eitherOf, ownOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const said = ({ rng }: MakeContext) => ({ title: `Liste ${rng.int(100)}`, text: rng.chance(0.5) ? 'Du soir.' : '' });

/** A playlist whose items the member may change, usually. */
function listOf(context: MakeContext): PlaylistId {
  const { device, installation, newId } = context;
  const own = installation.playlists.filter(({ member }) => member === device.member).map(({ id }) => id);
  const shared = device.rows<{ id: PlaylistId; together: boolean }>('playlist').filter((row) => row.together);
  const all = installation.playlists.map(({ id }) => id);
  return eitherOf(context, [...own, ...shared.map(({ id }) => id)], all) ?? newId<PlaylistId>();
}
const itemsOf = ({ device }: MakeContext, playlist: PlaylistId): PlaylistItem[] =>
  device
    .rows<PlaylistItem>('playlistItem')
    .filter((row) => row.playlist === playlist)
    .toSorted(byOrder);
/** A track that the member knows, usually. */
function trackOf(context: MakeContext): TrackId {
  const { device, installation, newId } = context;
  const own = installation.tracks.filter(({ member }) => member === device.member).map(({ id }) => id);
  const heard = device.rows<{ id: TrackId; member: MemberId | null }>('track').map(({ id }) => id);
  const all = installation.tracks.map(({ id }) => id);
  return eitherOf(context, [...own, ...heard], all) ?? newId<TrackId>();
}
/** Keys for a place of the list as this device has it; sometimes one that others choose too, or no good one. */
function keysFor({ rng }: MakeContext, items: readonly PlaylistItem[], n: number): string[] {
  if (rng.chance(0.3)) return Array.from({ length: n }, () => rng.pick(['a0', 'a1', 'a00']));
  if (rng.chance(0.05)) return Array.from({ length: n }, (_, i) => `a${i}${'1'.repeat(MOST_ORDER - 2)}`);
  const orders = items.map(({ order }) => order).filter(isOrder);
  return ordersAt(orders, rng.int(orders.length + 1), n);
}
/** An item of a playlist as this device has it, usually. */
function itemOf(context: MakeContext): { playlist: PlaylistId; track: TrackId } {
  const playlist = listOf(context);
  const there = itemsOf(context, playlist).map(({ track }) => track);
  return { playlist, track: eitherOf(context, there, [trackOf(context)]) ?? trackOf(context) };
}

export const playlists: SimulatedMutations<Extract<MutationName, `playlist.${string}` | 'like.set'>> = {
  'playlist.make': {
    weight: 2,
    make: (context) => {
      const id = context.newId<PlaylistId>();
      context.installation.playlists.push({ id, member: context.device.member });
      return { id, ...said(context) };
    },
    last: null,
  },
  'playlist.edit': {
    weight: 2,
    make: (context) => ({ playlist: ownOf(context, context.installation.playlists), ...said(context) }),
    last: null,
  },
  'playlist.share': {
    weight: 3,
    make: (context) => {
      const visibility = context.rng.pick(['private', 'community', 'community', 'public'] as const);
      return {
        playlist: ownOf(context, context.installation.playlists),
        visibility,
        community: visibility === 'community' ? communityOf(context) : null,
        together: context.rng.chance(0.7),
      };
    },
    last: null,
  },
  'playlist.remove': {
    weight: 1,
    make: (context) => ({ playlist: ownOf(context, context.installation.playlists) }),
    last: null,
  },
  'playlist.add': {
    weight: 10,
    make: (context) => {
      const playlist = listOf(context);
      const tracks = Array.from({ length: 1 + context.rng.int(2) }, () => trackOf(context));
      const keys = keysFor(context, itemsOf(context, playlist), tracks.length);
      return { playlist, items: tracks.map((track, i) => ({ track, order: keys[i]! })) };
    },
    last: null,
  },
  'playlist.move': {
    weight: 6,
    make: (context) => {
      const item = itemOf(context);
      return { ...item, order: keysFor(context, itemsOf(context, item.playlist), 1)[0]! };
    },
    last: null,
  },
  'playlist.drop': { weight: 4, make: itemOf, last: null },
  'like.set': {
    weight: 3,
    make: (context) => ({ track: trackOf(context), on: context.rng.chance(0.7) }),
    last: ({ args: { track, on }, member }, now) =>
      now.tracks.has(track)
        ? { subject: `${member}/likes/${track}`, stands: now.likes.has(`${member}/${track}`) === on }
        : null,
  },
};
