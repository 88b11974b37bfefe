/** Managing seasons: calls for global animators. Devices receive the result by the sync. */
import type { Failure, Result } from '@egoejo/shared/platform/result.ts';
import type { CycleId } from '@egoejo/shared/platform/ids.ts';
import { call } from '../platform/network/api.ts';
import type { Api } from '../platform/network/rpc.ts';
import { syncNow } from '../sync/api/status/status.ts';

/** Makes the call; null when it succeeded, else the failure. */
async function done(run: (api: Api) => Promise<unknown>): Promise<Failure | null> {
  const answer: Result<unknown> = await call(run);
  if (!answer.ok) return answer.error;
  syncNow();
  return null;
}
export const openSeason = (plan: { name: string; startsAt: string; endsAt: string }): Promise<Failure | null> =>
  done((api) => api.saka.openCycle.mutate(plan));
export const nameSeason = (cycle: CycleId, name: string): Promise<Failure | null> =>
  done((api) => api.saka.nameCycle.mutate({ cycle, name }));
export const closeSeason = (cycle: CycleId): Promise<Failure | null> =>
  done((api) => api.saka.closeCycle.mutate({ cycle }));

/** The first instant of the local day `YYYY-MM-DD`, or with `end` of the day after it. */
export function instantOf(day: string, end: boolean): string {
  const [y, m, d] = day.split('-').map(Number);
  return new Date(y ?? 0, (m ?? 1) - 1, (d ?? 1) + (end ? 1 : 0)).toISOString();
}
