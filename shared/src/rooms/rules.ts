/** The rules of a room (T5): the time between two messages, words it does not take, and how long it keeps messages. */
import { fold } from '../platform/fold.ts';

/** Seconds between two messages of one member; 0: no slow mode. */
export const SLOW = [0, 10, 30, 60, 300, 900, 3600] as const;
export type Slow = (typeof SLOW)[number];
/** So many days after it was written a message is erased, if the room does not keep all. */
export const KEEP = [30, 90, 365] as const;
export type Keep = (typeof KEEP)[number] | null;
/** Most words that a room does not take, and most characters of one. */
export const MOST_WORDS = 50;
export const WORD_LENGTH = 40;
/** So many days pass between the decision to keep messages for a shorter time and the first that is erased. */
export const NOTICE_DAYS = 7;

/** The letters and digits of a text, word by word, without accents and capitals. */
const plainWords = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
/** Whether a word has something to compare. */
export const isWord = (word: string): boolean => plainWords(word) !== '';

/**
 * The first of `words` that stands in the text as a whole word, however either is accented or capitalised; null: none
 * does. An entry of several words stands for these words in a row.
 */
export function filteredWord(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const said = ` ${plainWords(text)} `;
  return words.find((word) => isWord(word) && said.includes(` ${plainWords(word)} `)) ?? null;
}

/** The words of a list, one of each that compare the same, without those that have nothing to compare. */
export function distinctWords(words: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const word of words) if (isWord(word) && !kept.has(plainWords(word))) kept.set(plainWords(word), word);
  return [...kept.values()];
}

/** Whether messages would be kept for a shorter time than before. */
export const isShorter = (before: number | null, keep: number | null): boolean =>
  keep !== null && (before === null || keep < before);

/**
 * From when a room erases what is older than `keep`, ISO 8601; null: never. To keep messages for a shorter time takes
 * effect after NOTICE_DAYS, to keep them longer at once.
 * @param at when it is decided, ISO 8601
 */
export function keepFromAfter(
  before: { keep: number | null; keepFrom: string | null },
  keep: Keep,
  at: string,
): string | null {
  if (keep === null) return null;
  if (before.keepFrom && !isShorter(before.keep ?? null, keep)) return before.keepFrom;
  const then = new Date(Date.parse(at) + NOTICE_DAYS * 86_400_000);
  return Number.isNaN(then.getTime()) ? at : then.toISOString();
}
