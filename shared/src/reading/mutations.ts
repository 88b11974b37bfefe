import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { cfi } from '../books/model.ts';
import { bookId, itemId, storyId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { line, prose } from '../platform/texts.ts';
import { HARVEST } from '../saka/model.ts';
import { at, OPENING, positionId, storyLicence } from './model.ts';

const link = z.string().check(z.maxLength(2_000), z.regex(/^https?:\/\/\S+$/i));

/**
 * Adds a story of the catalogue or a link to the reading queue, under an id the client makes. The server fetches a
 * link's text later (`state`, `error` of the row).
 */
export const readingAdd = defineMutation({
  name: 'reading.add',
  version: 1,
  args: z.union([
    z.strictObject({ id: itemId, story: storyId, title: line(300) }),
    z.strictObject({ id: itemId, url: link, title: line(300) }),
  ]),
  path: 'cold',
  writes: ({ id }) => [{ e: 'readingItem', id }],
  /** The story gives the queued item its length and licence. */
  reads: (args) => ('story' in args ? [{ e: 'story', id: args.story }] : []),
  optimistic(view, args, { madeAt }) {
    const story = 'story' in args ? view.get('story', args.story) : undefined;
    return [
      {
        e: 'readingItem',
        id: args.id,
        row: {
          id: args.id,
          story: 'story' in args ? args.story : null,
          url: 'url' in args ? args.url : null,
          title: args.title,
          site: '',
          licence: story?.licence ?? '',
          words: story?.words ?? 0,
          bytes: story?.bytes ?? 0,
          state: 'story' in args ? 'ready' : 'fetching',
          error: null,
          addedAt: madeAt,
          finishedAt: null,
        },
      },
    ];
  },
});

/** Removes an item of the reading queue; an absent one is applied without effect. */
export const readingRemove = defineMutation({
  name: 'reading.remove',
  version: 1,
  args: z.strictObject({ item: itemId }),
  path: 'cold',
  writes: ({ item }) => [{ e: 'readingItem', id: item }],
  optimistic: (_view, { item }) => [{ e: 'readingItem', id: item, row: null }],
});

/**
 * The position in a text: `at` in ten-thousandths of it. `text` is a story or a work of the catalogue, an item of one's
 * own, or a book that is only a file (`bookOfFile`), with its exact place in `cfi` and the document of the book in
 * `page`; of another text the act is answered and leaves no row. For each text and device the highest `seq` wins, in
 * whatever order and however often it arrives (S7, S27); so a device whose storage was restored from an old copy goes
 * on above the `seq` of its own `position` rows.
 */
export const readingProgress = defineMutation({
  name: 'reading.progress',
  version: 2,
  upcast: { 1: (args) => args },
  args: z.strictObject({
    text: z.union([storyId, itemId, bookId]),
    at,
    page: z.int().check(z.nonnegative(), z.maximum(100_000)),
    cfi: z.exactOptional(cfi),
  }),
  path: 'hot',
  convergent: true,
  writes: ({ text }, { device }) => [{ e: 'position', id: positionId(text, device) }],
  optimistic(view, { text, page, at: reached, cfi: place = null }, { device, seq, madeAt }) {
    const id = positionId(text, device);
    const old = view.get('position', id);
    if (old && old.seq >= seq) return [];
    return [{ e: 'position', id, row: { id, text, device, at: reached, page, seq, updatedAt: madeAt, cfi: place } }];
  },
});

/**
 * The last page of a catalogue story was reached after `activeSeconds` of active reading (R5). Send the position on
 * that page (`reading.progress`) before it. The server decides what the reading harvests, and gives nothing where less
 * time has passed (`reading.no_time`); nothing is shown as earned before its verdict.
 */
export const readingFinish = defineMutation({
  name: 'reading.finish',
  version: 1,
  args: z.strictObject({ story: storyId, activeSeconds: z.int().check(z.nonnegative(), z.maximum(86_400)) }),
  path: 'hot',
  writes: ({ story }) => [{ e: 'readMark', id: story }],
  optimistic: (view, { story }, { madeAt }) =>
    view.get('readMark', story) ? [] : [{ e: 'readMark', id: story, row: { id: story, grains: 0, at: madeAt } }],
});
/** The grains that the reader may promise before the verdict, as "up to". */
export const READ_HARVEST = HARVEST.content_read.grains;

/** The number of words of a text without markup. */
const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0;
/** Words of a page, about: the server makes the pages. */
const WORDS_A_PAGE = 300;

/**
 * An author's: publishes a text in the catalogue, under an id the client makes, signed with the author's name as the
 * server has it then. `text` is plain: each line is a paragraph. `language` is ISO 639-1 or -3.
 */
export const storyPublish = defineMutation({
  name: 'story.publish',
  version: 1,
  args: z.strictObject({
    id: storyId,
    title: line(TEXT.title, 1),
    language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
    licence: storyLicence,
    text: prose(TEXT.text, 1),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'story', id }],
  reads: (_args, { member }) => [{ e: 'profile', id: member }],
  optimistic(view, { id, title, language, licence, text }, { member, madeAt }) {
    const words = wordsIn(text);
    return [
      {
        e: 'story',
        id,
        row: {
          id,
          title,
          language,
          authors: `Text: ${view.get('profile', member)?.name ?? ''}`,
          licence,
          source: null,
          words,
          pages: Math.max(1, Math.ceil(words / WORDS_A_PAGE)),
          bytes: text.length,
          createdAt: madeAt,
          author: member,
          state: 'published',
          // Lists cut it once more, between words.
          opening: text.replaceAll(/\s+/g, ' ').slice(0, OPENING),
        },
      },
    ];
  },
});

/**
 * Its author's, and administrators': takes a text out of the catalogue. What members have read of it, and harvested,
 * stays theirs. Withdrawing it again changes nothing.
 */
export const storyWithdraw = defineMutation({
  name: 'story.withdraw',
  version: 1,
  args: z.strictObject({ story: storyId }),
  path: 'cold',
  writes: ({ story }) => [{ e: 'story', id: story }],
  optimistic(view, { story }) {
    const row = view.get('story', story);
    return row ? [{ e: 'story', id: story, row: { ...row, state: 'withdrawn' } }] : [];
  },
});
