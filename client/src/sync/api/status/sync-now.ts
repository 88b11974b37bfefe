/** One exchange that the member asked for, and what came of it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { whileOpen } from '../../engine/store/while-open.ts';
import { current, theEnv } from '../session/session.ts';
import type { SyncStatus } from '../../engine/status.ts';
import { useSyncStatus } from './status-store.ts';

/** What a tap on « Synchroniser » came to; `sent`: the acts that got their answer. */
export interface Told {
  kind: 'done' | 'offline' | 'silent' | 'refused' | 'sign-in' | 'upgrade' | 'read-only';
  sent: number;
}
/** After this time the button no longer waits, ms: another tab may hold the exchange. */
const PATIENCE_MS = 30_000;

/** How an exchange ended that left the syncer in this state. Pure. */
export function kindOfEnd(s: Pick<SyncStatus, 'phase' | 'readOnlyUntil'>, now: number, online: boolean): Told['kind'] {
  switch (s.phase) {
    case 'idle':
      return 'done';
    case 'refused':
      return 'refused';
    case 'paused-auth':
      return 'sign-in';
    case 'upgrade':
      return 'upgrade';
    default:
      if (s.readOnlyUntil > now) return 'read-only';
      return online ? 'silent' : 'offline';
  }
}

/** Resolves at the end of the exchange that begins now or is running: each end reports a new, empty set `sending`. */
const theEnd = (): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    const stop = useSyncStatus.subscribe((now, before) => {
      if (now.sending !== before.sending && now.phase !== 'exchanging') end(true);
    });
    const end = (ended: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(ended);
    };
  });

type Engine = NonNullable<ReturnType<typeof current>>;
/** The keys of the acts that have no answer yet. */
const waitingOf = async ({ store }: Engine): Promise<string[]> =>
  ((await whileOpen(store.db, () => store.db.outbox.filter((row) => row.verdict === null).toArray())) ?? []).map(
    (row) => row.key,
  );
/** How many of these acts got their answer. */
async function answeredOf(engine: Engine, keys: readonly string[]): Promise<number> {
  const left = new Set(await waitingOf(engine));
  return keys.filter((key) => !left.has(key)).length;
}

/** What a tap came to, and the acts that waited for it. */
interface End {
  told: Told;
  engine: Engine;
  waited: readonly string[];
}
/** Exchanges now, whatever wait was planned (S20), and tells how it ended; null: it has not ended yet. */
async function exchangeNow(): Promise<End | null> {
  const engine = current();
  if (!engine) return null;
  const waited = await waitingOf(engine);
  const exchange = async (): Promise<boolean> => {
    const ended = theEnd();
    engine.syncer.trigger('tap');
    return (await ended) && current() === engine;
  };
  const running = useSyncStatus.getState().phase === 'exchanging';
  if (!(await exchange())) return null;
  // One that had begun before the tap and failed is not the one that the member asked for.
  if (running && useSyncStatus.getState().phase !== 'idle' && !(await exchange())) return null;
  const sent = await answeredOf(engine, waited);
  const status = useSyncStatus.getState();
  const kind = kindOfEnd(status, Date.now() + status.serverOffsetMs, theEnv().online());
  return { told: { kind, sent }, engine, waited };
}

/**
 * For a button that exchanges: whether its exchange is under way, and how the last one ended. `forMs`: how long a
 * success is told.
 */
export function useSyncNow(forMs = Infinity): { busy: boolean; told: Told | null; tap(): void } {
  const [under, setUnder] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const failed = useRef<End | null>(null);
  /** What prevented the exchange is over: a later one, which nobody asked for, sent what the member wanted to send. */
  const afterAll = useCallback(async () => {
    const end = failed.current;
    if (end === null || useSyncStatus.getState().phase !== 'idle' || current() !== end.engine) return;
    failed.current = null;
    const sent = await answeredOf(end.engine, end.waited);
    setTold({ kind: 'done', sent });
  }, []);
  useEffect(() => useSyncStatus.subscribe(() => void afterAll()), [afterAll]);
  useEffect(() => {
    if (told?.kind !== 'done' || forMs === Infinity) return undefined;
    const timer = setTimeout(() => setTold(null), forMs);
    return () => clearTimeout(timer);
  }, [told, forMs]);
  return {
    busy: under,
    told,
    tap() {
      if (under) return;
      setUnder(true);
      setTold(null);
      failed.current = null;
      void exchangeNow().then((end) => {
        setTold(end?.told ?? null);
        setUnder(false);
        failed.current = end?.told.kind === 'done' ? null : end;
        void afterAll();
      });
    },
  };
}
