/**
 * Dexie notifies every live query in its module of every commit. In the simulator many devices share one module, so
 * this limits a query to commits of its own device, and to none once its tab is closed, as in a browser.
 */
import { Dexie } from '@egoejo/client/sync/testing/indexeddb.ts';
import { speaking, type TabStorage } from './tab-storage.ts';

type Listener = Parameters<typeof Dexie.on.storagemutated.subscribe>[0];

const event = Dexie.on.storagemutated;
const { subscribe, unsubscribe } = event;
const wrapped = new Map<Listener, { hear: Listener; tab: TabStorage | null }>();

function forget(listener: Listener): void {
  const known = wrapped.get(listener);
  wrapped.delete(listener);
  unsubscribe.call(event, known?.hear ?? listener);
}

event.subscribe = (listener) => {
  // A query starts in a task in which its own storage answered, which identifies its tab.
  const tab = speaking();
  const hear: Listener = (parts) => {
    const from = speaking();
    if (tab === null || from === null || tab.shared === from.shared) listener(parts);
  };
  wrapped.set(listener, { hear, tab });
  subscribe.call(event, hear);
};
event.unsubscribe = forget;

/** Ends the live queries of dead tabs. */
export function endQueries(): void {
  for (const [listener, { tab }] of wrapped) if (tab?.dead) forget(listener);
}
