import type { SyncStatus } from '../../sync/api/status/status.ts';

/**
 * The network line to show: no network, a pause, an upgrade, maintenance, a first load; null when all is well.
 * `passing`: the state is usually over within a second. `now`: the server's clock, ms.
 */
export function lineFor(
  s: Pick<SyncStatus, 'phase' | 'online' | 'progress' | 'readOnlyUntil' | 'storageFull'>,
  pending: number,
  now: number,
) {
  if (s.phase === 'paused-auth') return { word: 'shell.pausedAuth', dot: 'bg-clay' } as const;
  if (s.phase === 'upgrade') return { word: 'shell.upgrade', dot: 'bg-clay' } as const;
  if (s.online === 'no') return { word: 'shell.offline', dot: 'bg-grain-fill' } as const;
  if (s.readOnlyUntil > now) return { word: 'shell.readOnly', dot: 'bg-wait' } as const;
  if (s.phase === 'refused') return { word: 'shell.refused', dot: 'bg-clay' } as const;
  // The syncer waits for room on the device, which a separate line reports.
  if (s.storageFull && s.phase === 'waiting') return null;
  if (s.phase === 'waiting') return { word: 'shell.waiting', dot: 'bg-grain-fill' } as const;
  if (s.phase === 'exchanging' && s.progress) return { word: 'shell.syncing', dot: 'bg-wait', passing: true } as const;
  if (s.phase === 'exchanging' && pending > 0) return { word: 'shell.sending', dot: 'bg-wait', passing: true } as const;
  return null;
}
