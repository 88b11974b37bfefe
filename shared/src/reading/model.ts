import * as z from 'zod/mini';
import { itemId, memberId, storyId } from '../platform/ids.ts';

/** The licences under which a member may publish a text: all let others read, keep and share it. */
export const storyLicence = z.enum(['CC BY 4.0', 'CC BY-SA 4.0', 'CC0 1.0']);
export type StoryLicence = z.infer<typeof storyLicence>;

/**
 * A text of the catalogue: the only kind that harvests (R5). Its body is fetched on request: GET
 * /api/public/stories/:id/text.
 */
export const storyRow = z.object({
  id: storyId,
  title: z.string(),
  /** ISO 639-1 or -3. */
  language: z.string(),
  /** One line, as the source gives it; shown with the text (CC BY). */
  authors: z.string(),
  licence: z.string(),
  source: z.nullable(z.string()),
  words: z.int(),
  pages: z.int(),
  /** UTF-8 bytes of the body before compression: shown before a download. */
  bytes: z.int(),
  createdAt: z.string(),
  /** The member who published it; null: it was imported. Absent in version 1, as is `state`. */
  author: z.optional(z.nullable(memberId)),
  /** What was withdrawn is known to its author only. */
  state: z.optional(z.enum(['published', 'withdrawn'])),
  /**
   * Its first words, up to OPENING characters without tags and headings, for lists; entities such as `&amp;` are left.
   * Null: its text was put away. Absent before version 3.
   */
  opening: z.optional(z.nullable(z.string())),
});
export type Story = z.infer<typeof storyRow>;
/** Most characters of a story's `opening`. */
export const OPENING = 160;

/** The body of a story or article: pages of sanitised HTML, with the tags of `tags.ts` only. */
export interface TextBody {
  id: string;
  title: string;
  pages: string[];
  words: number;
  licence: string;
  authors: string;
  source: string | null;
}

const articleState = z.enum(['fetching', 'ready', 'failed']);
/**
 * One entry of the member's reading queue; the client makes its id. A story entry names the story; a link has its own
 * text, fetched by the server (GET /api/reading/items/:id/text, for the member only).
 */
export const readingItemRow = z.object({
  id: itemId,
  story: z.nullable(storyId),
  url: z.nullable(z.string()),
  title: z.string(),
  site: z.string(),
  licence: z.string(),
  words: z.int(),
  bytes: z.int(),
  state: articleState,
  /** Why fetching failed, an error code; else null. */
  error: z.nullable(z.string()),
  addedAt: z.string(),
  finishedAt: z.nullable(z.string()),
});
export type ReadingItem = z.infer<typeof readingItemRow>;

/** Whole ten-thousandths of the text, so that no float is sent. */
export const at = z.int().check(z.minimum(0), z.maximum(10_000));
/**
 * One row per (member, text, device); id is `<text>:<device>`, where text is the id of a story, of an item or of a book
 * (S27).
 */
export const positionRow = z.object({
  id: z.string(),
  text: z.string(),
  device: z.string(),
  at,
  page: z.int(),
  /** The highest `seq` of one device wins. */
  seq: z.int(),
  updatedAt: z.string(),
  /** The place in a book; null in other texts. Absent in version 1. */
  cfi: z.optional(z.nullable(z.string())),
});
export type Position = z.infer<typeof positionRow>;
export const positionId = (text: string, device: string): string => `${text}:${device}`;

/** The furthest position of a text over all the member's devices, 0 to 10,000 (S27). */
export const furthestRead = (positions: readonly Pick<Position, 'at'>[]): number =>
  positions.reduce((max, p) => Math.max(max, p.at), 0);

/** The member has read the story with this id; `grains` is what that harvested (0 past the daily limit). */
export const readMarkRow = z.object({ id: storyId, grains: z.int(), at: z.string() });
