import * as z from 'zod/mini';
import { cents, communityId, memberId, needId, pictureId, projectId } from '../platform/ids.ts';

/** A stated estimate, not money (R1): whole cents and an ISO 4217 code. */
export const cost = z.strictObject({ cents, currency: z.string().check(z.regex(/^[A-Z]{3}$/)) });
export type Cost = z.infer<typeof cost>;

const projectStatus = z.enum(['proposed', 'published', 'withdrawn', 'declined']);

/**
 * A project as lists and headers show it; its long text and its score are separate rows (S17). A proposal is in its
 * author's own scope until it is published.
 */
export const projectRow = z.object({
  id: projectId,
  community: communityId,
  title: z.string(),
  summary: z.string(),
  /** '' when none. */
  category: z.string(),
  place: z.string(),
  cost: z.nullable(cost),
  /** Base name of a picture under /media/pictures (`<name>-s.webp`, -m, -l), or null. */
  picture: z.nullable(z.string()),
  status: projectStatus,
  author: z.nullable(memberId),
  /** Why an animator declined or withdrew it, in their words; null otherwise. */
  reason: z.nullable(z.string()),
  createdAt: z.string(),
});
export type Project = z.infer<typeof projectRow>;

/** A project that the member follows. The id is the project's. */
export const projectFollowRow = z.object({ id: projectId, since: z.string() });

/** The id is the project's. */
export const projectTextRow = z.object({ id: projectId, text: z.string() });
/** The id is the project's. Grains planted, and the number of members who planted at least once. */
export const projectTallyRow = z.object({ id: projectId, score: z.int(), supporters: z.int() });
export type ProjectTally = z.infer<typeof projectTallyRow>;

/** What of a published project may be edited. */
export const EDITABLE = ['title', 'summary', 'text', 'category', 'place', 'cost'] as const;
/** That a published project was edited, and what of it; what it said before is read by a call. */
export const projectEditRow = z.object({
  id: z.string(),
  project: projectId,
  at: z.string(),
  /** By an animator; false: by its author. */
  animator: z.boolean(),
  fields: z.array(z.string()),
});

/** Most needs of one project. */
export const MOST_NEEDS = 12;
/** Most characters of a need. */
export const NEED = 120;
/** What a project looks for: hands, tools, a place. `met`: it was found. */
export const projectNeedRow = z.object({ id: needId, project: projectId, text: z.string(), met: z.boolean() });
export type ProjectNeed = z.infer<typeof projectNeedRow>;

/** Most photos of one project. */
export const MOST_PICTURES = 5;
/** Most characters of what a photo shows, for those who do not see it. */
export const PICTURE_ALT = 120;

/**
 * A photo of a project or proposal. It is awaited until the device has sent its bytes, then stored or refused. Its
 * files are at `/media/pictures/<name>-s.webp` (240 pixels wide), `-m` (480), `-l` (960) and `-x` (1600); a small photo
 * is not enlarged.
 */
export const projectPictureRow = z.object({
  id: pictureId,
  project: projectId,
  state: z.enum(['awaited', 'stored', 'refused']),
  /** Why it was refused; null otherwise. */
  code: z.nullable(z.string()),
  /** Base name of its files; null until it is stored. */
  name: z.nullable(z.string()),
  /** Of the largest file, in pixels; null until it is stored. */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  /** Its main colour, as `#rrggbb`. */
  colour: z.nullable(z.string()),
  alt: z.string(),
  /** The photo with the lowest place is the project's cover. */
  place: z.int(),
});
export type ProjectPicture = z.infer<typeof projectPictureRow>;

/** What `GET /api/public/projects` returns for each project of a public community: enough for a list. */
export interface ProjectListRow extends Omit<Project, 'status' | 'author' | 'reason'> {
  score: number;
  supporters: number;
}
export interface ProjectList {
  /** Server time the list was read. */
  asOf: string;
  total: number;
  /** How many public communities there are, and the name of the only one. Absent from older servers. */
  communities?: { count: number; name: string | null };
  /** Pass it as `after` for the next page; null at the end. */
  next: string | null;
  items: ProjectListRow[];
}
