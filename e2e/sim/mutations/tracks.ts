/** Tracks: announced, changed, shared and removed on several devices of a member. Their files never come. */
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { communityOf, rowOr } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

/** A track that this device has; else one that does not exist. */
const trackOf = (context: MakeContext): TrackId =>
  rowOr<Track>(context, 'track', (row) => row.member === context.device.member, [])?.id ?? context.newId<TrackId>();
const said = ({ rng }: MakeContext) => ({
  title: `Chant ${rng.int(100)}`,
  artists: rng.chance(0.5) ? 'Awa' : '',
  album: '',
  number: rng.chance(0.5) ? 1 + rng.int(12) : null,
  genre: '',
  language: 'fr',
  licence: 'by' as const,
});

export const tracks: SimulatedMutations<`track.${'add' | 'edit' | 'share' | 'remove'}`> = {
  'track.add': {
    weight: 3,
    make: (context) => ({ id: context.newId<TrackId>(), ...said(context), file: 'chant.mp3' }),
    last: null,
  },
  'track.edit': { weight: 3, make: (context) => ({ track: trackOf(context), ...said(context) }), last: null },
  'track.share': {
    weight: 3,
    make: (context) => {
      const visibility = context.rng.pick(['private', 'community', 'public'] as const);
      const community = visibility === 'community' ? communityOf(context) : null;
      return { track: trackOf(context), visibility, community };
    },
    last: null,
  },
  'track.remove': { weight: 1, make: (context) => ({ track: trackOf(context) }), last: null },
};
