import * as z from 'zod/mini';
import { grains, projectId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';

/**
 * Plants grains of the wallet on a project, all or nothing (R7); they cannot be taken back. The optimistic body changes
 * the member's own wallet and support, never the score, which `projectTally` shows for all members (S3).
 */
export const projectBoost = defineMutation({
  name: 'project.boost',
  version: 1,
  args: z.strictObject({ project: projectId, grains }),
  path: 'hot',
  cost: (args) => args.grains,
  writes: ({ project }, { member }) => [
    { e: 'wallet', id: member },
    { e: 'support', id: project },
  ],
  optimistic(view, { project, grains: n }, { member }) {
    const wallet = view.get('wallet', member);
    if (!wallet) return [];
    const support = view.get('support', project);
    return [
      { e: 'wallet', id: member, row: { ...wallet, balance: wallet.balance - n, planted: wallet.planted + n } },
      { e: 'support', id: project, row: { id: project, grains: (support?.grains ?? 0) + n } },
    ];
  },
});
