import type { ItemId, StoryId } from '@egoejo/shared/platform/ids.ts';
import type { SimulatedMutations } from './model.ts';

export const reading: SimulatedMutations<
  'reading.add' | 'reading.remove' | 'reading.progress' | 'reading.finish' | 'story.publish' | 'story.withdraw'
> = {
  'reading.add': {
    weight: 6,
    make: ({ rng, installation, newId }) => {
      const id = newId<ItemId>();
      installation.items.push(id);
      return rng.chance(0.8)
        ? { id, story: rng.pick(installation.stories), title: 'conte' }
        : { id, url: `https://example.org/${rng.int(5)}`, title: 'lien' };
    },
    last: ({ args, member }, now) => ({
      subject: `item/${member}/${args.id}`,
      stands: now.items.has(`${member}/${args.id}`),
    }),
  },
  'reading.remove': {
    weight: 3,
    make: ({ rng, installation, newId }) => ({
      item: installation.items.length > 0 ? rng.pick(installation.items) : newId<ItemId>(),
    }),
    last: ({ args, member }, now) => ({
      subject: `item/${member}/${args.item}`,
      stands: !now.items.has(`${member}/${args.item}`),
    }),
  },
  'reading.progress': {
    weight: 12,
    make: ({ rng, installation }) =>
      rng.chance(0.7)
        ? { text: rng.pick(installation.stories), at: rng.int(10_001), page: rng.int(3) }
        : { text: rng.pick(installation.books), at: rng.int(10_001), page: 2, cfi: `epubcfi(/6/4!/4/${rng.int(99)})` },
    last: null,
  },
  'reading.finish': {
    weight: 7,
    make: ({ rng, installation }) => ({
      story: rng.pick(installation.stories),
      activeSeconds: rng.chance(0.85) ? 60 : 1,
    }),
    last: null,
  },
  // Nobody has the role of author: these are refused.
  'story.publish': {
    weight: 1,
    make: ({ newId }) => ({
      id: newId<StoryId>(),
      title: 'La pluie',
      language: 'fr',
      licence: 'CC BY 4.0',
      text: 'Le puits compte les gouttes.',
    }),
    last: null,
  },
  'story.withdraw': {
    weight: 1,
    make: ({ rng, installation }) => ({ story: rng.pick(installation.stories) }),
    last: null,
  },
};
