import type { Act } from '../sync/api/activity.ts';

/** Proposals that the server has not answered yet. */
export function unsentProposals(acts: readonly Pick<Act, 'name' | 'args' | 'verdict'>[]): Set<string> {
  const out = new Set<string>();
  for (const { name, args, verdict } of acts)
    if (name === 'project.propose' && verdict === null && typeof args.id === 'string') out.add(args.id);
  return out;
}

/** Grains of queued boosts by project, not yet counted in the score (S3). */
export function pendingBoosts(acts: readonly Pick<Act, 'name' | 'args' | 'verdict'>[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { name, args, verdict } of acts) {
    if (
      name !== 'project.boost' ||
      verdict !== null ||
      typeof args.grains !== 'number' ||
      typeof args.project !== 'string'
    )
      continue;
    out.set(args.project, (out.get(args.project) ?? 0) + args.grains);
  }
  return out;
}
