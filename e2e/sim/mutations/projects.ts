import type { CommentId, Grains, NeedId, PictureId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, eitherOf, ownOf, publishedOf, rowOr } from './choose.ts';
import { inTopic } from './forum.ts';
import type { LastWord, SimulatedMutations, State } from './model.ts';

/** What an act left of a project; null once moderators hid it, who then have the last word. */
function status(project: string, now: State, left: readonly string[]): LastWord | null {
  const is = now.projects.get(project) ?? '';
  return is === 'hidden' ? null : { subject: `project/${project}`, stands: left.includes(is) };
}

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
    make: (context) => {
      const { installation, device, newId } = context;
      const id = newId<ProjectId>();
      installation.projects.push(id);
      installation.proposals.push({ id, member: device.member });
      return {
        id,
        community: communityOf(context),
        title: 'Un puits',
        summary: 'De l’eau',
        text: 'Longue.',
        category: '',
        place: '',
        cost: null,
      };
    },
    last: ({ args }, now) => status(args.id, now, ['proposed']),
  },
  'project.revise': {
    weight: 5,
    make: (context) => ({
      project: ownOf(context, context.installation.proposals),
      title: `Un puits ${context.rng.int(100)}`,
      summary: 'De l’eau',
      text: 'Plus longue.',
      category: '',
      place: '',
      cost: null,
    }),
    // It proposes a declined proposal again; an edit of a published project leaves it published.
    last: ({ args }, now) => status(args.project, now, ['proposed', 'published']),
  },
  'project.publish': {
    weight: 4,
    by: 'animator',
    make: (context) => {
      const { installation, rng } = context;
      const proposed = rowOr<{ id: ProjectId; status?: string }>(
        context,
        'project',
        (row) => row.status === 'proposed',
        installation.proposals,
      );
      return { project: proposed?.id ?? rng.pick(installation.projects) };
    },
    last: ({ args }, now) => status(args.project, now, ['published']),
  },
  'project.withdraw': {
    weight: 4,
    make: (context) => ({
      project: context.rng.chance(0.5) ? ownOf(context, context.installation.proposals) : publishedOf(context),
      reason: 'retirée',
    }),
    last: ({ args }, now) => status(args.project, now, ['withdrawn', 'declined']),
  },
  'project.follow': {
    weight: 1,
    make: (context) => ({ project: publishedOf(context), on: context.rng.chance(0.6) }),
    last: null,
  },
  'comment.write': {
    weight: 3,
    make: (context) => {
      const { rng, installation, device, newId } = context;
      const id = newId<CommentId>();
      const answered = rng.chance(0.4) ? rng.pick(installation.comments) : null;
      if (answered === null && rng.chance(0.3)) return inTopic(context, id);
      const project = answered?.project ?? publishedOf(context);
      installation.comments.push({ id, member: device.member, project });
      return {
        id,
        project,
        kind: answered === null && rng.chance(0.2) ? ('update' as const) : ('comment' as const),
        parent: answered?.id ?? null,
        text: `mot ${rng.int(100)}`,
        signed: rng.chance(0.5),
        mentions: [],
      };
    },
    last: null,
  },
  'comment.edit': {
    weight: 1,
    make: (context) => {
      const { installation, device, rng } = context;
      const own = rowOr<{ id: CommentId; author?: string | null; state?: string }>(
        context,
        'comment',
        (row) => row.author === device.member && row.state === 'shown',
        installation.comments.filter(({ member }) => member === device.member).slice(0, 1),
      );
      return { comment: own?.id ?? ownOf(context, installation.comments), text: `mot ${rng.int(100)}` };
    },
    last: null,
  },
  'comment.delete': {
    weight: 1,
    make: (context) => ({ comment: ownOf(context, context.installation.comments) }),
    last: null,
  },
  'project.addPicture': {
    weight: 2,
    by: 'animator',
    make: (context) => {
      const id = context.newId<PictureId>();
      const project = publishedOf(context);
      context.installation.pictures.push({ picture: id, project });
      return { id, project, alt: '', place: context.rng.int(5) };
    },
    last: null,
  },
  'project.addMany': {
    weight: 1,
    by: 'animator',
    make: (context) => {
      const ids = [context.newId<ProjectId>(), context.newId<ProjectId>()];
      context.installation.projects.push(...ids);
      const texts = { summary: 'Un banc', text: 'Long.', category: '', place: '', cost: null };
      return {
        community: communityOf(context),
        projects: ids.map((id, i) => ({ id, title: `Un banc ${i}`, ...texts })),
      };
    },
    last: null,
  },
  'project.need': {
    weight: 2,
    by: 'animator',
    make: (context) => {
      const { rng, installation, newId } = context;
      const [id, project] = [newId<NeedId>(), publishedOf(context)];
      installation.needs.push({ need: id, project });
      return { id, project, text: `besoin ${rng.int(100)}`, met: rng.chance(0.3) };
    },
    last: null,
  },
  'project.dropNeed': {
    weight: 2,
    by: 'animator',
    make: (context) => {
      const here = context.device.rows<{ id: NeedId; project: ProjectId }>('projectNeed');
      const known = here.map(({ id, project }) => ({ need: id, project }));
      const { needs } = context.installation;
      return eitherOf(context, known.length > 0 ? known : needs.slice(0, 3), needs) ?? context.rng.pick(needs);
    },
    last: null,
  },
  'project.removePicture': {
    weight: 1,
    by: 'animator',
    make: (context) => {
      const here = context.device.rows<{ id: PictureId; project: ProjectId }>('projectPicture');
      const known = here.map(({ id, project }) => ({ picture: id, project }));
      const { pictures } = context.installation;
      return eitherOf(context, known.length > 0 ? known : pictures.slice(0, 3), pictures) ?? context.rng.pick(pictures);
    },
    last: null,
  },
};
