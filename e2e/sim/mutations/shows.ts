/** Shows: added, shared, followed and removed on several devices, and episodes asked for. No feed is ever read. */
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { EpisodeId, ShowId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, eitherOf, ownOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

function placeOf(context: MakeContext) {
  const visibility = context.rng.pick(['private', 'community', 'public'] as const);
  return { visibility, community: visibility === 'community' ? communityOf(context) : null };
}
/** A show that the member sees, usually. */
function seenOf(context: MakeContext): ShowId {
  const { device, installation, newId } = context;
  const seen = device.rows<{ id: ShowId }>('show').map(({ id }) => id);
  const all = installation.shows.map(({ id }) => id);
  return eitherOf(context, seen, all) ?? newId<ShowId>();
}

export const shows: SimulatedMutations<Extract<MutationName, `show.${string}` | 'episode.ask'>> = {
  'show.add': {
    weight: 3,
    make: (context) => {
      const id = context.newId<ShowId>();
      context.installation.shows.push({ id, member: context.device.member });
      return { id, feed: `https://contes.example/${context.rng.int(20)}`, ...placeOf(context) };
    },
    last: null,
  },
  'show.share': {
    weight: 3,
    make: (context) => ({ show: ownOf(context, context.installation.shows), ...placeOf(context) }),
    last: null,
  },
  'show.follow': {
    weight: 4,
    make: (context) => ({ show: seenOf(context), on: context.rng.chance(0.7), along: context.rng.chance(0.5) }),
    last: null,
  },
  'episode.ask': {
    weight: 3,
    make: (context) => {
      const { device, installation, newId } = context;
      const seen = device.rows<{ id: EpisodeId }>('episode').map(({ id }) => id);
      return { episode: eitherOf(context, seen, installation.episodes) ?? newId<EpisodeId>() };
    },
    last: null,
  },
  'show.remove': { weight: 1, make: (context) => ({ show: ownOf(context, context.installation.shows) }), last: null },
};
