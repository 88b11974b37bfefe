/** Reads releases, and what became of the acts that plan them. */
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { Release } from '@egoejo/shared/releases/model.ts';
import { useActs, type Act } from '../sync/api/acts/activity.ts';
import { useRows } from '../sync/api/rows/live.ts';

/** An act that plans a release. */
type Plan = Act & { args: MutationArgs<'release.plan'> };
const isPlan = (act: Act): act is Plan => act.name === 'release.plan';

export const useReleases = (): Release[] | undefined => useRows('release');

/** The newest plan of each release, made on this device, if the server refused it: what was written is only there. */
export function useRefusedPlans(): Plan[] {
  const newest = new Map<string, Plan>();
  for (const act of useActs()) if (act.here && isPlan(act) && !newest.has(act.args.id)) newest.set(act.args.id, act);
  return [...newest.values()].filter(({ dismissed, verdict }) => !dismissed && verdict?.status === 'rejected');
}
