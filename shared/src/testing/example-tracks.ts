/** Examples of acts about tracks. */
import { OWN, STRANGER, active, ofMembers, visible, type Example } from './example-people.ts';

const said = { artists: 'Awa Ndiaye', album: '', number: 3, genre: 'Conte', language: 'fr', licence: 'by-sa' } as const;

export const exampleTracks: {
  [
    N in `track.${'add' | 'edit' | 'words' | 'share' | 'session' | 'remove'}` | `release.${'plan' | 'cancel'}`
  ]: Example<N>;
} = {
  'track.add': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ track, otherTrack }) => [
      { id: track, ...said, title: 'Le puits – « la nuit »', file: 'puits.mp3' },
      { id: otherTrack, ...said, title: 'Essai', number: null, file: '' },
    ],
  },
  'track.edit': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ track }) => [{ track, ...said, title: 'Le puits', album: 'Contes du soir' }],
  },
  'track.words': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ track }) => [
      { track, part: 0, text: '[0:01.5] Le puits est profond\n[0:04.0] la nuit aussi', last: false },
      { track, part: 1, text: '[0:08.0] Fin', last: true },
    ],
  },
  'track.share': {
    keptOut: ofMembers('track.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ track, community }) => [
      { track, visibility: 'community', community },
      { track, visibility: 'public', community: null },
    ],
  },
  'track.session': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: ({ track }) => [{ track, day: '2026-03-01', seconds: 240, furthest: 8000 }],
  },
  'release.plan': {
    keptOut: ofMembers('track.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ release, track, community }) => [
      {
        id: release,
        title: 'Contes du soir',
        tracks: [track],
        visibility: 'community',
        community,
        at: '2026-03-08T18:00:00.000Z',
      },
    ],
  },
  'release.cancel': { keptOut: OWN, logged: null, refuses: {}, args: ({ release }) => [{ release }] },
  'track.remove': { keptOut: OWN, logged: null, refuses: {}, args: ({ otherTrack }) => [{ track: otherTrack }] },
};
