/**
 * What happens inside a page, seen from its edge: durable writes, changes of IndexedDB by whichever context, the opening of
 * databases, the first drawn content. Runs before the page's own scripts; changes nothing they see.
 */
import type { Page } from '@playwright/test';

/** All times are milliseconds of `performance.now()` in the page. */
export interface Probe {
  /** Read-write transactions of the page itself, when they were complete. */
  commits: { at: number; database: string; stores: string[]; durability: string }[];
  /** What Dexie tells of changes in any context, workers included, as `database/table`. */
  changes: { at: number; tables: string[] }[];
  /** When each database was first asked for by the page, by name. */
  opened: Record<string, number>;
  /** When the first element matching the page's `content` selector was on the screen; null: not yet. */
  content: number | null;
  /** When that element came into the document, before it was drawn. */
  found: number | null;
  /** Last click, as the event says. */
  tap: number;
  /** Epoch milliseconds of 0. */
  origin: number;
}

/** Installs the probe in every document of this page from the next navigation on. @param content selector of the content waited for */
export async function installProbe(page: Page, content: string): Promise<void> {
  await page.addInitScript(probeScript, content);
}

/** What the probe of the present document has seen. */
export const readProbe = (page: Page): Promise<Probe> => page.evaluate(() => (globalThis as typeof globalThis & { egoejoProbe: Probe }).egoejoProbe);

function probeScript(content: string): void {
  const probe: Probe = { commits: [], changes: [], opened: {}, content: null, found: null, tap: 0, origin: performance.timeOrigin };
  Object.assign(globalThis, { egoejoProbe: probe });
  const transaction = Reflect.get<IDBDatabase, 'transaction'>(IDBDatabase.prototype, 'transaction');
  IDBDatabase.prototype.transaction = function watched(this: IDBDatabase, ...args: Parameters<IDBDatabase['transaction']>) {
    const tx = transaction.apply(this, args);
    if (tx.mode === 'readwrite') {
      tx.addEventListener('complete', () => probe.commits.push({ at: performance.now(), database: this.name, stores: [...tx.objectStoreNames], durability: tx.durability }));
    }
    return tx;
  };
  const open = Reflect.get<IDBFactory, 'open'>(IDBFactory.prototype, 'open');
  IDBFactory.prototype.open = function watched(this: IDBFactory, ...args: Parameters<IDBFactory['open']>) {
    probe.opened[args[0]] ??= performance.now();
    return open.apply(this, args);
  };
  new BroadcastChannel('x-storagemutated-1').addEventListener('message', (event: MessageEvent<Record<string, unknown>>) => {
    const tables = Object.keys(event.data).map((part) => /^idb:\/\/([^/]+\/[^/]+)\//.exec(part)?.[1] ?? part);
    probe.changes.push({ at: performance.now(), tables: [...new Set(tables)] });
  });
  addEventListener('click', (event) => (probe.tap = event.timeStamp), { capture: true });
  const observer = new MutationObserver(() => {
    if (!document.querySelector(content)) return;
    observer.disconnect();
    probe.found = performance.now();
    requestAnimationFrame(() => setTimeout(() => (probe.content = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}
