/**
 * The public list beyond the synced scopes: projects of communities that nobody here joined or opened are fetched as
 * list rows when the page opens. A long list states its size; at eco levels 4 and 5, or where downloads wait for Wi-Fi,
 * it also waits for a tap.
 */
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { useEcoRules, useWifiHold } from '../eco/store.ts';
import { useLive } from '../sync/api/rows/live.ts';
import { fetchPage, loadListing } from '../sync/api/rows/listing.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useOffline } from '../sync/api/status/status.ts';

/** Compressed bytes of one row of the list on the wire, measured over real projects, rounded up. */
export const ROW_BYTES = 130;
/** Above this many bytes, the app states the size first. */
export const ASK_ABOVE = 100_000;
/** Scores of projects that do not sync are read again after this time, ms. */
const FRESH_MS = 10 * 60_000;

/**
 * What to do about a list of `total` projects of which `here` are on this device. `free`: the eco level and the
 * connection allow fetching more than 100 KB unasked. `fresh`: read within the last ten minutes.
 */
export function planFor(total: number, here: number, free: boolean, fresh: boolean): 'nothing' | 'load' | 'ask' {
  if (fresh && here >= total) return 'nothing';
  if (free || total * ROW_BYTES <= ASK_ABOVE) return 'load';
  return here >= total ? 'nothing' : 'ask';
}

interface Listing {
  /** The number of all public projects, as the server last reported it; null: not asked. */
  total: number | null;
  stop: AbortController | null;
  /** The member stopped the load, or it must not start by itself: it waits for a tap. */
  asking: boolean;
}
const useStore = create<Listing>(() => ({ total: null, stop: null, asking: false }));

/**
 * Reads the whole list; a second call while one runs does nothing. Fails silently without a network: the stored rows
 * stay.
 */
async function loadAll(): Promise<void> {
  if (useStore.getState().stop) return;
  const stop = new AbortController();
  useStore.setState({ stop, asking: false });
  await loadListing({ all: true, signal: stop.signal }).catch(() => undefined);
  useStore.setState({ stop: null, asking: stop.signal.aborted });
}

/** The list's state for the page that shows it; `here`: projects on this device. */
export function useListing(): {
  total: number | null;
  here: number | undefined;
  loading: boolean;
  ask: boolean;
  load: () => void;
  stop: () => void;
} {
  const { total, stop, asking } = useStore();
  const member = useMember()?.member;
  const hold = useWifiHold();
  const free = useEcoRules().texts && !hold;
  const here = useLive((db) => db.projectTally.count(), []);
  const listed = useLive(async (db) => (await db.meta.get('listedAt'))?.v, []);
  const offline = useOffline();
  const known = here !== undefined;
  const decide = useEffectEvent(async (all: number) => {
    const plan = planFor(all, here ?? 0, free, typeof listed === 'number' && Date.now() - listed < FRESH_MS);
    useStore.setState({ total: all, asking: plan === 'ask' });
    if (plan === 'load') await loadAll();
    // Opening the page is consent to fetch a first screen of it, at any eco level.
    else if (plan === 'ask' && here === 0) await loadListing().catch(() => undefined);
  });
  useEffect(() => {
    if (offline || !known) return undefined;
    let gone = false;
    // Without a network the list stays as it is, with its age shown.
    void fetchPage(null, 1).then(
      (list) => (gone ? undefined : decide(list.total)),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [offline, known, member, free]);
  const ask = asking && total !== null && here !== undefined && here < total;
  return { total, here, loading: stop !== null, ask, load: () => void loadAll(), stop: () => stop?.abort() };
}
