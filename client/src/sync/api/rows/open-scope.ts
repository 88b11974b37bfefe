/** A scope that a page shows: its rows come as soon as they are written, and who else is there is told (T4). */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { NO_SIGNALS, type Signals } from '../../engine/schedule/signals.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { current, onSession } from '../session/session.ts';

const useChannel = () => useSyncExternalStore(onSession, () => current()?.live ?? null);

/** While the page shows this scope, its new rows come by the live channel, where there is one. */
export function useOpenScope(scope: Scope): void {
  const live = useChannel();
  useEffect(() => live?.open(scope), [live, scope]);
}

/** Who else has this scope open, and who writes there. Of what the channel does not tell, nothing is known. */
export function useSignals(scope: Scope): Signals {
  const signals = useChannel()?.signals;
  const subscribe = useCallback((run: () => void) => signals?.subscribe(run) ?? (() => undefined), [signals]);
  return useSyncExternalStore(subscribe, () => signals?.get(scope) ?? NO_SIGNALS);
}

/** Tells the others in this scope that the member writes. May be called at each key. */
export const signal = (scope: Scope): void => current()?.live.signal(scope);
