/** Examples of acts about playlists and likes. */
import type { MutationName } from '../registry.ts';
import { OWN, STRANGER, active, ofMembers, visible, type Example } from './example-people.ts';

export const examplePlaylists: { [N in Extract<MutationName, `playlist.${string}` | 'like.set'>]: Example<N> } = {
  'playlist.make': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ playlist, otherPlaylist }) => [
      { id: playlist, title: 'Pour la route – « du soir »', text: '' },
      { id: otherPlaylist, title: 'Essai', text: 'À trier.' },
    ],
  },
  'playlist.edit': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ playlist }) => [{ playlist, title: 'Pour la route', text: 'Des contes.' }],
  },
  'playlist.share': {
    keptOut: ofMembers('playlist.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ playlist, otherPlaylist, community }) => [
      { playlist, visibility: 'community', community, together: true },
      { playlist: otherPlaylist, visibility: 'public', community: null, together: false },
    ],
  },
  'playlist.add': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ playlist, otherPlaylist, track }) => [
      { playlist, items: [{ track, order: 'a0' }] },
      { playlist: otherPlaylist, items: [{ track, order: 'a1' }] },
    ],
  },
  'playlist.move': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ playlist, track }) => [{ playlist, track, order: 'a0V' }],
  },
  'playlist.drop': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ otherPlaylist, track }) => [{ playlist: otherPlaylist, track }],
  },
  'playlist.remove': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: ({ otherPlaylist }) => [{ playlist: otherPlaylist }],
  },
  'like.set': { keptOut: STRANGER, logged: null, refuses: active, args: ({ track }) => [{ track, on: true }] },
};
