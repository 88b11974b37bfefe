/**
 * Searches the projects off the main thread. It reads IndexedDB by itself, read-only, in pages, and keeps one index in
 * which it updates only what changed since the last read. It never upgrades or blocks a database: it closes it on
 * request.
 */
import type { Community } from '@egoejo/shared/communities/model.ts';
import type { SearchAnswer, SearchAsk } from './search-messages.ts';
import { openExisting, requested } from '../platform/idb.ts';
import { storedRows } from '../sync/api/stored-rows.ts';
import { createIndex, find, sweep, take, type Held, type Searchable } from './search-index.ts';

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

async function readAll(): Promise<void> {
  const db = await openExisting(indexedDB, name);
  if (!db) return;
  const communities = await requested<Community[]>(db.transaction('community').objectStore('community').getAll());
  const names = new Map(communities.map((c) => [c.id, c.name]));
  const seen = new Set<string>();
  for await (const rows of storedRows(db, 'project')) {
    const shown = rows.filter((p) => p.status !== 'withdrawn' && p.status !== 'declined');
    take(
      index,
      held,
      shown.map((p): Searchable => ({ ...p, community: names.get(p.community) ?? '' })),
      seen,
    );
  }
  sweep(index, held, seen);
  db.close();
}

/** Reads again when something changed; concurrent queries share one read. */
function fresh(): Promise<void> {
  if (!stale || (held.size > 0 && performance.now() - readAt < PAUSE_MS)) return read;
  stale = false;
  readAt = performance.now();
  read = read.then(readAll);
  return read;
}

function switchTo(database: string): void {
  if (database === name) return;
  name = database;
  index = createIndex();
  held = new Map();
  stale = true;
  readAt = -Infinity;
}

const answer = (message: SearchAnswer) => postMessage(message);

async function respond(ask: SearchAsk): Promise<void> {
  switchTo(ask.database);
  if (ask.kind === 'changed') {
    stale = true;
    return;
  }
  await fresh();
  answer({ query: ask.query, ids: find(index, ask.query), size: held.size });
}

addEventListener('message', (event: MessageEvent<SearchAsk>) => void respond(event.data));
