import type { ItemId } from '@egoejo/shared/platform/ids.ts';
import type { SimulatedMutations } from './model.ts';

export const reading: SimulatedMutations<'reading.add' | 'reading.remove' | 'reading.progress' | 'reading.finish'> = {
  'reading.add': {
    weight: 6,
    make: ({ rng, places, newId }) => {
      const id = newId<ItemId>();
      places.items.push(id);
      return rng.chance(0.8)
        ? { id, story: rng.pick(places.stories), title: 'conte' }
        : { id, url: `https://example.org/${rng.int(5)}`, title: 'lien' };
    },
    last: ({ args, member }, now) => ({
      subject: `item/${member}/${args.id}`,
      stands: now.items.has(`${member}/${args.id}`),
    }),
  },
  'reading.remove': {
    weight: 3,
    make: ({ rng, places, newId }) => ({ item: places.items.length > 0 ? rng.pick(places.items) : newId<ItemId>() }),
    last: ({ args, member }, now) => ({
      subject: `item/${member}/${args.item}`,
      stands: !now.items.has(`${member}/${args.item}`),
    }),
  },
  'reading.progress': {
    weight: 12,
    make: ({ rng, places }) => ({ text: rng.pick(places.stories), at: rng.int(10_001), page: rng.int(3) }),
    last: null,
  },
  'reading.finish': {
    weight: 7,
    make: ({ rng, places }) => ({ story: rng.pick(places.stories), activeSeconds: rng.chance(0.85) ? 60 : 1 }),
    last: null,
  },
};
