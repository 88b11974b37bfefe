/**
 * Answers searches over what the device has, in the search worker. It reads IndexedDB by itself, read-only, in pages,
 * and keeps one index in which it updates only what changed since the last read. It never upgrades or blocks a
 * database: it closes it on request.
 */
import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import { FOUND_KINDS, type FoundKind } from '@egoejo/shared/search/model.ts';
import { openExisting } from '../platform/storage/idb.ts';
import { documents } from './documents.ts';
import { excerptOf, marked } from './marks.ts';
import type { Hit, SearchAnswer, SearchAsk } from './messages.ts';
import { createIndex, idOf, kindOf, search, sweep, take, type Results, type Searchable } from './search-index.ts';

/**
 * Least time between two reads, ms. During a first sync pages arrive quickly, and reading all rows again after each
 * would only drain the battery.
 */
const PAUSE_MS = 1500;

let databases: IDBFactory | undefined;
let post: (answer: SearchAnswer) => void = () => undefined;
let name = '';
let index = createIndex();
let read: Promise<void> = Promise.resolve();
let readAt = -Infinity;
let stale = true;
let later: ReturnType<typeof setTimeout> | undefined;
let asked: Exclude<SearchAsk, { kind: 'changed' }> | undefined;

async function readAll(): Promise<void> {
  const db = await openExisting(databases, name);
  if (!db) return;
  const seen = new Set<string>();
  for await (const rows of documents(db)) take(index, rows, seen);
  sweep(index, seen);
  db.close();
}

/** Reads again when something changed; concurrent queries share one read. Too soon after a read, `later` does. */
function fresh(): Promise<void> {
  if (!stale) return read;
  const wait = readAt + PAUSE_MS - performance.now();
  if (index.numbers.size > 0 && wait > 0) {
    later ??= setTimeout(answerAgain, wait);
    return read;
  }
  stale = false;
  readAt = performance.now();
  read = read.then(readAll);
  return read;
}
/** The last question is answered again from what has come since. */
function answerAgain(): void {
  later = undefined;
  if (asked) void respond(asked);
}

function switchTo(database: string): void {
  if (database === name) return;
  name = database;
  index = createIndex();
  stale = true;
  readAt = -Infinity;
}

const NO_ROW: Searchable = { key: '', title: '', summary: '', category: '', about: '', body: '' };
/** A result in full: its marked title, and the part of its summary or text where it matches. */
function hitOf(doc: number, { matches, inBody }: Results): Hit {
  const { key, title, summary, about, body, room, at } = index.rows[doc] ?? NO_ROW;
  const from = summary === '' || inBody(doc) ? body : summary;
  return {
    kind: kindOf(key),
    id: idOf(key),
    // A found message shows its author below its text.
    title: marked(room === undefined ? title : about, matches),
    excerpt: marked(excerptOf(from, matches), matches),
    ...(room !== undefined && at !== undefined && { said: { room: room as RoomId, at } }),
  };
}

/** As many documents of each kind are among these. */
function countsOf(found: Uint32Array): Partial<Record<FoundKind, number>> {
  const counts: Partial<Record<FoundKind, number>> = {};
  for (const kind of FOUND_KINDS) {
    let n = 0;
    for (const doc of found) if (index.kinds[doc] === kind) n++;
    if (n > 0) counts[kind] = n;
  }
  return counts;
}
function keysOf(found: Uint32Array): string[] {
  const keys: string[] = [];
  for (const doc of found) keys.push(index.keys[doc] ?? '');
  return keys;
}

function answerTo({ query, room, only, most }: Extract<SearchAsk, { kind: 'find' }>): SearchAnswer {
  const results = search(index, query);
  const found = room === null ? results.found : results.found.filter((doc) => index.rows[doc]?.room === room);
  const shown = only === null ? found : found.filter((doc) => index.kinds[doc] === only);
  return {
    kind: 'found',
    query,
    room,
    only,
    hits: Array.from(shown.subarray(0, most), (doc) => hitOf(doc, results)),
    counts: countsOf(found),
    keys: keysOf(found),
    size: room === null ? index.numbers.size : index.rows.filter((row) => row?.room === room).length,
    texts: room === null ? index.texts : 0,
  };
}

async function respond(ask: SearchAsk): Promise<void> {
  switchTo(ask.database);
  if (ask.kind === 'changed') {
    stale = true;
    return;
  }
  asked = ask;
  await fresh();
  const start = performance.now();
  const answer: SearchAnswer =
    ask.kind === 'ids'
      ? { kind: 'ids', query: ask.query, ids: keysOf(search(index, ask.query, ask.only).found).map(idOf) }
      : answerTo(ask);
  post(answer);
  // With what copying the answer took. Only the last one is kept: for benchmarks and the browser's own tools.
  performance.clearMeasures('search');
  performance.measure('search', { start, detail: ask.query });
}

/** Starts over these databases. `tell` gets each answer. @returns what takes the questions */
export function startSearch(of: IDBFactory | undefined, tell: (answer: SearchAnswer) => void): typeof respond {
  databases = of;
  post = tell;
  return respond;
}
