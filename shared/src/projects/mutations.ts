import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { line, prose } from '../platform/texts.ts';
import { communityId, instant, needId, pictureId, projectId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { cost, NEED, PICTURE_ALT } from './model.ts';

const proposalTexts = {
  title: line(TEXT.title, 1),
  summary: prose(TEXT.summary, 1),
  text: prose(TEXT.text),
  category: line(TEXT.category),
  place: line(TEXT.place),
  cost: z.nullable(cost),
} as const;

/** A proposal, under an id the client makes. It is in its author's own scope until an animator publishes it. */
export const projectPropose = defineMutation({
  name: 'project.propose',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: projectId,
    community: communityId,
    ...proposalTexts,
  }),
  path: 'cold',
  writes: ({ id }) => [
    { e: 'project', id },
    { e: 'projectText', id },
  ],
  optimistic: (_view, { text, ...head }, { member, madeAt }) => [
    {
      e: 'project',
      id: head.id,
      row: { ...head, picture: null, status: 'proposed', author: member, reason: null, createdAt: madeAt },
    },
    { e: 'projectText', id: head.id, row: { id: head.id, text } },
  ],
});

/**
 * The author's: rewrites a proposal that waits or was declined, which then waits for an animator again. A published
 * project may be rewritten by its author and by animators; it stays published, and what it said before is kept.
 */
export const projectRevise = defineMutation({
  name: 'project.revise',
  version: 1,
  args: z.strictObject({ project: projectId, ...proposalTexts }),
  path: 'cold',
  writes: ({ project }) => [
    { e: 'project', id: project },
    { e: 'projectText', id: project },
  ],
  optimistic(view, { project, text, ...head }) {
    const row = view.get('project', project);
    if (!row || row.status === 'withdrawn') return [];
    const again = row.status === 'published' ? {} : ({ status: 'proposed', reason: null } as const);
    return [
      { e: 'project', id: project, row: { ...row, ...head, ...again } },
      { e: 'projectText', id: project, row: { id: project, text } },
    ];
  },
});

/** Adds a need to a project, changes it, or says that it was met; its author's and an animator's. */
export const projectNeed = defineMutation({
  name: 'project.need',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: needId,
    project: projectId,
    text: line(NEED, 1),
    met: z.boolean(),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'projectNeed', id }],
  reads: ({ project }) => [{ e: 'project', id: project }],
  optimistic: (_view, row) => [{ e: 'projectNeed', id: row.id, row }],
});

/** Removes a need. */
export const projectDropNeed = defineMutation({
  name: 'project.dropNeed',
  version: 1,
  args: z.strictObject({ need: needId, project: projectId }),
  path: 'cold',
  writes: ({ need }) => [{ e: 'projectNeed', id: need }],
  optimistic: (_view, { need }) => [{ e: 'projectNeed', id: need, row: null }],
});

/** Most projects of one `project.addMany`. */
export const MOST_ADDED = 20;
/** One project of a list, under an id the client makes. */
export const addedProject = z.strictObject({ id: projectId, ...proposalTexts });

/** An animator's: publishes projects that come from elsewhere, a list of the town hall for example; nobody's own. */
export const projectAddMany = defineMutation({
  name: 'project.addMany',
  version: 1,
  args: z.strictObject({
    community: communityId,
    projects: z.array(addedProject).check(z.minLength(1), z.maxLength(MOST_ADDED)),
  }),
  path: 'cold',
  writes: ({ projects }) =>
    projects.flatMap(({ id }) => [
      { e: 'project' as const, id },
      { e: 'projectText' as const, id },
    ]),
  optimistic: (_view, { community, projects }, { madeAt }) =>
    projects.flatMap(({ text, ...head }) => [
      {
        e: 'project' as const,
        id: head.id,
        row: {
          ...head,
          community,
          picture: null,
          status: 'published' as const,
          author: null,
          reason: null,
          createdAt: madeAt,
        },
      },
      { e: 'projectText' as const, id: head.id, row: { id: head.id, text } },
    ]),
});

/** An animator's: the proposal moves to its community's scope. */
export const projectPublish = defineMutation({
  name: 'project.publish',
  version: 2,
  upcast: { 1: (args) => args },
  args: z.strictObject({
    project: projectId,
    /** `submittedAt` of the proposal that was read; left out: whatever it says now. */
    submittedAt: z.exactOptional(instant),
  }),
  path: 'cold',
  writes: ({ project }) => [{ e: 'project', id: project }],
  optimistic(view, { project }) {
    const row = view.get('project', project);
    return row ? [{ e: 'project', id: project, row: { ...row, status: 'published' } }] : [];
  },
});

/**
 * An animator's, or the author's while it is a proposal. The project keeps the grains planted and takes no more (R7).
 */
export const projectWithdraw = defineMutation({
  name: 'project.withdraw',
  version: 1,
  args: z.strictObject({ project: projectId, reason: prose(TEXT.summary) }),
  path: 'cold',
  writes: ({ project }) => [{ e: 'project', id: project }],
  optimistic(view, { project, reason }) {
    const row = view.get('project', project);
    return row ? [{ e: 'project', id: project, row: { ...row, status: 'withdrawn', reason } }] : [];
  },
});

/** Follows a project, or stops: its news and answers are told to who follows it. */
export const projectFollow = defineMutation({
  name: 'project.follow',
  version: 1,
  args: z.strictObject({ project: projectId, on: z.boolean() }),
  path: 'cold',
  writes: ({ project }) => [{ e: 'projectFollow', id: project }],
  optimistic: (_view, { project, on }, { madeAt }) => [
    { e: 'projectFollow', id: project, row: on ? { id: project, since: madeAt } : null },
  ],
});

/**
 * Adds a photo to one's own proposal, or, as an animator, to a published project; five at most. The act announces it;
 * the bytes follow by an upload.
 */
export const projectAddPicture = defineMutation({
  name: 'project.addPicture',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: pictureId,
    project: projectId,
    alt: line(PICTURE_ALT),
    /** Where it stands among the project's photos. */
    place: z.int(),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'projectPicture', id }],
  reads: ({ project }) => [{ e: 'project', id: project }],
  optimistic: (_view, args) => [
    {
      e: 'projectPicture',
      id: args.id,
      row: { ...args, state: 'awaited', code: null, name: null, width: null, height: null, colour: null },
    },
  ],
});

/** Removes a photo: the author's own, or any photo of a published project for an animator. */
export const projectRemovePicture = defineMutation({
  name: 'project.removePicture',
  version: 1,
  args: z.strictObject({ picture: pictureId, project: projectId }),
  path: 'cold',
  writes: ({ picture }) => [{ e: 'projectPicture', id: picture }],
  optimistic: (_view, { picture }) => [{ e: 'projectPicture', id: picture, row: null }],
});
