/**
 * What pages may ask and do about the member’s acts (S26): their list, their number, taking back, dismissing,
 * retrying.
 */
import { useMemo } from 'react';
import { useShell } from '../../../platform/page/shell-store.ts';
import type { RowRef } from '@egoejo/shared/sync/mutation.ts';
import { refKey, touchesOf } from '../../engine/acts/definitions.ts';
import { useLive, useOverlay } from '../rows/live.ts';
import { pendingCount } from '../../engine/acts/pending-count.ts';
import { retryIn, takeBackFrom } from '../../engine/acts/outbox.ts';
import { NO_ROOM, ifRoom, withReserve } from '../../engine/store/quota.ts';
import { isTakenBack } from '../../engine/acts/verdicts.ts';
import { current, useMember } from '../session/session.ts';
import { useSyncStatus } from '../status/status-store.ts';
import { readMeta } from '../../engine/store/meta.ts';
import { unsettledStates, type Act, type ActState } from './act-state.ts';
import { listActs, readActs, withShown } from './act-list.ts';

export type { Act, ActState };
export { isTakenBack };

/**
 * Acts, newest first; with `touches`, only this device's acts on that row. Until the first read, only the queued ones.
 */
export function useActs(filter?: { touches?: RowRef }): Act[] {
  const read = useLive(readActs, []);
  const shown = useOverlay();
  const sending = useSyncStatus((s) => s.sending);
  const who = useMember();
  const wanted = filter?.touches ? refKey(filter.touches) : null;
  return useMemo(() => {
    const acts = listActs(withShown(read, shown), sending).filter(isShown);
    if (wanted === null || who === null) return acts;
    return acts.filter((act) => act.here && touchesOf(act, who).some((ref) => refKey(ref) === wanted));
  }, [read, shown, sending, wanted, who]);
}

/** Where the browser stores nothing, an act is shown once the server has answered. */
const isShown = (act: Act): boolean => act.verdict !== null || !useShell.getState().unkept;

/**
 * By subject, the state of the last of these acts made here, where the server has not answered it: until then a page
 * must not show its effect as done (S26). `names` stays the same set; `subject`: the argument that holds the id.
 */
export function useUnsettled(names: ReadonlySet<string>, subject: string): ReadonlyMap<string, ActState> {
  const { outbox, spare } = useOverlay();
  const sending = useSyncStatus((s) => s.sending);
  return useMemo(
    () => unsettledStates([...outbox, ...spare], names, subject, sending),
    [outbox, spare, names, subject, sending],
  );
}

/** The number of acts without a verdict. */
function useUnanswered(): number {
  const queued = useLive(pendingCount, []) ?? 0;
  return queued + useOverlay().spare.length;
}
/** The number of queued acts, for the badge. */
export function usePendingCount(): number {
  const unanswered = useUnanswered();
  return useShell((s) => s.unkept) ? 0 : unanswered;
}
/** The number of acts that end with this page unless the server receives them before. */
export function useUnkeptCount(): number {
  const unanswered = useUnanswered();
  return useShell((s) => s.unkept) ? unanswered : 0;
}

/** Whether the server's history no longer matches what this device received (chain-watch.ts). */
export const useChainBroken = (): boolean =>
  useLive(async (db) => (await readMeta(db, 'chainBroken')) !== undefined, []) ?? false;

/**
 * Takes an act back; `takeBackFrom` explains the results (S26). 'full': storage has no room for the cancel, and nothing
 * changed.
 */
export async function takeBack(key: string): Promise<'taken' | 'cancelling' | 'too-late' | 'full'> {
  const engine = current();
  if (!engine) return 'too-late';
  const done = await withReserve(engine.env, engine.store.db, () => takeBackFrom(engine.env, engine.store, key));
  if (done === NO_ROOM) return 'full';
  if (done === 'cancelling') engine.syncer.trigger('mutation');
  return done;
}
/** Dismisses a refusal. */
export async function dismiss(key: string): Promise<void> {
  const engine = current();
  if (engine)
    await ifRoom(engine.env, engine.store.db, () => engine.store.db.dismissed.put({ key, at: engine.env.now() }));
}
/** Sends a quarantined or waiting act again at once. */
export async function retry(key: string): Promise<void> {
  const engine = current();
  if (!engine) return;
  if ((await withReserve(engine.env, engine.store.db, () => retryIn(engine.env, engine.store, key))) === NO_ROOM)
    return;
  engine.syncer.trigger('tap');
}
