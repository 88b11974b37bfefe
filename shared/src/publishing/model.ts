/** Publishing (B15): manuscripts of authors, and what reviewers say of them, until they are works of the catalogue. */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { MARK } from '../books/model.ts';
import { communityId, manuscriptFileId, manuscriptId, manuscriptNoteId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';

/** Most characters. */
export const MANUSCRIPT_TEXT = { byline: 200, rights: 300, fileName: 200, quote: MARK.text, note: MARK.note } as const;

/** A language as BCP 47 writes it, such as `fr`, `wo` or `pt-BR`. */
const language = z.string().check(z.maxLength(35), z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));

/** What an author says of a manuscript. A book made of a text is called so; an EPUB says this of itself. */
export const manuscriptDetails = {
  title: line(TEXT.title, 1),
  /** The name under which it appears. */
  byline: line(MANUSCRIPT_TEXT.byline, 1),
  language,
  description: prose(TEXT.comment),
  /** Under which terms it may be used, such as `CC BY-SA 4.0`. */
  rights: line(MANUSCRIPT_TEXT.rights),
} as const;

/**
 * Where a manuscript stands. `withdrawn`: by its author, or declined by a reviewer. One that is published and gets a
 * new edition is a draft again; its work stays in the catalogue meanwhile.
 */
export const manuscriptState = z.enum([
  'draft',
  'submitted',
  'inReview',
  'changesAsked',
  'accepted',
  'published',
  'withdrawn',
]);
export type ManuscriptState = z.infer<typeof manuscriptState>;

/** Where each of both may move a manuscript to. */
interface Moves {
  author: readonly ManuscriptState[];
  reviewer: readonly ManuscriptState[];
}
const MOVES: Readonly<Record<ManuscriptState, Moves>> = {
  draft: { author: ['submitted', 'withdrawn'], reviewer: [] },
  submitted: { author: ['draft', 'withdrawn'], reviewer: ['inReview', 'withdrawn'] },
  inReview: { author: ['withdrawn'], reviewer: ['submitted', 'changesAsked', 'accepted', 'withdrawn'] },
  changesAsked: { author: ['submitted', 'withdrawn'], reviewer: ['withdrawn'] },
  accepted: { author: ['withdrawn'], reviewer: ['published', 'changesAsked', 'withdrawn'] },
  published: { author: ['draft', 'withdrawn'], reviewer: ['withdrawn'] },
  withdrawn: { author: ['draft'], reviewer: [] },
};
/** Where a manuscript can go from a state, by its author or by a reviewer. */
export const movesFrom = (state: ManuscriptState, mine: boolean): readonly ManuscriptState[] =>
  MOVES[state][mine ? 'author' : 'reviewer'];

/** Whether a reviewer has to say why. */
export const needsReason = (to: ManuscriptState, mine: boolean): boolean =>
  !mine && (to === 'changesAsked' || to === 'withdrawn');
/** While its author may change what it says of itself, and add a file. */
export const isOpenToAuthor = (state: ManuscriptState): boolean => state === 'draft' || state === 'changesAsked';
/** While its reviewers read it and leave notes. */
export const isReviewed = (state: ManuscriptState): boolean =>
  state === 'submitted' || state === 'inReview' || state === 'accepted';

/** Most steps that a row tells, the last ones. */
export const SHOWN_STEPS = 30;

/** A state that a manuscript came into: when, by whom, and what they said. */
const step = z.object({
  state: manuscriptState,
  at: z.string(),
  /** The name they had then; null: none, or the account is closed. */
  by: z.nullable(z.string()),
  mine: z.boolean(),
  words: z.string(),
});
export type ManuscriptStep = z.infer<typeof step>;

/** A manuscript, as its author and each of its reviewers sees it. */
export const manuscriptRow = z.object({
  id: manuscriptId,
  /** Whether the member is its author. */
  mine: z.boolean(),
  /** Whose members alone will see the work; null: everybody. */
  community: z.nullable(communityId),
  title: z.string(),
  byline: z.string(),
  language: z.string(),
  description: z.string(),
  rights: z.string(),
  state: manuscriptState,
  /** Who reads it; null: nobody took it yet. */
  reviewer: z.nullable(z.string()),
  reviewedByMe: z.boolean(),
  /** How many members may review it. */
  reviewers: z.int(),
  /** The work that it became, under its own id; null: it never was published. */
  work: z.nullable(z.string()),
  steps: z.array(step),
  createdAt: z.string(),
  movedAt: z.string(),
});
export type ManuscriptRow = z.infer<typeof manuscriptRow>;

/**
 * What an author should know of a file that was taken: `no_alt` and `dead_link` of a text, of an EPUB a code of
 * `egoejo epub check`; `what` names the picture, the link or the entry. `line` 0: anywhere.
 */
const remark = z.object({ line: z.int(), code: z.string(), what: z.string() });
export type ManuscriptRemark = z.infer<typeof remark>;
/** Most remarks of a file that are told. */
export const SHOWN_REMARKS = 50;

/** A file of a manuscript. The last one that is stored is the manuscript's present version. */
export const manuscriptFileRow = z.object({
  id: manuscriptFileId,
  manuscript: manuscriptId,
  /** Its number among the manuscript's files, from 1; null until the server has the act. */
  n: z.nullable(z.int()),
  /** The name of the file that was chosen. */
  name: z.string(),
  state: z.enum(['awaited', 'stored', 'refused']),
  /** Why it was refused, with what the message names; null otherwise. */
  code: z.nullable(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The EPUB that was sent or made: its SHA-256 in hex, its bytes and words; null until it is stored. */
  file: z.nullable(z.string()),
  bytes: z.nullable(z.int()),
  words: z.nullable(z.int()),
  chapters: z.nullable(z.int()),
  /** Whether it was made of a text. */
  made: z.boolean(),
  remarks: z.array(remark),
  createdAt: z.string(),
});
export type ManuscriptFile = z.infer<typeof manuscriptFileRow>;

/** What a reviewer wrote at a place of a manuscript's file. */
export const manuscriptNoteRow = z.object({
  id: manuscriptNoteId,
  manuscript: manuscriptId,
  file: manuscriptFileId,
  cfi: z.string(),
  /** The words at the place. */
  quote: z.string(),
  text: z.string(),
  /** The name of who wrote it; null: they have none. */
  by: z.nullable(z.string()),
  mine: z.boolean(),
  /** Its author has seen to it. */
  done: z.boolean(),
  createdAt: z.string(),
});
export type ManuscriptNote = z.infer<typeof manuscriptNoteRow>;
