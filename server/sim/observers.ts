/**
 * Dexie tells every live query of its module of every commit. Here many devices share one module: a query hears of its own device alone,
 * and of nothing once its tab is gone, as in a browser.
 */
import { Dexie } from '../../client/src/sync/testing/indexeddb.ts';
import { speaking, type TabStorage } from './storage.ts';

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
  // A query begins in what its own storage has just answered.
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
