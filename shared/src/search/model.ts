/** The search of the whole app: what is found, on a device or by the server. */
import { communityId, projectId, roomId } from '../platform/ids.ts';
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { line, prose } from '../platform/texts.ts';

/**
 * The kinds of things that the search finds. `item`, a link of the member's own, is found on devices only.
 */
export const FOUND_KINDS = ['project', 'community', 'poll', 'story', 'work', 'item', 'message'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** The longest query that is accepted; a longer one is refused with `sync.bad_args`. */
export const LONGEST_QUERY = 100;
/** The longest note of a result; of a longer text, the beginning. */
export const FOUND_NOTE = 300;
/** Results on one page of the server's answer. */
export const FOUND_PAGE = 20;

/** The kinds that a server finds. One that is not asked for kinds finds the first four: an old app knows no others. */
export const SERVED_KINDS = ['project', 'community', 'poll', 'story', 'work', 'message'] as const;
const servedKind = z.enum(SERVED_KINDS);
/** Kinds to look for. */
export const servedKinds = z.array(servedKind).check(z.minLength(1), z.maxLength(SERVED_KINDS.length));

/** What stands for the cover of a work: `#rrggbb`, and a small WebP in base64 if it has one. */
const foundCover = z.strictObject({ colour: z.string(), thumb: z.nullable(z.string()) });
export type FoundCover = z.infer<typeof foundCover>;
/** Where a message was said, and when the server took it. */
const foundSaid = z.strictObject({ room: roomId, at: z.string() });
export type FoundSaid = z.infer<typeof foundSaid>;

const foundRow = z.strictObject({
  kind: servedKind,
  id: z.guid(),
  /** Of a message: the name below it, '' if it has none. */
  title: z.string(),
  /**
   * The summary of a project or community, the text of a poll, the authors of a story or work, the words of a message
   * around the first match; at most 300 characters.
   */
  note: z.string(),
  community: z.nullable(communityId),
  /** Of a work only. */
  cover: z.optional(foundCover),
  /** Of a message only. */
  said: z.optional(foundSaid),
});
export type FoundRow = z.infer<typeof foundRow>;

/** One page of what the server found, best first. */
export const foundPage = z.strictObject({
  items: z.array(foundRow),
  /** How many there are in all; the search stops counting at some hundreds of each kind. */
  total: z.int(),
  /** Pass it as `after` for the next page; null at the end. */
  next: z.nullable(z.int()),
  /** False where the database lacks the extensions for similar words: then only these very words were looked for. */
  similar: z.boolean(),
});
export type FoundPage = z.infer<typeof foundPage>;

/** Most neighbours of a project or text. */
export const MOST_NEIGHBOURS = 5;
/** What neighbours are asked of: a published project, or a text that somebody writes. */
export const neighboursAsked = z.union([
  z.strictObject({ project: projectId }),
  z.strictObject({ title: line(TEXT.title), summary: prose(TEXT.summary) }),
]);
export type NeighboursAsked = z.infer<typeof neighboursAsked>;

/** Projects near a project or text, best first. */
export const neighbours = z.strictObject({
  items: z.array(z.strictObject({ id: projectId, title: z.string(), note: z.string(), community: communityId })),
  /** How they were compared: by vectors of their meaning, by similar words, or by the same stemmed words. */
  by: z.enum(['meaning', 'similar', 'words']),
});
export type Neighbours = z.infer<typeof neighbours>;
