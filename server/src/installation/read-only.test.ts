import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, PROTOCOL, type MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { runCommand } from '../cli/run.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { setReadOnly } from '../platform/database/read-only.ts';
import { openSession } from '../accounts/sessions/sessions.ts';
import { act } from '../testing/acts.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addPoll, type TestMember } from '../testing/world.ts';

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

eachDatabase('read-only mode', (database) => {
  let t: TestApp;
  let member: TestMember;
  let browser: Browser;
  beforeAll(async () => {
    t = await createTestApp(database());
    member = await addMember(database());
    browser = t.browser();
    browser.cookie = (
      await openSession(database(), member.id, member.device, 90, { agent: '', address: '' })
    ).refreshToken;
  });
  afterAll(() => t.close());

  const cursor = (m: MemberId) => ({ scope: memberScope(m), entities: { profile: 1 }, rev: 0, table: '', id: '' });
  const exchange = (mutations: MutationEnvelope[]) =>
    browser.send<{ code?: string; params?: { until: string; seconds: number }; text?: string }>({
      method: 'POST',
      url: '/sync/exchange',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({
        protocol: PROTOCOL,
        member: member.id,
        device: member.device,
        epoch: null,
        cursors: [cursor(member.id)],
        mutations,
        outboxEmpty: true,
      }),
    });
  const linesOf = (text = ''): { t: string; readOnly?: string }[] =>
    text
      .trim()
      .split('\n')
      .map((line): { t: string; readOnly?: string } => JSON.parse(line));
  const receipts = async (): Promise<number> =>
    (await database().query<{ n: number }>('select count(*) as n from receipt'))[0]!.n;
  const rename = () => act('profile.update', { name: 'Moussa' });
  const egoejo = async (...args: string[]) => {
    const said = { out: '', err: '' };
    const exit = await runCommand(
      {
        db: database(),
        config: readConfig({}),
        json: false,
        cwd: '/',
        out: (text) => void (said.out += `${text}\n`),
        err: (text) => void (said.err += `${text}\n`),
      },
      args,
    );
    return { exit, ...said };
  };

  it('S8: in read-only mode an exchange with acts gets 503 with the end time and changes nothing; one without acts pulls', async () => {
    const until = inAnHour();
    await setReadOnly(database(), until);
    const before = await receipts();
    const refused = await exchange([rename()]);
    expect([refused.status, refused.body]).toMatchObject([
      503,
      { code: 'sync.read_only', params: { until: expect.any(String) } },
    ]);
    expect(Math.abs(Date.parse(refused.body.params?.until ?? '') - Date.parse(until))).toBeLessThan(2);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    expect(await receipts()).toBe(before);
    const read = await exchange([]);
    expect(read.status).toBe(200);
    const lines = linesOf(read.body.text);
    expect(lines.map((l) => l.t)).toEqual(['head', 'page', 'end']);
    expect(lines[0]?.readOnly).toBe(refused.body.params?.until);
    await setReadOnly(database(), null);
    const open = await exchange([rename()]);
    expect(linesOf(open.body.text)[0]).not.toHaveProperty('readOnly');
    expect(await receipts()).toBe(before + 1);
  });

  it('S8: online calls are refused too, except signing in and out', async () => {
    await setReadOnly(database(), inAnHour());
    const visitor = t.browser({ address: '203.0.113.77' });
    expect(
      await visitor.mutate('accounts.requestCode', { email: 'a@example.org', website: '', startedAt: 0 }),
    ).toMatchObject({ status: 503, body: { code: 'sync.read_only' } });
    expect(await visitor.mutate('accounts.signIn', { email: 'a@example.org', password: 'x' })).toMatchObject({
      status: 401,
      body: { code: 'account.bad_credentials' },
    });
    expect((await browser.mutate('accounts.refresh')).status).toBe(200);
    expect((await browser.query('accounts.me')).status).toBe(200);
    await setReadOnly(database(), null);
  });

  it('S8: it ends by itself at the announced time', async () => {
    await setReadOnly(database(), new Date(Date.now() - 1000).toISOString());
    expect((await exchange([rename()])).status).toBe(200);
  });

  it('the environment can make a server read-only too, which no command ends', async () => {
    const until = inAnHour();
    const closed = await createTestApp(database(), { READ_ONLY_UNTIL: until });
    const other = closed.browser();
    const ask = () => other.mutate('accounts.requestCode', { email: 'a@example.org', website: '', startedAt: 0 });
    expect((await ask()).body).toMatchObject({ code: 'sync.read_only', params: { until } });
    // The command ends what an operator began; what the environment says stays.
    await setReadOnly(database(), null);
    expect((await ask()).body).toMatchObject({ code: 'sync.read_only', params: { until } });
    await closed.close();
  });

  it('the command switches it on and off, and prints until when and which polls close meanwhile', async () => {
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 }, closesInSeconds: 600 });
    const on = await egoejo('read-only', 'on', '--minutes', '30');
    expect(on).toMatchObject({ exit: 0, err: '' });
    expect(on.out).toMatch(/^read-only until 2\S+Z: acts wait on the devices\n/);
    expect(on.out).toContain(poll);
    expect((await exchange([rename()])).status).toBe(503);
    expect(await egoejo('read-only', 'off')).toEqual({ exit: 0, out: 'acts are taken\n', err: '' });
    expect((await exchange([rename()])).status).toBe(200);
    expect(await database().query(`select action from audit_log where action like 'read-only.%' order by id`)).toEqual([
      { action: 'read-only.on' },
      { action: 'read-only.off' },
    ]);
  });

  it.each([
    [['on'], 'wants --until TIME or --minutes N'],
    [['on', '--until', 'tomorrow'], '--until wants a time with its zone'],
    [['on', '--until', '2020-01-01T00:00:00Z'], 'has passed'],
    [['on', '--minutes', '0'], '--minutes wants a whole number'],
    [['on', '--minutes', '99999'], 'at most 7 days'],
    [['perhaps'], 'wants on or off'],
  ])('refuses %j', async (args, line) => {
    const said = await egoejo('read-only', ...args);
    expect([said.exit, said.out]).toEqual([2, '']);
    expect(said.err).toContain(line);
    expect((await egoejo('read-only')).out).toBe('acts are taken\n');
  });
});
