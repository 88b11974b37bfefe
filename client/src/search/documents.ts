/** Reads everything on this device that can be found, straight from IndexedDB. */
import type { Community } from '@egoejo/shared/communities/model.ts';
import type { TextBody } from '@egoejo/shared/registry.ts';
import { requested } from '../platform/storage/idb.ts';
import { unescapeHtml } from '../platform/values/unescape-html.ts';
import { plainOf } from '../rooms/markdown/model.ts';
import { storedRows } from '../sync/api/rows/stored-rows.ts';
import { keyOf, type Searchable } from './search-index.ts';

/** As many texts are in memory at once; one may be a whole book. */
const TEXTS_AT_ONCE = 20;

const EMPTY = { summary: '', category: '', about: '', body: '' };
/** The words of pages in HTML. */
const wordsOf = (pages: readonly string[]): string =>
  unescapeHtml(pages.join(' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

/** The long texts that this device holds, by kind and id. */
async function textsOf(db: IDBDatabase): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const rows of storedRows(db, 'projectText'))
    for (const { id, text } of rows) texts.set(keyOf('project', id), text);
  for (let after: IDBKeyRange | null = null; ;) {
    const store = db.transaction('texts').objectStore('texts');
    const rows: { kind: 'story' | 'item' | 'project'; id: string; body: TextBody }[] = await requested(
      store.getAll(after, TEXTS_AT_ONCE),
    );
    const last = rows.at(-1);
    if (!last) return texts;
    for (const { kind, id, body } of rows) texts.set(keyOf(kind, id), wordsOf(body.pages));
    after = IDBKeyRange.lowerBound([last.kind, last.id], true);
  }
}

/** The documents of these rows, without those of rows that were damaged on this device. */
function sound<R>(rows: readonly R[], documentOf: (row: R) => Searchable): Searchable[] {
  return rows.flatMap((row) => {
    try {
      const found = documentOf(row);
      return Object.values(found).every((value) => typeof value === 'string') ? [found] : [];
    } catch {
      return [];
    }
  });
}

/**
 * Yields the messages of rooms that the member is in, by their words and the name below them, without those that are
 * deleted, hidden or folded; in a conversation of two nothing is folded (T5).
 */
async function* messages(db: IDBDatabase): AsyncGenerator<Searchable[]> {
  const [joined, blocked, ofTwo] = [new Set<string>(), new Set<string | null>(), new Set<string>()];
  for await (const rows of storedRows(db, 'roomMember')) for (const { id } of rows) joined.add(id);
  for await (const rows of storedRows(db, 'blockedMember')) for (const { id } of rows) blocked.add(id);
  for await (const rows of storedRows(db, 'room'))
    for (const { id, community, people } of rows) if (community === null && people.length <= 2) ofTwo.add(id);
  for await (const rows of storedRows(db, 'message'))
    yield sound(
      rows.filter((m) => m.state === 'shown' && joined.has(m.room) && (ofTwo.has(m.room) || !blocked.has(m.author))),
      (m) => ({
        ...EMPTY,
        key: keyOf('message', m.id),
        title: '',
        summary: plainOf(m.text),
        about: m.name ?? '',
        room: m.room,
        at: m.createdAt,
      }),
    );
}

/** Yields the documents, some hundred at a time, projects first. */
export async function* documents(db: IDBDatabase): AsyncGenerator<Searchable[]> {
  const communities = await requested<Community[]>(db.transaction('community').objectStore('community').getAll());
  const names = new Map<string | null, string>(communities.map((c) => [c.id, c.name]));
  const texts = await textsOf(db);
  const bodyOf = (key: string): string => texts.get(key) ?? '';
  for await (const rows of storedRows(db, 'project'))
    yield sound(
      rows.filter((p) => p.status !== 'withdrawn' && p.status !== 'declined'),
      (p) => {
        const key = keyOf('project', p.id);
        const about = `${p.place} ${names.get(p.community) ?? ''}`;
        return { key, title: p.title, summary: p.summary, category: p.category, about, body: bodyOf(key) };
      },
    );
  for await (const rows of storedRows(db, 'community'))
    yield sound(rows, (c) => ({
      ...EMPTY,
      key: keyOf('community', c.id),
      title: c.name,
      summary: c.summary,
      body: c.charter,
    }));
  for await (const rows of storedRows(db, 'poll'))
    yield sound(rows, (p) => ({
      ...EMPTY,
      key: keyOf('poll', p.id),
      title: p.title,
      summary: p.text,
      about: `${names.get(p.community) ?? ''} ${p.options.map((o) => o.label).join(' ')}`,
    }));
  for await (const rows of storedRows(db, 'story'))
    yield sound(rows, (s) => {
      const key = keyOf('story', s.id);
      return { ...EMPTY, key, title: s.title, about: s.authors, body: bodyOf(key) };
    });
  for await (const rows of storedRows(db, 'work'))
    yield sound(rows, (w) => ({
      ...EMPTY,
      key: keyOf('work', w.id),
      title: w.title,
      summary: w.series,
      about: w.authors,
    }));
  // An entry of the queue that names a story is found as that story.
  for await (const rows of storedRows(db, 'readingItem'))
    yield sound(
      rows.filter((i) => i.story === null),
      (i) => {
        const key = keyOf('item', i.id);
        return { ...EMPTY, key, title: i.title || (i.url ?? ''), about: i.site, body: bodyOf(key) };
      },
    );
  yield* messages(db);
}
