/** Queries over the shelf, the queue, positions and settings. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { useMemo } from 'react';
import type { ItemId } from '@egoejo/shared/platform/ids.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { furthestRead, type Position, type ReadingItem, type Story } from '@egoejo/shared/reading/model.ts';
import { useActs, useUnsettled, type ActState } from '../sync/api/acts/activity.ts';
import { useRows } from '../sync/api/rows/live.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useTexts } from '../sync/api/kept/texts.ts';
import { latest } from './shelf.ts';

/** A text to read: a story of the catalogue, in the queue or not, or an article of the queue. */
export interface Readable {
  /** The story's or the article's id, which identifies positions and bodies. */
  id: string;
  kind: 'story' | 'item';
  story: Story | null;
  item: ReadingItem | null;
  title: string;
  words: number;
  /** Bytes of the body before compression. */
  bytes: number;
  /** The body is on this device. */
  here: boolean;
  /** The member's own words of it, which wait to be published, are on this device. */
  written: boolean;
  /** Furthest read on any device, 0 to 10,000. */
  at: number;
  finished: boolean;
  /** When the member last added, read or finished it, ms since 1970; 0: never. */
  activeAt: number;
  /** The state of the act that says so, while it waits. */
  finishing: ActState | undefined;
  /** The state of a queued addition, removal, publication or withdrawal. */
  pending: ActState | null;
  /** A text of the member's queue that is no longer in the catalogue. */
  gone: boolean;
}

/** How far a text was read on any device, and when last; `times`: when else the member did something with it. */
function reached(positions: readonly Position[], text: string, times: readonly (string | null | undefined)[]) {
  const own = positions.filter((p) => p.text === text);
  return { at: furthestRead(own), activeAt: latest([...times, ...own.map((p) => p.updatedAt)]) };
}

/** The act that says that a story was read to its end. */
const FINISH: ReadonlySet<string> = new Set(['reading.finish']);

/** All texts that this device knows: the queue, newest first, the shelf, and those that the member published. */
export function useReadables(): { queue: Readable[]; shelf: Readable[]; own: Readable[] } | undefined {
  const who = useMember();
  const stories = useRows('story');
  const items = useRows('readingItem');
  const positions = useRows('position');
  const marks = useRows('readMark');
  const storyTexts = useTexts('story');
  const itemTexts = useTexts('item');
  const acts = useActs();
  const finishing = useUnsettled(FINISH, 'story');
  return useMemo(() => {
    if (!stories || !items) return undefined;
    const waiting = new Map(
      acts
        .filter((a) => a.verdict === null && /^(reading|story)\./.test(a.name))
        .map((a) => [a.args.id ?? a.args.item ?? (a.name === 'story.withdraw' ? a.args.story : null), a.state]),
    );
    const written = new Set(acts.filter((a) => a.verdict === null && a.name === 'story.publish').map((a) => a.args.id));
    const read = new Map<string, string>(marks?.map((m) => [m.id, m.at]));
    const placed = (text: string, item: ReadingItem | null) =>
      reached(positions ?? [], text, [item?.addedAt, item?.finishedAt, read.get(text)]);
    const byStory = new Map(stories.map((s) => [s.id, s]));
    const ofStory = (story: Story, item: ReadingItem | null): Readable => ({
      id: story.id,
      kind: 'story',
      story,
      item,
      title: story.title,
      words: story.words,
      bytes: story.bytes,
      here: storyTexts?.has(story.id) ?? false,
      written: written.has(story.id),
      ...placed(story.id, item),
      finished: read.has(story.id),
      finishing: finishing.get(story.id),
      pending: (item && waiting.get(item.id)) ?? waiting.get(story.id) ?? null,
      gone: false,
    });
    const ofItem = (item: ReadingItem): Readable => ({
      id: item.id,
      kind: 'item',
      story: null,
      item,
      title: item.title || item.url || '',
      words: item.words,
      bytes: item.bytes,
      here: itemTexts?.has(item.id) ?? false,
      written: false,
      ...placed(item.id, item),
      finished: item.finishedAt !== null,
      finishing: undefined,
      pending: waiting.get(item.id) ?? null,
      gone: false,
    });
    // Its author or an administrator withdrew it: what the member has of it stays.
    const ofGone = (item: ReadingItem, story: string): Readable => ({
      ...ofItem(item),
      id: story,
      kind: 'story',
      here: storyTexts?.has(story) ?? false,
      ...placed(story, item),
      finished: read.has(story) || item.finishedAt !== null,
      gone: true,
    });
    const queue = items
      .toSorted((a, b) => b.addedAt.localeCompare(a.addedAt))
      .map((item) => {
        const story = item.story === null ? undefined : byStory.get(item.story);
        if (story) return ofStory(story, item);
        return item.story !== null && stories.length > 0 ? ofGone(item, item.story) : ofItem(item);
      });
    const queued = new Map(queue.flatMap((r) => (r.story ? [[r.story.id, r.item] as const] : [])));
    const known = stories.map((s) => ofStory(s, queued.get(s.id) ?? null));
    const shelf = known
      .filter((r) => r.story?.state !== 'withdrawn')
      .toSorted((a, b) => a.title.localeCompare(b.title));
    const own = known
      .filter((r) => who !== null && r.story?.author === who.member)
      .toSorted((a, b) => (b.story?.createdAt ?? '').localeCompare(a.story?.createdAt ?? ''));
    return { queue, shelf, own };
  }, [who, stories, items, positions, marks, storyTexts, itemTexts, acts, finishing]);
}

/** One text by its own id or by the id of its queue entry; null when this device knows neither. */
export function useReadable(id: string): Readable | null | undefined {
  const all = useReadables();
  return useMemo(
    () =>
      all
        ? ([...all.queue, ...all.shelf, ...all.own].find((r) => r.id === id || r.item?.id === id) ?? null)
        : undefined,
    [all, id],
  );
}

/** Whether it is ready to be read and still has to come to this device. */
export const isAway = ({ here, written, gone, item, story }: Readable): boolean =>
  !here && !written && !gone && story?.state !== 'withdrawn' && (story !== null || item?.state === 'ready');

/** Positions of a text on all the member's devices. */
export function usePositions(text: string): Position[] {
  const positions = useRows('position');
  return useMemo(() => positions?.filter((p) => p.text === text) ?? [], [positions, text]);
}

/** Adds a story to the queue. */
export const addStory = (story: Pick<Story, 'id' | 'title'>) =>
  mutate('reading.add', { id: newId<ItemId>(), story: story.id, title: cut(story.title, 300) }, story.title);
/** What the act that adds a link says. The server fetches its text later. */
export const linkToAdd = (url: string, title: string) => ({ id: newId<ItemId>(), url, title });
/** Queues a link. */
export const addLink = (url: string, title: string) => mutate('reading.add', linkToAdd(url, title), title || url);
export const removeItem = (item: Pick<ReadingItem, 'id' | 'title'>) =>
  mutate('reading.remove', { item: item.id }, item.title);
/** Takes a text out of the catalogue. */
export const withdrawText = (story: Pick<Story, 'id' | 'title'>) =>
  mutate('story.withdraw', { story: story.id }, story.title);
