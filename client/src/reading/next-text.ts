/** What a member was reading, and may read next. Pure. */
import { furthestRead, type Position, type ReadingItem, type Story } from '@egoejo/shared/reading/model.ts';

/** A text of the shelf or of the member's queue. */
interface Text {
  /** Of the queue's entry if there is one, else of the story: what the reader opens. */
  id: string;
  title: string;
  words: number;
}
interface InReading extends Text {
  /** The id under which positions and bodies are stored. */
  text: string;
  /** The part read, in ten-thousandths. */
  at: number;
}
/** The text read last that is started and not finished, in the queue or not; null: there is none. */
export function resumeReading(
  items: readonly ReadingItem[],
  stories: readonly Story[],
  positions: readonly Position[],
  finished: ReadonlySet<string>,
): InReading | null {
  const newest = positions.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  for (const { text } of newest) {
    const item = items.find((i) => i.id === text || i.story === text);
    const found = item ?? stories.find((s) => s.id === text && s.state !== 'withdrawn');
    const at = furthestRead(positions.filter((p) => p.text === text));
    const done = finished.has(text) || (item !== undefined && item.finishedAt !== null);
    if (found && !done && at > 0 && at < 9_900)
      return { id: found.id, text, title: found.title, words: found.words, at };
  }
  return null;
}

const WORDS_A_MINUTE = 200;
export const minutesFor = (words: number): number => Math.max(1, Math.round(words / WORDS_A_MINUTE));

/** The shortest story in the interface's language, else the shortest of all: the first one to read, for 10 grains. */
export function firstStory(stories: readonly Story[], locale: string): Story | null {
  const readable = stories.filter((s) => s.words > 0 && s.state !== 'withdrawn').sort((a, b) => a.words - b.words);
  return readable.find((s) => s.language.startsWith(locale)) ?? readable[0] ?? null;
}

interface Next extends Text {
  /** Reading it to its end may harvest. */
  story: boolean;
}
/** What to read next: the first text added to the queue that was not begun, else the first story not begun. */
export function nextText(
  items: readonly ReadingItem[],
  stories: readonly Story[],
  begun: ReadonlySet<string>,
  locale: string,
): Next | null {
  const queued = items
    .filter((i) => i.state === 'ready' && i.finishedAt === null && !begun.has(i.story ?? i.id))
    .toSorted((a, b) => a.addedAt.localeCompare(b.addedAt))[0];
  if (queued) return { id: queued.id, title: queued.title, words: queued.words, story: queued.story !== null };
  const story = firstStory(
    stories.filter((s) => !begun.has(s.id)),
    locale,
  );
  return story && { id: story.id, title: story.title, words: story.words, story: true };
}
