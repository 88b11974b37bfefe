/** The server's part of the search: what this device does not have. */
import { SERVED_KINDS, type FoundPage, type FoundRow } from '@egoejo/shared/search/model.ts';
import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { call, NETWORK } from '../platform/network/api.ts';
import { useOffline } from '../sync/api/status/status.ts';

export type ServerSearch =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'offline' }
  | { state: 'failed'; failure: Failure }
  | { state: 'ready'; rows: readonly FoundRow[]; next: number | null; similar: boolean };

/** A person who types is asked for nothing yet. */
const PAUSE_MS = 400;
/** One letter matches nearly everything. */
const SHORTEST = 2;
/** What this version of the app can show. */
const KINDS = [...SERVED_KINDS];
const ONE_ROOM = ['message' as const];

type Known = { of: string; now: ServerSearch };

const added = (before: ServerSearch, page: FoundPage): ServerSearch => {
  const rows = before.state === 'ready' ? before.rows : [];
  const known = new Set(rows.map((r) => r.id));
  return {
    state: 'ready',
    rows: [...rows, ...page.items.filter((r) => !known.has(r.id))],
    next: page.next,
    similar: page.similar,
  };
};
const failed = (failure: Failure): ServerSearch =>
  failure.code === NETWORK ? { state: 'offline' } : { state: 'failed', failure };

/**
 * What the server finds, as long as there is a network; a function for its next page, and one to ask again.
 * @param room its messages alone are searched; null: everything
 */
export function useServerSearch(
  query: string,
  room: RoomId | null,
): { now: ServerSearch; more: () => void; again: () => void } {
  const offline = useOffline();
  const [known, setKnown] = useState<Known>({ of: '', now: { state: 'none' } });
  const [round, setRound] = useState(0);
  const wanted = useMemo(() => (room === null ? { kinds: KINDS } : { kinds: ONE_ROOM, room }), [room]);
  const asks = query.length >= SHORTEST && !offline;
  useEffect(() => {
    if (!asks) return undefined;
    let gone = false;
    const timer = setTimeout(() => {
      void call((api) => api.search.find.query({ q: query, ...wanted })).then((answer) => {
        if (gone) return;
        setKnown({ of: query, now: answer.ok ? added({ state: 'none' }, answer.value) : failed(answer.error) });
      });
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [query, asks, round, wanted]);
  const now = nowOf(query, offline, known);
  const next = now.state === 'ready' ? now.next : null;
  const more = useCallback(() => {
    if (next === null) return;
    void call((api) => api.search.find.query({ q: query, after: next, ...wanted })).then((answer) =>
      setKnown((before) => {
        // Another query, or the same page twice: the answer comes too late.
        if (before.of !== query || before.now.state !== 'ready' || before.now.next !== next) return before;
        return { of: query, now: answer.ok ? added(before.now, answer.value) : failed(answer.error) };
      }),
    );
  }, [query, next, wanted]);
  const again = useCallback(() => {
    setKnown({ of: '', now: { state: 'none' } });
    setRound((r) => r + 1);
  }, []);
  return { now, more, again };
}

function nowOf(query: string, offline: boolean, known: Known): ServerSearch {
  if (query.length < SHORTEST) return { state: 'none' };
  // What the server said before the network went is still true enough to show.
  if (known.of === query && known.now.state !== 'offline') return known.now;
  return offline || (known.of === query && known.now.state === 'offline') ? { state: 'offline' } : { state: 'asking' };
}
