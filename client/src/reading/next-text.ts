/** Which text a member was reading, which comes next, and which are stored on the device. Pure. */
import { furthestRead, type Position, type ReadingItem, type Story } from '@egoejo/shared/reading/model.ts';

/** A text of the shelf or of the member's queue. */
interface Text {
  /** Of the queue's entry if there is one, else of the story: what the reader opens. */
  id: string;
  /** The id under which positions and bodies are stored. */
  text: string;
  title: string;
  words: number;
}
interface InReading extends Text {
  /** The part read, in ten-thousandths. */
  at: number;
}
/** From this place on a text counts as read: its last lines are seldom scrolled past. */
export const END = 9_900;
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
    if (found && !done && at > 0 && at < END) return { id: found.id, text, title: found.title, words: found.words, at };
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

export interface Next extends Text {
  /** Reading it to its end may harvest. */
  story: boolean;
}
const asNext = (story: Story | null): Next | null =>
  story && { id: story.id, text: story.id, title: story.title, words: story.words, story: true };
/** What to read next: the first text added to the queue that was not begun, else the first story not begun. */
export function nextText(
  items: readonly ReadingItem[],
  stories: readonly Story[],
  begun: ReadonlySet<string>,
  locale: string,
): Next | null {
  const queued = items
    .filter((i) => i.state === 'ready' && i.finishedAt === null && !begun.has(textOf(i)))
    .toSorted(firstAdded)[0];
  if (queued)
    return {
      id: queued.id,
      text: textOf(queued),
      title: queued.title,
      words: queued.words,
      story: queued.story !== null,
    };
  return asNext(
    firstStory(
      stories.filter((s) => !begun.has(s.id)),
      locale,
    ),
  );
}
const textOf = (item: ReadingItem): string => item.story ?? item.id;
const firstAdded = (a: ReadingItem, b: ReadingItem): number => a.addedAt.localeCompare(b.addedAt);

/** What this device knows of the member's reading. */
export interface Known {
  items: readonly ReadingItem[];
  stories: readonly Story[];
  positions: readonly Position[];
  /** The ids of the stories read to their end. */
  finished: ReadonlySet<string>;
  /** The language of the interface. */
  language: string;
  /** The member never had a grain: a first story is suggested until they have one. */
  beginner: boolean;
}
/** The same, reduced to the texts that are stored on this device. */
export const onlyHere = (known: Known, here: (text: string) => boolean): Known => ({
  ...known,
  items: known.items.filter((i) => here(textOf(i))),
  stories: known.stories.filter((s) => here(s.id)),
});
/** The text that was begun last. */
export const resumed = ({ items, stories, positions, finished }: Known): InReading | null =>
  resumeReading(items, stories, positions, finished);
/** The text that Accueil suggests. */
export function suggested({ items, stories, positions, finished, language, beginner }: Known): Next | null {
  if (beginner) return asNext(firstStory(stories, language));
  return nextText(items, stories, new Set([...finished, ...positions.map((p) => p.text)]), language);
}

/** A text larger than this, in bytes, is downloaded only when the member agrees. */
export const ASK_ABOVE = 100_000;
/** Most texts that are downloaded without being opened. */
const MOST_KEPT = 20;
export interface KeptText {
  kind: 'story' | 'item';
  id: string;
}
/**
 * The texts to download before they are opened, in this order: the one begun last, the one suggested, then those of the
 * queue, with the finished ones last.
 */
export function textsToKeep(known: Known): KeptText[] {
  const queue = known.items
    .filter((i) => i.state === 'ready')
    .toSorted((a, b) => Number(a.finishedAt !== null) - Number(b.finishedAt !== null) || firstAdded(a, b));
  const texts = [resumed(known)?.text, suggested(known)?.text, ...queue.map(textOf)];
  return [...new Set(texts)]
    .flatMap((text): (KeptText & { bytes: number })[] => {
      const story = known.stories.find((s) => s.id === text && s.state !== 'withdrawn');
      if (story) return [{ kind: 'story', id: story.id, bytes: story.bytes }];
      const item = queue.find((i) => i.story === null && i.id === text);
      return item ? [{ kind: 'item', id: item.id, bytes: item.bytes }] : [];
    })
    .filter(({ bytes }) => bytes <= ASK_ABOVE)
    .slice(0, MOST_KEPT)
    .map(({ kind, id }) => ({ kind, id }));
}
/** The first of these texts that is not stored here and that `leave` does not exclude. */
export const nextToFetch = (
  texts: readonly KeptText[],
  here: (text: string) => boolean,
  leave: (text: KeptText) => boolean,
): KeptText | null => texts.find((text) => !here(text.id) && !leave(text)) ?? null;
