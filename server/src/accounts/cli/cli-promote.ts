/** `egoejo member promote`: roles on the installation, or in one community. */
import { roles } from '@egoejo/shared/accounts/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Command, CommandContext } from '../../platform/command.ts';
import { audit, OPERATOR } from '../../platform/observability/audit.ts';
import { emit } from '../../platform/database/events.ts';
import { isLastAdministrator } from '../account-status.ts';
import { bad, done, lastAdministrator, read, memberOf } from './cli-members.ts';

/** The command. */
export const promote: Command = {
  help:
    `member promote EMAIL ROLE [--community C]\nROLE: ${roles.join(', ')}; "member" takes the others away. C: a ` +
    `community's id or slug, for an animator of it alone`,
  async run(ctx, argv) {
    const given = read(argv, { community: { type: 'string' } });
    if (typeof given === 'string') return bad(ctx, given);
    const [email, wanted, ...more] = given.positionals;
    const role = roles.find((r) => r === wanted);
    if (!role || more.length > 0) return bad(ctx, `wants EMAIL ROLE, ROLE being one of ${roles.join(', ')}`);
    const found = await memberOf(ctx, email);
    if (found.fault !== undefined) return bad(ctx, found.fault);
    const { member } = found;
    const where = given.values['community'];
    if (where !== undefined) return promoteIn(ctx, member, where, role);
    const last = await ctx.db.transaction(async (tx) => {
      if (role === 'member' && (await isLastAdministrator(tx, member))) return true;
      await tx.query(
        `update member set roles = case when $2 = 'member' then '{}'::text[]
          else (select array_agg(distinct r order by r) from unnest(roles || $2::text) r) end where id = $1`,
        [member, role],
      );
      await audit(tx, OPERATOR, 'member.promote', member, { role });
      return false;
    });
    if (last) return lastAdministrator(ctx, email);
    return done(ctx, { member, role }, `${email} is now ${role}`);
  },
};

async function promoteIn(ctx: CommandContext, member: MemberId, where: string, role: string): Promise<number> {
  if (role !== 'animator' && role !== 'moderator' && role !== 'member')
    return bad(ctx, 'in a community one is member, moderator or animator');
  const [community] = await ctx.db.query<{ id: string; name: string }>(
    'select id, name from community where id::text = $1 or slug = $1',
    [where],
  );
  if (!community) return bad(ctx, `no community ${JSON.stringify(where)}`);
  await ctx.db.transaction(async (tx) => {
    await tx.query(
      `insert into membership (member, community, role) values ($1, $2, $3) on conflict (member, community) do update
        set role = excluded.role`,
      [member, community.id, role],
    );
    await emit(tx, 'community.promoted', community.id, { member });
    await audit(tx, OPERATOR, 'member.promote', member, { role, community: community.id });
  });
  return done(ctx, { member, role, community: community.id }, `now ${role} of ${community.name}`);
}
