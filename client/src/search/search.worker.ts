/**
 * Searches everything on this device off the main thread. It reads IndexedDB by itself, read-only, in pages, and keeps
 * one index in which it updates only what changed since the last read. It never upgrades or blocks a database: it
 * closes it on request.
 */
import type { FoundKind } from '@egoejo/shared/search/model.ts';
import type { SearchResult } from 'minisearch';
import { openExisting } from '../platform/idb.ts';
import { documents } from './documents.ts';
import { excerptOf, marked } from './marks.ts';
import type { Hit, SearchAnswer, SearchAsk } from './messages.ts';
import { createIndex, idOf, kindOf, search, sweep, take, type Held } from './search-index.ts';

/**
 * Least time between two reads, ms. During a first sync pages arrive quickly, and reading all rows again after each
 * would only drain the battery.
 */
const PAUSE_MS = 1500;

let name = '';
let index = createIndex();
let held: Held = new Map();
let read: Promise<void> = Promise.resolve();
let readAt = -Infinity;
let stale = true;
let later: ReturnType<typeof setTimeout> | undefined;
let asked: Exclude<SearchAsk, { kind: 'changed' }> | undefined;

async function readAll(): Promise<void> {
  const db = await openExisting(indexedDB, name);
  if (!db) return;
  const seen = new Set<string>();
  for await (const rows of documents(db)) take(index, held, rows, seen);
  sweep(index, held, seen);
  db.close();
}

/** Reads again when something changed; concurrent queries share one read. Too soon after a read, `later` does. */
function fresh(): Promise<void> {
  if (!stale) return read;
  const wait = readAt + PAUSE_MS - performance.now();
  if (held.size > 0 && wait > 0) {
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
  held = new Map();
  stale = true;
  readAt = -Infinity;
}

/** A result in full: its marked title, and the part of its summary or text where it matches. */
function hitOf(result: SearchResult): Hit {
  const key = String(result.id);
  const { title, summary, body } = held.get(key) ?? { title: '', summary: '', body: '' };
  const fields = new Map(Object.entries(result.match));
  const matches = (term: string): boolean => fields.has(term);
  const inField = (field: string): number => [...fields.values()].filter((of) => of.includes(field)).length;
  const from = summary === '' || inField('body') > inField('summary') ? body : summary;
  return {
    kind: kindOf(key),
    id: idOf(key),
    title: marked(title, matches),
    excerpt: marked(excerptOf(from, matches), matches),
  };
}

function found(query: string, only: FoundKind | null, most: number): SearchAnswer {
  const all = search(index, query);
  const counts: Partial<Record<FoundKind, number>> = {};
  for (const { id } of all) counts[kindOf(String(id))] = (counts[kindOf(String(id))] ?? 0) + 1;
  const shown = only === null ? all : all.filter(({ id }) => kindOf(String(id)) === only);
  let texts = 0;
  for (const { body } of held.values()) if (body !== '') texts++;
  return {
    kind: 'found',
    query,
    only,
    hits: shown.slice(0, most).map(hitOf),
    counts,
    keys: all.map(({ id }) => String(id)),
    size: held.size,
    texts,
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
      ? { kind: 'ids', query: ask.query, ids: search(index, ask.query, 'project').map(({ id }) => idOf(String(id))) }
      : found(ask.query, ask.only, ask.most);
  // Only the last one is kept: for benchmarks and the browser's own tools.
  performance.clearMeasures('search');
  performance.measure('search', { start, detail: ask.query });
  postMessage(answer);
}

addEventListener('message', (event: MessageEvent<SearchAsk>) => void respond(event.data));
