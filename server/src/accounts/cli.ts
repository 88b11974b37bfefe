/** Operators' commands for accounts. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { emailAddress, roles, shortText, TEXT } from '@egoejo/shared/accounts/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { audit, OPERATOR } from '../platform/audit.ts';
import { rotateKeys } from '../platform/signing-keys.ts';
import { hashPassword } from './passwords.ts';
import { createMember } from './sign-up.ts';
import { banMember, isLastAdministrator } from './account-status.ts';

/** Reports an input error. */
function bad(ctx: CommandContext, text: string): number {
  ctx.err(text);
  return EXIT.badInput;
}
function done(ctx: CommandContext, value: Record<string, unknown>, text: string): number {
  ctx.out(ctx.json ? JSON.stringify(value) : text);
  return EXIT.done;
}
function lastAdministrator(ctx: CommandContext, email: string | undefined): number {
  ctx.err(`${email} is the only administrator: promote another one first`);
  return EXIT.refused;
}
/** The parsed arguments, or an error message. */
function read(
  argv: string[],
  options: Record<string, { type: 'string' }>,
): { values: Record<string, string | undefined>; positionals: string[] } | string {
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
    return { values: { ...values }, positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
type Found = { member: MemberId; fault?: undefined } | { fault: string };
async function memberOf(ctx: CommandContext, email: string | undefined): Promise<Found> {
  const address = emailAddress.safeParse(email ?? '');
  if (!address.success) return { fault: `${JSON.stringify(email ?? '')} is no address` };
  const [found] = await ctx.db.query<{ id: MemberId }>(
    `select id from member where lower(email) = $1 and status <> 'closed'`,
    [address.data],
  );
  return found ? { member: found.id } : { fault: `no member has the address ${address.data}` };
}

const create: Command = {
  help: 'member create EMAIL --name N\nopens an account with a confirmed address and says its first password',
  async run(ctx, argv) {
    const given = read(argv, { name: { type: 'string' } });
    if (typeof given === 'string') return bad(ctx, given);
    const email = emailAddress.safeParse(given.positionals[0] ?? '');
    const name = shortText(TEXT.name, 1).safeParse(given.values['name'] ?? '');
    if (!email.success || given.positionals.length !== 1)
      return bad(ctx, `wants one address, not ${JSON.stringify(given.positionals.join(' '))}`);
    if (!name.success) return bad(ctx, `--name wants 1 to ${TEXT.name} characters`);
    const password = randomBytes(12).toString('base64url');
    const hash = await hashPassword(password);
    const member = await ctx.db.transaction(async (tx) => {
      const id = await createMember(tx, { email: email.data, name: name.data }, hash);
      if (id) await audit(tx, OPERATOR, 'member.create', id);
      return id;
    });
    if (!member) return bad(ctx, `${email.data} has an account already`);
    return done(
      ctx,
      { member, email: email.data, name: name.data, password },
      `${name.data} <${email.data}>: ${member}\npassword: ${password}`,
    );
  },
};

const promote: Command = {
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
  if (role !== 'animator' && role !== 'member') return bad(ctx, 'in a community one is member or animator');
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
    await audit(tx, OPERATOR, 'member.promote', member, { role, community: community.id });
  });
  return done(ctx, { member, role, community: community.id }, `now ${role} of ${community.name}`);
}

const ban: Command = {
  help: 'member ban EMAIL --reason T\nends the sessions of a member, who may do nothing from now on',
  async run(ctx, argv) {
    const given = read(argv, { reason: { type: 'string' } });
    if (typeof given === 'string') return bad(ctx, given);
    const reason = given.values['reason']?.trim() ?? '';
    if (reason === '' || reason.length > TEXT.summary)
      return bad(ctx, `--reason wants 1 to ${TEXT.summary} characters`);
    const found = await memberOf(ctx, given.positionals[0]);
    if (found.fault !== undefined) return bad(ctx, found.fault);
    const { member } = found;
    const last = await ctx.db.transaction(async (tx) => {
      if (await isLastAdministrator(tx, member)) return true;
      await banMember(tx, OPERATOR, member, reason);
      return false;
    });
    if (last) return lastAdministrator(ctx, given.positionals[0]);
    return done(ctx, { member, reason }, `${given.positionals[0]} is banned`);
  },
};

const rotate: Command = {
  help: 'keys rotate\na new key signs from now on; the old one verifies until its last token ends',
  async run(ctx, argv) {
    if (argv.length > 0) return bad(ctx, `unknown argument ${argv[0]}`);
    const kid = await rotateKeys(ctx.db);
    return done(ctx, { kid }, `key ${kid} signs from now on`);
  },
};

export const commands: Readonly<Record<string, Command>> = {
  'member create': create,
  'member promote': promote,
  'member ban': ban,
  'keys rotate': rotate,
};
