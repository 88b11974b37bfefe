/** Operators' commands for accounts. */
import { randomBytes } from 'node:crypto';
import { emailAddress, TEXT } from '@egoejo/shared/accounts/model.ts';
import { properName } from '@egoejo/shared/platform/texts.ts';
import type { Command } from '../../platform/command.ts';
import { audit, OPERATOR } from '../../platform/observability/audit.ts';
import { rotateKeys } from '../../platform/keys/signing-keys.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { createMember } from '../sign-in/sign-up.ts';
import { banMember, isLastAdministrator } from '../account-status.ts';
import { bad, done, lastAdministrator, read, memberOf } from './cli-members.ts';
import { group } from './cli-groups.ts';
import { promote } from './cli-promote.ts';

const create: Command = {
  help: 'member create EMAIL --name N\nopens an account with a confirmed address and says its first password',
  async run(ctx, argv) {
    const given = read(argv, { name: { type: 'string' } });
    if (typeof given === 'string') return bad(ctx, given);
    const email = emailAddress.safeParse(given.positionals[0] ?? '');
    const name = properName(TEXT.name).safeParse(given.values['name'] ?? '');
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
  'member group': group,
  'keys rotate': rotate,
};
