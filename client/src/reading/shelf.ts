/** The member's shelf: texts and books in one list, the most recently used first. Pure. */
import { END } from './next-text.ts';

export type Stage = (typeof STAGES)[number];
/** How far the member is with something to read. */
const STAGES = ['toRead', 'reading', 'read'] as const;

/** Something to read, as the shelf orders and filters it. */
export interface Shelved {
  /** Identifies the line when the list is drawn again. */
  key: string;
  /** When the member last added, opened or read it, ms since 1970. */
  activeAt: number;
  stage: Stage;
}

/** The latest of these times, ms since 1970; 0 without any. */
export const latest = (times: readonly (string | null | undefined)[]): number =>
  Math.max(0, ...times.map((time) => (time ? Date.parse(time) : 0)));

/** All of it in the order of the shelf. */
export const inOrder = <T extends Shelved>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => b.activeAt - a.activeAt || a.key.localeCompare(b.key));

/** The stages that are on the shelf, in the order in which they are chosen from. */
export function stagesOf(all: readonly Shelved[]): Stage[] {
  const found = new Set(all.map(({ stage }) => stage));
  return STAGES.filter((stage) => found.has(stage));
}

interface Text {
  id: string;
  item: { id: string } | null;
  at: number;
  finished: boolean;
  activeAt: number;
}

/** What the shelf needs to know of a text to order and filter it. */
export const shelvedText = ({ id, item, at, finished, activeAt }: Text): Shelved => ({
  key: item?.id ?? id,
  activeAt,
  stage: finished || at >= END ? 'read' : at > 0 ? 'reading' : 'toRead',
});

/** The texts of the shelf: the member's queue, and the stories that were begun or read without being added to it. */
export const textsOfShelf = <T extends Text>(all: { queue: readonly T[]; shelf: readonly T[] }): T[] => [
  ...all.queue,
  ...all.shelf.filter((story) => story.item === null && (story.at > 0 || story.finished)),
];
