/** `egoejo member group`: the named groups of a member. */
import { groupName, MOST_GROUPS } from '@egoejo/shared/accounts/model.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { OPERATOR } from '../../platform/observability/audit.ts';
import type { Command } from '../../platform/command.ts';
import { notifyMoved } from '../../sync/pokes/pokes.ts';
import { setGroups } from '../account-status.ts';
import { bad, done, memberOf, read } from './cli-members.ts';

/** The command. */
export const group: Command = {
  help:
    'member group EMAIL [--add G] [--remove G]\nputs a member in a named group or takes them out, and says in which ' +
    'groups they are. G: lower-case letters, digits and hyphens',
  async run(ctx, argv) {
    const given = read(argv, { add: { type: 'string' }, remove: { type: 'string' } });
    if (typeof given === 'string') return bad(ctx, given);
    const { add, remove } = given.values;
    const wrong = [add, remove].find((g) => g !== undefined && !groupName.safeParse(g).success);
    if (wrong !== undefined) return bad(ctx, `${JSON.stringify(wrong)} is no name of a group`);
    if (given.positionals.length !== 1) return bad(ctx, 'wants one EMAIL');
    const found = await memberOf(ctx, given.positionals[0]);
    if (found.fault !== undefined) return bad(ctx, found.fault);
    const { member } = found;
    const groups = await ctx.db.transaction(async (tx) => {
      await tx.query('select from member where id = $1 for update', [member]);
      const rows = await tx.query<{ name: string }>('select name from member_group where member = $1', [member]);
      const before = rows.map((r) => r.name);
      const after = [...new Set([...before, ...(add === undefined ? [] : [add])])].filter((g) => g !== remove).sort();
      if (after.length > MOST_GROUPS) return null;
      if (add !== undefined || remove !== undefined) {
        await setGroups(tx, OPERATOR, member, after);
        await notifyMoved(tx, [memberScope(member)]);
      }
      return after;
    });
    if (groups === null) return bad(ctx, `a member is in at most ${MOST_GROUPS} groups`);
    return done(ctx, { member, groups }, groups.length === 0 ? 'in no group' : `in ${groups.join(', ')}`);
  },
};
