import type { ConceptId } from '@egoejo/shared/platform/ids.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const someConcept = ({ rng, installation, newId }: MakeContext): ConceptId =>
  installation.concepts.length > 0 ? rng.pick(installation.concepts) : newId<ConceptId>();

export const constellation: SimulatedMutations<'concept.write' | 'concept.link' | 'concept.delete'> = {
  'concept.write': {
    weight: 2,
    make: (context) => {
      const { rng, installation, newId } = context;
      const create = rng.chance(0.7);
      const concept = create ? newId<ConceptId>() : someConcept(context);
      if (create) installation.concepts.push(concept);
      const words = { title: `concept ${rng.int(100)}`, summary: '' };
      return { concept, community: rng.pick(installation.communities), create, ...words };
    },
    last: null,
  },
  'concept.link': {
    weight: 2,
    make: (context) => {
      const { rng, installation } = context;
      const concept = someConcept(context);
      const on = rng.chance(0.7);
      return rng.chance(0.5)
        ? { concept, kind: 'project' as const, to: rng.pick(installation.projects), on }
        : { concept, kind: 'concept' as const, to: someConcept(context), on };
    },
    last: null,
  },
  'concept.delete': { weight: 1, make: (context) => ({ concept: someConcept(context) }), last: null },
};
