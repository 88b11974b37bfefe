import type { ItemId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { ownOf } from './choose.ts';
import type { SimulatedMutations } from './model.ts';

/** The end of a story. */
const END = { at: 10_000, page: 2 };

export const reading: SimulatedMutations<
  'reading.add' | 'reading.remove' | 'reading.progress' | 'reading.finish' | 'story.publish' | 'story.withdraw'
> = {
  'reading.add': {
    weight: 6,
    make: ({ rng, installation, device, newId }) => {
      const id = newId<ItemId>();
      installation.items.push({ id, member: device.member });
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
    make: (context) => ({ item: ownOf(context, context.installation.items) }),
    last: ({ args, member }, now) => ({
      subject: `item/${member}/${args.item}`,
      stands: !now.items.has(`${member}/${args.item}`),
    }),
  },
  'reading.progress': {
    weight: 12,
    make: ({ rng, installation }) =>
      rng.chance(0.7)
        ? {
            text: rng.pick(installation.stories),
            ...(rng.chance(0.2) ? END : { at: rng.int(10_001), page: rng.int(3) }),
          }
        : { text: rng.pick(installation.books), at: rng.int(10_001), page: 2, cfi: `epubcfi(/6/4!/4/${rng.int(99)})` },
    last: null,
  },
  'reading.finish': {
    weight: 7,
    make: ({ rng, installation }) => ({
      // At the end of the first one from the beginning.
      story: rng.chance(0.4) ? installation.stories[0]! : rng.pick(installation.stories),
      activeSeconds: rng.chance(0.85) ? 60 : 1,
    }),
    last: null,
  },
  'story.publish': {
    weight: 1,
    by: 'author',
    make: ({ installation, device, newId }) => {
      const id = newId<StoryId>();
      installation.texts.push({ id, member: device.member });
      const words = { title: 'La pluie', language: 'fr', text: 'Le puits compte les gouttes.' };
      return { id, licence: 'CC BY 4.0' as const, ...words };
    },
    last: null,
  },
  'story.withdraw': {
    weight: 1,
    by: 'author',
    make: (context) => ({
      story: context.rng.chance(0.8)
        ? ownOf(context, context.installation.texts)
        : context.rng.pick(context.installation.stories),
    }),
    last: null,
  },
};
