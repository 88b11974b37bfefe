import { expect, it } from 'vitest';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { findCommand, helpText, runCommand } from '../../cli/run.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity } from '../../testing/world.ts';
import { openSession } from '../sessions/sessions.ts';
import { checkCredentials } from '../sign-in/sign-in.ts';

interface Ran {
  exit: number;
  out: string;
  err: string;
}
async function run(db: Database, args: string[], json = true): Promise<Ran> {
  const ran: Ran = { exit: -1, out: '', err: '' };
  ran.exit = await runCommand(
    { db, config: readConfig({}), json, cwd: '/', out: (t) => void (ran.out += t), err: (t) => void (ran.err += t) },
    args,
  );
  return ran;
}

eachDatabase('account commands', (database) => {
  const create = async (): Promise<{ email: string; member: MemberId; password: string }> => {
    const ran = await run(database(), ['member', 'create', `${newId()}@example.org`, '--name', 'Awa']);
    expect(ran).toMatchObject({ exit: 0, err: '' });
    return JSON.parse(ran.out);
  };

  it('member create creates an account that can sign in, once per address', async () => {
    const made = await create();
    expect(await checkCredentials(database(), made, { address: '', known: null })).toEqual({
      ok: true,
      value: made.member,
    });
    expect(await run(database(), ['member', 'create', made.email.toUpperCase(), '--name', 'B'])).toMatchObject({
      exit: 2,
      out: '',
      err: `${made.email} has an account already`,
    });
    expect((await run(database(), ['member', 'create', 'ab@example.org', '--name', 'Awa'], false)).out).toMatch(
      /^Awa <ab@example\.org>: [\w-]+\npassword: \S{16}$/,
    );
  });

  it('member promote grants and revokes roles, and records it in the audit log', async () => {
    const { email, member } = await create();
    const rolesNow = async () =>
      (await database().query<{ roles: string[] }>('select roles from member where id = $1', [member]))[0]?.roles;
    for (const role of ['moderator', 'administrator', 'moderator'])
      expect((await run(database(), ['member', 'promote', email, role])).exit).toBe(0);
    expect(await rolesNow()).toEqual(['administrator', 'moderator']);
    // The only administrator stays one, whatever the command.
    for (const args of [
      ['promote', email, 'member'],
      ['ban', email, '--reason', 'spam'],
    ]) {
      expect(await run(database(), ['member', ...args])).toEqual({
        exit: 3,
        out: '',
        err: `${email} is the only administrator: promote another one first`,
      });
    }
    expect(await rolesNow()).toEqual(['administrator', 'moderator']);
    await run(database(), ['member', 'promote', (await create()).email, 'administrator']);
    expect((await run(database(), ['member', 'promote', email, 'member'])).exit).toBe(0);
    expect(await rolesNow()).toEqual([]);
    const community = await addCommunity(database());
    expect((await run(database(), ['member', 'promote', email, 'animator', '--community', community])).exit).toBe(0);
    expect(await database().query('select role from membership where member = $1', [member])).toEqual([
      { role: 'animator' },
    ]);
    expect(
      await database().query(
        `select action, agent, detail ->> 'role' as role from audit_log
          where subject = $1 and action = 'member.promote' order by id desc limit 1`,
        [member],
      ),
    ).toEqual([{ action: 'member.promote', agent: 'egoejo command', role: 'animator' }]);
  });

  it('member group puts in groups and takes out, says which, and records it in the audit log', async () => {
    const { email, member } = await create();
    const groups = async (...args: string[]) =>
      JSON.parse((await run(database(), ['member', 'group', email, ...args])).out);
    expect(await groups()).toEqual({ member, groups: [] });
    expect(await groups('--add', 'jury-2026')).toEqual({ member, groups: ['jury-2026'] });
    expect(await groups('--add', 'accueil')).toEqual({ member, groups: ['accueil', 'jury-2026'] });
    expect(await groups('--remove', 'jury-2026')).toEqual({ member, groups: ['accueil'] });
    expect(await groups()).toEqual({ member, groups: ['accueil'] });
    expect(
      await database().query(
        `select agent, detail -> 'groups' as groups from audit_log where subject = $1 and action = 'member.groups'
          order by id`,
        [member],
      ),
    ).toEqual([
      { agent: 'egoejo command', groups: ['jury-2026'] },
      { agent: 'egoejo command', groups: ['accueil', 'jury-2026'] },
      { agent: 'egoejo command', groups: ['accueil'] },
    ]);
  });

  it('member ban ends every session and records the reason', async () => {
    const { email, member } = await create();
    await database().transaction((tx) => openSession(tx, member, newId(), 90, { agent: '', address: '' }));
    expect((await run(database(), ['member', 'ban', email, '--reason', 'spam'])).exit).toBe(0);
    expect(await database().query('select status, status_reason from member where id = $1', [member])).toEqual([
      { status: 'banned', status_reason: 'spam' },
    ]);
    expect(await database().query('select end_reason from session where member = $1', [member])).toEqual([
      { end_reason: 'banned' },
    ]);
  });

  it('keys rotate replaces the signing key', async () => {
    const ran = await run(database(), ['keys', 'rotate']);
    expect(await database().query('select kid from signing_key where retires_at is null')).toEqual([
      { kid: (JSON.parse(ran.out) as { kid: string }).kid },
    ]);
  });

  it.each([
    [['member', 'create'], 'wants one address'],
    [['member', 'create', 'nobody'], 'wants one address, not "nobody"'],
    [['member', 'create', 'a@example.org'], '--name wants 1 to 60 characters'],
    [['member', 'create', 'a@example.org', '--nom', 'x'], "Unknown option '--nom'"],
    [['member', 'promote', 'a@example.org', 'king'], 'ROLE being one of'],
    [['member', 'promote', 'nobody@example.org', 'moderator'], 'no member has the address nobody@example.org'],
    [['member', 'group', 'a@example.org', '--add', 'Jury !'], '"Jury !" is no name of a group'],
    [['member', 'group', 'nobody@example.org', '--add', 'jury'], 'no member has the address'],
    [['member', 'group'], 'wants one EMAIL'],
    [['member', 'ban', 'a@example.org'], '--reason wants 1 to 300 characters'],
    [['member', 'ban', 'nobody@example.org', '--reason', 'x'], 'no member has the address'],
    [['keys', 'rotate', 'now'], 'unknown argument now'],
    [['keys', 'sing'], 'unknown command: keys sing'],
    [[], 'usage: npm run egoejo'],
  ])('refuses %j with exit 2, and changes nothing', async (args, says) => {
    const before = await database().query('select count(*) as n from audit_log');
    const ran = await run(database(), args);
    expect(ran).toMatchObject({ exit: 2, out: '' });
    expect(ran.err).toContain(says);
    expect(await database().query('select count(*) as n from audit_log')).toEqual(before);
  });
});

it('the longest matching command is found, and help lists the commands that match', () => {
  const command = { help: 'a b C\nthings', run: async () => 0 };
  const known = { a: command, 'a b': command };
  expect(findCommand(['a', 'b', 'c'], known)).toMatchObject({ name: 'a b', rest: ['c'] });
  expect(findCommand(['a', 'c'], known)).toMatchObject({ name: 'a', rest: ['c'] });
  expect(findCommand(['toString'], known)).toBeNull();
  expect(helpText(['member'])).toContain('member ban EMAIL --reason T');
  expect(helpText(['member'])).not.toContain('keys rotate');
});
