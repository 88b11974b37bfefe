import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { SimulatedMutations } from './model.ts';

export const projects: SimulatedMutations<
  'project.boost' | 'project.propose' | 'project.revise' | 'project.publish' | 'project.withdraw'
> = {
  'project.boost': {
    weight: 24,
    make: ({ rng, installation }) => ({
      project: rng.pick(installation.projects),
      grains: (rng.chance(0.06) ? 5000 : 1 + rng.int(12)) as Grains,
    }),
    last: null,
  },
  'project.propose': {
    weight: 4,
    make: ({ rng, installation, newId }) => {
      const id = newId<ProjectId>();
      installation.projects.push(id);
      return {
        id,
        community: rng.pick(installation.communities),
        title: 'Un puits',
        summary: 'De l’eau',
        text: 'Longue.',
        category: '',
        place: '',
        cost: null,
      };
    },
    last: ({ args }, now) => ({ subject: `project/${args.id}`, stands: now.projects.get(args.id) === 'proposed' }),
  },
  'project.revise': {
    weight: 2,
    make: ({ rng, installation }) => ({
      project: rng.pick(installation.projects.slice(-4)),
      title: `Un puits ${rng.int(100)}`,
      summary: 'De l’eau',
      text: 'Plus longue.',
      category: '',
      place: '',
      cost: null,
    }),
    last: null,
  },
  'project.publish': {
    weight: 4,
    make: ({ rng, installation }) => ({ project: rng.pick(installation.projects.slice(-4)) }),
    last: ({ args }, now) => ({
      subject: `project/${args.project}`,
      stands: now.projects.get(args.project) === 'published',
    }),
  },
  'project.withdraw': {
    weight: 1,
    make: ({ rng, installation }) => ({ project: rng.pick(installation.projects), reason: 'retirée' }),
    last: ({ args }, now) => ({
      subject: `project/${args.project}`,
      stands: ['withdrawn', 'declined'].includes(now.projects.get(args.project) ?? ''),
    }),
  },
};
