import type { Act } from '../sync/api/acts/activity.ts';

/** The act that proposes a project. */
export const PROPOSAL: ReadonlySet<string> = new Set(['project.propose']);

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
