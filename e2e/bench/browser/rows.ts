/** What a device in a real browser has stored, and when. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '../../support/browsers/browser.ts';
import type { Proxy } from '../../support/network/proxy.ts';
import type { Probe } from '../../support/page/probe.ts';
import { memberOf } from '../database/economy.ts';

/** The database of the member who signs in. */
export const memberStore = `egoejo-${memberOf(1)}`;

/** Number of rows of an entity, alone and in chunks; 0 while the database does not exist. Runs in the page. */
export async function countRows([name, store]: readonly [string, string]): Promise<number> {
  if (!(await indexedDB.databases()).some((d) => d.name === name)) return 0;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
    request.addEventListener('success', () => {
      const db = request.result;
      const tx = db.transaction([store, 'chunkKeys']);
      const alone = tx.objectStore(store).getAllKeys();
      const chunks: IDBRequest<{ ids: string[] }[]> = tx
        .objectStore('chunkKeys')
        .getAll(IDBKeyRange.bound([store], [store, []]));
      tx.addEventListener('complete', () => {
        db.close();
        resolve(new Set([...alone.result, ...chunks.result.flatMap(({ ids }) => ids)]).size);
      });
    });
  });
}

/** Times at which exchanges after `since` reached the link, in the page's `performance.now()`. */
export const exchangesSince = ({ link }: { link: Proxy }, probe: Probe, since: number): number[] =>
  link.requests
    .filter((r) => r.path === '/sync/exchange')
    .map((r) => r.at - probe.origin)
    .filter((at) => at >= since);

/** Creating a database reports all its tables at once. */
const isMaking = (tables: readonly string[]): boolean => tables.length > 20;
const changed = (probe: Probe, tables: readonly string[]): number[] =>
  probe.changes
    .filter((c) => !isMaking(c.tables) && tables.every((t) => c.tables.includes(`${memberStore}/${t}`)))
    .map((c) => c.at);

/** Times at which a table of the member's database changed, in whichever context. */
export const changesOf = (probe: Probe, table: string): number[] => changed(probe, [table]);

/**
 * Times at which synced rows of projects were committed: only then a cursor changes too; rows of the public list come
 * without one.
 */
export const rowsSynced = (probe: Probe): number[] => [
  ...changed(probe, ['chunkKeys', 'cursors']),
  ...changed(probe, ['project', 'cursors']),
  ...changed(probe, ['projectTally', 'cursors']),
];

/** Resolves when the first screen's list is kept ready for the next start. */
export async function listKept(page: Page): Promise<void> {
  const kept = (): Promise<number> => page.evaluate(countRecords, [memberStore, 'ready'] as const);
  const until = Date.now() + 60_000;
  while ((await kept()) === 0) {
    if (Date.now() > until) throw new Error('the list was not kept within a minute');
    await wait(250);
  }
}
/** Number of records in a store. Runs in the page. */
const countRecords = ([name, store]: readonly [string, string]): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
    request.addEventListener('success', () => {
      const count = request.result.transaction(store).objectStore(store).count();
      count.addEventListener('success', () => {
        request.result.close();
        resolve(count.result);
      });
    });
  });

/** Number of acts in the outbox without a verdict. */
export const waiting = (page: Page): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
        request.addEventListener('success', () => {
          const db = request.result;
          const all = db.transaction('outbox').objectStore('outbox').getAll();
          all.addEventListener('success', () => {
            db.close();
            resolve((all.result as { verdict: unknown }[]).filter((row) => row.verdict === null).length);
          });
        });
      }),
    memberStore,
  );
