/** Tracks: announced, changed, shared and removed on several devices of a member. Their files never come. */
import type { ReleaseId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, ownOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const said = ({ rng }: MakeContext) => ({
  title: `Chant ${rng.int(100)}`,
  artists: rng.chance(0.5) ? 'Awa' : '',
  album: '',
  number: rng.chance(0.5) ? 1 + rng.int(12) : null,
  genre: '',
  language: 'fr',
  licence: 'by' as const,
});

const releaseOf = (context: MakeContext): ReleaseId => ownOf(context, context.installation.releases);

export const tracks: SimulatedMutations<
  `track.${'add' | 'edit' | 'words' | 'share' | 'session' | 'remove'}` | `release.${'plan' | 'cancel'}`
> = {
  'track.add': {
    weight: 3,
    make: (context) => {
      const id = context.newId<TrackId>();
      context.installation.tracks.push({ id, member: context.device.member });
      return { id, ...said(context), file: 'chant.mp3' };
    },
    last: null,
  },
  'track.edit': {
    weight: 3,
    make: (context) => ({ track: ownOf(context, context.installation.tracks), ...said(context) }),
    last: null,
  },
  'track.words': {
    weight: 2,
    make: (context) => ({
      track: ownOf(context, context.installation.tracks),
      part: context.rng.int(3),
      text: context.rng.chance(0.2) ? '' : `[0:0${context.rng.int(10)}.0] vers ${context.rng.int(100)}`,
      last: context.rng.chance(0.6),
    }),
    last: null,
  },
  'track.share': {
    weight: 3,
    make: (context) => {
      const visibility = context.rng.pick(['private', 'community', 'public'] as const);
      const community = visibility === 'community' ? communityOf(context) : null;
      return { track: ownOf(context, context.installation.tracks), visibility, community };
    },
    last: null,
  },
  'track.session': {
    weight: 3,
    make: ({ rng, installation, newId }) => ({
      track: installation.tracks.length > 0 ? rng.pick(installation.tracks).id : newId<TrackId>(),
      day: '2026-11-01',
      seconds: 1 + rng.int(90),
      furthest: rng.int(10_001),
    }),
    last: null,
  },
  'release.plan': {
    weight: 3,
    make: (context) => {
      const { rng, device, installation, newId } = context;
      const id = rng.chance(0.3) ? releaseOf(context) : newId<ReleaseId>();
      if (!installation.releases.some((r) => r.id === id)) installation.releases.push({ id, member: device.member });
      const visibility = rng.pick(['community', 'public'] as const);
      return {
        id,
        title: `Sortie ${rng.int(100)}`,
        tracks: Array.from({ length: 1 + rng.int(3) }, () => ownOf(context, installation.tracks)),
        visibility,
        community: visibility === 'community' ? communityOf(context) : null,
        at: rng.chance(0.5) ? '2026-01-01T00:00:00.000Z' : '2099-01-01T00:00:00.000Z',
      };
    },
    last: null,
  },
  'release.cancel': { weight: 1, make: (context) => ({ release: releaseOf(context) }), last: null },
  'track.remove': {
    weight: 1,
    make: (context) => ({ track: ownOf(context, context.installation.tracks) }),
    last: null,
  },
};
