/**
 * Observes a page from inside: durable writes, changes of IndexedDB by any context, the opening of databases, the first
 * drawn content. It runs before the page's own scripts and does not change their behaviour.
 */
import type { Page } from '@playwright/test';

/** All times are milliseconds of `performance.now()` in the page. */
export interface Probe {
  /** Completed read-write transactions of the page itself. */
  commits: { at: number; database: string; stores: string[]; durability: string }[];
  /** Changes in any context, including workers, as reported by Dexie in the form `database/table`. */
  changes: { at: number; tables: string[] }[];
  /** When the page first opened each database, by name. */
  opened: Record<string, number>;
  /** When the first element matching the `content` selector was drawn; null: not yet. */
  content: number | null;
  /** When that element was inserted into the document, before it was drawn. */
  found: number | null;
  /** Timestamp of the last click event. */
  tap: number;
  /** Epoch milliseconds of time 0. */
  origin: number;
}

/**
 * Installs the probe in every document of this page from the next navigation on. @param content selector of the content
 * to wait for
 */
export async function installProbe(page: Page, content: string): Promise<void> {
  await page.addInitScript(probeScript, content);
}

/** The probe's record of the present document. */
export const readProbe = (page: Page): Promise<Probe> =>
  page.evaluate(() => (globalThis as typeof globalThis & { egoejoProbe: Probe }).egoejoProbe);

function probeScript(content: string): void {
  const probe: Probe = {
    commits: [],
    changes: [],
    opened: {},
    content: null,
    found: null,
    tap: 0,
    origin: performance.timeOrigin,
  };
  Object.assign(globalThis, { egoejoProbe: probe });
  const transaction = Reflect.get<IDBDatabase, 'transaction'>(IDBDatabase.prototype, 'transaction');
  IDBDatabase.prototype.transaction = function watched(
    this: IDBDatabase,
    ...args: Parameters<IDBDatabase['transaction']>
  ) {
    const tx = transaction.apply(this, args);
    if (tx.mode === 'readwrite') {
      tx.addEventListener('complete', () =>
        probe.commits.push({
          at: performance.now(),
          database: this.name,
          stores: [...tx.objectStoreNames],
          durability: tx.durability,
        }),
      );
    }
    return tx;
  };
  const open = Reflect.get<IDBFactory, 'open'>(IDBFactory.prototype, 'open');
  IDBFactory.prototype.open = function watched(this: IDBFactory, ...args: Parameters<IDBFactory['open']>) {
    probe.opened[args[0]] ??= performance.now();
    return open.apply(this, args);
  };
  new BroadcastChannel('x-storagemutated-1').addEventListener(
    'message',
    (event: MessageEvent<Record<string, unknown>>) => {
      const tables = Object.keys(event.data).map((part) => /^idb:\/\/([^/]+\/[^/]+)\//.exec(part)?.[1] ?? part);
      probe.changes.push({ at: performance.now(), tables: [...new Set(tables)] });
    },
  );
  addEventListener('click', (event) => (probe.tap = event.timeStamp), { capture: true });
  const observer = new MutationObserver(() => {
    if (!document.querySelector(content)) return;
    observer.disconnect();
    probe.found = performance.now();
    requestAnimationFrame(() => setTimeout(() => (probe.content = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}
