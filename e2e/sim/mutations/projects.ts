import type { CommentId, Grains, NeedId, PictureId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { SimulatedMutations } from './model.ts';

export const projects: SimulatedMutations<
  | 'project.boost'
  | 'project.propose'
  | 'project.revise'
  | 'project.publish'
  | 'project.withdraw'
  | 'project.follow'
  | 'comment.write'
  | 'comment.edit'
  | 'comment.delete'
  | 'project.addPicture'
  | 'project.removePicture'
  | 'project.addMany'
  | 'project.need'
  | 'project.dropNeed'
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
  'project.follow': {
    weight: 1,
    make: ({ rng, installation }) => ({ project: rng.pick(installation.projects), on: rng.chance(0.6) }),
    last: null,
  },
  'comment.write': {
    weight: 3,
    make: ({ rng, installation, newId }) => {
      const id = newId<CommentId>();
      const parent = rng.chance(0.4) ? (installation.comments.at(-1) ?? null) : null;
      installation.comments.push(id);
      return {
        id,
        project: rng.pick(installation.projects),
        kind: rng.chance(0.2) ? ('update' as const) : ('comment' as const),
        parent,
        text: `mot ${rng.int(100)}`,
        signed: rng.chance(0.5),
        mentions: [],
      };
    },
    last: null,
  },
  'comment.edit': {
    weight: 1,
    make: ({ rng, installation, newId }) => ({
      comment: installation.comments.length > 0 ? rng.pick(installation.comments) : newId<CommentId>(),
      text: `mot ${rng.int(100)}`,
    }),
    last: null,
  },
  'comment.delete': {
    weight: 1,
    make: ({ rng, installation, newId }) => ({
      comment: installation.comments.length > 0 ? rng.pick(installation.comments) : newId<CommentId>(),
    }),
    last: null,
  },
  'project.addPicture': {
    weight: 2,
    make: ({ rng, installation, newId }) => {
      const id = newId<PictureId>();
      const project = rng.pick(installation.projects);
      installation.pictures.push({ picture: id, project });
      return { id, project, alt: '', place: rng.int(5) };
    },
    last: null,
  },
  'project.addMany': {
    weight: 1,
    make: ({ rng, installation, newId }) => {
      const ids = [newId<ProjectId>(), newId<ProjectId>()];
      installation.projects.push(...ids);
      const texts = { summary: 'Un banc', text: 'Long.', category: '', place: '', cost: null };
      return {
        community: rng.pick(installation.communities),
        projects: ids.map((id, i) => ({ id, title: `Un banc ${i}`, ...texts })),
      };
    },
    last: null,
  },
  'project.need': {
    weight: 2,
    make: ({ rng, installation, newId }) => {
      const [id, project] = [newId<NeedId>(), rng.pick(installation.projects)];
      installation.needs.push({ need: id, project });
      return { id, project, text: `besoin ${rng.int(100)}`, met: rng.chance(0.3) };
    },
    last: null,
  },
  'project.dropNeed': {
    weight: 1,
    make: ({ rng, installation, newId }) =>
      installation.needs.length > 0
        ? rng.pick(installation.needs)
        : { need: newId<NeedId>(), project: rng.pick(installation.projects) },
    last: null,
  },
  'project.removePicture': {
    weight: 1,
    make: ({ rng, installation, newId }) =>
      installation.pictures.length > 0
        ? rng.pick(installation.pictures)
        : { picture: newId<PictureId>(), project: rng.pick(installation.projects) },
    last: null,
  },
};
