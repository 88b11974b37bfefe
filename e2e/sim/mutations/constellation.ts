import type { ConceptId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, publishedOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

type Known = MakeContext['installation']['concepts'][number];
/** A concept that there was or is, and its community. */
const someConcept = ({ rng, installation, newId }: MakeContext): Known =>
  rng.chance(0.9) ? rng.pick(installation.concepts) : { concept: newId(), community: installation.closed };

export const constellation: SimulatedMutations<'concept.write' | 'concept.link' | 'concept.delete'> = {
  'concept.write': {
    weight: 2,
    by: 'animator',
    make: (context) => {
      const { rng, installation, newId } = context;
      const create = rng.chance(0.7);
      const known = create ? { concept: newId<ConceptId>(), community: communityOf(context) } : someConcept(context);
      if (create) installation.concepts.push(known);
      return { ...known, create, title: `concept ${rng.int(100)}`, summary: '' };
    },
    last: null,
  },
  'concept.link': {
    weight: 2,
    by: 'animator',
    make: (context) => {
      const { rng } = context;
      const { concept } = someConcept(context);
      const on = rng.chance(0.7);
      return rng.chance(0.5)
        ? { concept, kind: 'project' as const, to: publishedOf(context), on }
        : { concept, kind: 'concept' as const, to: someConcept(context).concept, on };
    },
    last: null,
  },
  'concept.delete': {
    weight: 1,
    by: 'animator',
    make: (context) => ({ concept: someConcept(context).concept }),
    last: null,
  },
};
