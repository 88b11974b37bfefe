import { beforeAll, afterAll, expect, it } from 'vitest';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { hashPassword } from '../accounts/sign-in/passwords.ts';
import { createMember } from '../accounts/sign-in/sign-up.ts';
import { audit } from '../cli/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { testSettlements } from '../testing/settlements.ts';
import { exchange } from '../sync/exchange/exchange.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { entitySources } from '../registry.ts';
import { act, boost, grant, outcome, walletOf } from '../testing/acts.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addProject } from '../testing/world.ts';
import { createEconomyReader, readEconomy, type Economy } from './economy.ts';

const SECRETS = {
  DATABASE_URL: 'postgresql://owner:Zq8databasepassword@db.internal/egoejo',
  DIRECT_DATABASE_URL: 'postgresql://owner:Zq8directpassword@db.internal/egoejo',
  SMTP_URL: 'smtp://mailer:Zq8mailpassword@mail.internal',
  RECEIPT_KEY: 'Zq8receiptkey-0123456789-0123456789-abc',
  ERROR_DSN: 'https://Zq8errorkey@errors.internal/1',
};
const PASSWORD = 'grains du matin';

eachDatabase('administration', (database) => {
  let at: TestApp;
  let db: Database;
  let admin: Browser;
  let adminId: MemberId;
  let plain: Browser;
  let awa: MemberId;
  const signUp = async (email: string, roles: string[] = []): Promise<{ id: MemberId; browser: Browser }> => {
    const id = await db.transaction(async (tx) =>
      createMember(tx, { email, name: email.split('@')[0]!, roles }, await hashPassword(PASSWORD)),
    );
    const browser = at.browser();
    await browser.mutate('accounts.signIn', { email, password: PASSWORD });
    return { id: id!, browser };
  };
  beforeAll(async () => {
    db = database();
    at = await createTestApp(db, SECRETS);
    ({ browser: admin, id: adminId } = await signUp('jeanne@example.org', ['administrator']));
    ({ browser: plain, id: awa } = await signUp('awa@example.org', ['animator', 'moderator', 'author']));
  });
  afterAll(() => at.close());
  const ask = (browser: Browser, path: string, input?: unknown) =>
    browser.query(
      `administration.${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
    );
  const READS: [string, unknown?][] = [
    ['state'],
    ['economy'],
    ['settings'],
    ['runs'],
    ['log', { search: '', before: null }],
    ['members', { search: '', after: null }],
    ['dryRun', { kind: 'compost' }],
    ['groupNames'],
    ['verdicts', { member: newId(), keys: [] }],
  ];
  const writes = (member: MemberId): [string, object][] => [
    ['adjust', { key: newId(), member, grains: 5, reason: 'pour voir' }],
    ['ban', { member, reason: 'pour voir' }],
    ['lift', { member, reason: 'pour voir' }],
    ['roles', { member, roles: ['administrator'] }],
    ['groups', { member, groups: ['x'] }],
    ['run', { kind: 'compost', at: new Date().toISOString(), grains: 1 }],
  ];

  it('R6: only an administrator gets an answer or changes anything; role changes take effect at once', async () => {
    for (const browser of [plain, at.browser()]) {
      const code = browser === plain ? 'account.forbidden' : 'account.not_signed_in';
      for (const [path, input] of READS)
        expect([path, (await ask(browser, path, input)).body], path).toEqual([path, { code, params: {} }]);
      for (const [path, input] of writes(awa))
        expect([path, (await browser.mutate(`administration.${path}`, input)).body], path).toEqual([
          path,
          { code, params: {} },
        ]);
    }
    expect(await db.query('select roles, status from member where id = $1', [awa])).toEqual([
      { roles: ['animator', 'moderator', 'author'], status: 'active' },
    ]);
    expect(await walletOf(db, awa)).toMatchObject({ balance: 0, ledger: 0 });
    for (const [path, input] of READS) expect((await ask(admin, path, input)).status, path).toBe(200);
    const { browser: former, id } = await signUp('former@example.org', ['administrator']);
    expect((await admin.mutate('administration.roles', { member: id, roles: [] })).status).toBe(200);
    expect((await ask(former, 'state')).body).toMatchObject({ code: 'account.forbidden' });
  });

  it('no answer contains the value of a secret variable', async () => {
    const said = (
      await Promise.all(READS.map(async ([path, input]) => JSON.stringify((await ask(admin, path, input)).body)))
    ).join();
    for (const value of Object.values(SECRETS)) expect(said).not.toContain(value);
    expect(said).not.toContain('Zq8');
    expect((await ask(admin, 'settings')).body).toMatchObject({
      flags: expect.arrayContaining([{ name: 'ENABLE_SAKA', on: true }]),
      saka: expect.arrayContaining([{ name: 'SAKA_COMPOST_RATE', value: 1000 }]),
      settings: expect.arrayContaining([
        { name: 'RECEIPT_KEY', value: null, secret: true, set: true },
        { name: 'SMTP_URL', value: null, secret: true, set: true },
        { name: 'REFRESH_DAYS', value: '90', secret: false, set: true },
      ]),
    });
  });

  it('R6: an adjustment in the interface is in the audit log with address and agent, and reaches the device with its next exchange', async () => {
    const [device] = await db.query<{ id: DeviceId }>('select id from device where member = $1', [awa]);
    const scope = `member:${awa}`;
    const [counter] = await db.query<{ rev: number }>('select rev from member_counter where member = $1', [awa]);
    const asked = { key: newId(), member: awa, grains: 120, reason: 'Récolte perdue au lavoir' };
    expect((await admin.mutate('administration.adjust', asked)).body).toMatchObject({ balance: 120, again: false });
    expect((await admin.mutate('administration.adjust', asked)).body).toMatchObject({ balance: 120, again: true });
    const lines: { t: string; e?: string; rows?: object[] }[] = [];
    const [{ epoch } = { epoch: '' }] = await db.query<{ epoch: string }>('select epoch from installation');
    await exchange(
      {
        db,
        settlements: testSettlements,
        sources: entitySources,
        flags: {},
        moved: () => undefined,
        onThrow: () => undefined,
      },
      { member: awa, device: device!.id },
      {
        protocol: 2,
        epoch,
        member: awa,
        device: device!.id,
        mutations: [],
        outboxEmpty: true,
        cursors: [{ scope, entities: { wallet: 1, transfer: 1 }, rev: counter!.rev, table: '', id: '' }],
      },
      async (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]),
    );
    const said = JSON.stringify(lines);
    expect(said).toContain('"reason":"manual_adjust"');
    expect(said).toContain('"balance":120');
    const { body } = await ask(admin, 'log', { search: 'lavoir', before: null });
    expect(body).toMatchObject([
      {
        action: 'saka.adjust',
        actor: adminId,
        actorName: 'jeanne',
        subject: awa,
        subjectName: 'awa',
        address: '203.0.113.1',
        agent: 'a test',
        detail: { grains: 120, reason: 'Récolte perdue au lavoir' },
      },
    ]);
    expect(await ask(admin, 'log', { search: 'no such thing', before: null })).toMatchObject({ body: [] });
    expect((await admin.mutate('administration.adjust', { ...asked, key: newId(), grains: 501 })).body).toMatchObject({
      code: 'sync.bad_args',
    });
    expect((await admin.mutate('administration.adjust', { ...asked, key: newId(), grains: -121 })).body).toEqual({
      code: 'administration.below_zero',
      params: { balance: 120, grains: -121 },
    });
  });

  it('after a ban acts are refused with a code and sessions end; lifting the ban lets the member back in', async () => {
    const { browser, id } = await signUp('ben@example.org');
    await grant(db, id, 50);
    const [device] = await db.query<{ id: DeviceId }>('select id from device where member = $1', [id]);
    const project = await addProject(db, await addCommunity(db));
    const sendBoost = async (): Promise<string[]> =>
      (
        await settleActs(
          {
            db,
            settlements: testSettlements,
            flagsOff: [],
            onThrow: (e) => {
              throw e;
            },
          },
          id,
          device!.id,
          [boost(project, 5), act('community.join', { community: newId() })],
        )
      ).map(outcome);
    expect((await admin.mutate('administration.ban', { member: id, reason: 'insultes répétées' })).status).toBe(200);
    expect(await sendBoost()).toEqual(['account.banned', 'account.banned']);
    expect((await browser.query('accounts.me')).body).toMatchObject({ code: 'account.not_signed_in' });
    expect(
      (await at.browser().mutate('accounts.signIn', { email: 'ben@example.org', password: PASSWORD })).body,
    ).toMatchObject({ code: 'account.banned' });
    expect((await ask(admin, 'members', { search: 'ben@', after: null })).body).toMatchObject([
      { id, status: 'banned', reason: 'insultes répétées', balance: 50 },
    ]);
    expect((await admin.mutate('administration.lift', { member: id, reason: 'excuses faites' })).status).toBe(200);
    expect(await sendBoost()).toEqual(['applied', 'community.unknown']);
    expect(
      (await at.browser().mutate('accounts.signIn', { email: 'ben@example.org', password: PASSWORD })).status,
    ).toBe(200);
    expect(
      await db.query(
        `select action, actor, detail ->> 'reason' as reason from audit_log
          where subject = $1 and action in ('member.ban', 'member.lift') order by id`,
        [id],
      ),
    ).toEqual([
      { action: 'member.ban', actor: adminId, reason: 'insultes répétées' },
      { action: 'member.lift', actor: adminId, reason: 'excuses faites' },
    ]);
  });

  it('the last administrator keeps the role, and nobody can ban themselves', async () => {
    expect((await admin.mutate('administration.roles', { member: adminId, roles: [] })).body).toMatchObject({
      code: 'administration.last_administrator',
    });
    expect((await admin.mutate('administration.ban', { member: adminId, reason: 'pour voir' })).body).toMatchObject({
      code: 'administration.not_oneself',
    });
    expect((await admin.mutate('administration.ban', { member: newId(), reason: 'pour voir' })).body).toMatchObject({
      code: 'administration.unknown_member',
    });
  });

  it('roles and groups are set as a whole, and members are found by name, address or group', async () => {
    await admin.mutate('administration.groups', { member: awa, groups: ['jury-2026', 'accueil'] });
    await admin.mutate('administration.groups', { member: awa, groups: ['jury-2026'] });
    await admin.mutate('administration.roles', { member: awa, roles: ['author'] });
    for (const search of ['jury-2026', 'AWA', 'awa@example', awa]) {
      expect((await ask(admin, 'members', { search, after: null })).body, search).toMatchObject([
        { id: awa, roles: ['author'], groups: ['jury-2026'] },
      ]);
    }
    expect((await ask(admin, 'members', { search: '%', after: null })).body).toEqual([]);
    const { body: all } = await ask(admin, 'members', { search: '', after: null });
    expect((await ask(admin, 'members', { search: '', after: (all as { id: string }[])[0]!.id })).body).toEqual(
      (all as object[]).slice(1),
    );
  });

  it('groups that exist are offered, each change is in the log, and the member’s profile is sent again', async () => {
    const revOf = async () =>
      (await db.query<{ rev: number }>('select rev from member where id = $1', [awa]))[0]?.rev ?? 0;
    const before = await revOf();
    await admin.mutate('administration.groups', { member: awa, groups: ['jury-2026', 'accueil'] });
    expect((await ask(admin, 'groupNames')).body).toEqual(['accueil', 'jury-2026']);
    expect(await revOf()).toBeGreaterThan(before);
    await admin.mutate('administration.groups', { member: awa, groups: ['jury-2026'] });
    expect((await ask(admin, 'groupNames')).body).toEqual(['jury-2026']);
    expect(
      await db.query(
        `select actor, subject, detail -> 'groups' as groups from audit_log where action = 'member.groups'
          order by id desc limit 2`,
      ),
    ).toEqual([
      { actor: adminId, subject: awa, groups: ['jury-2026'] },
      { actor: adminId, subject: awa, groups: ['jury-2026', 'accueil'] },
    ]);
  });

  it('R8: a run is started only with the sum of its dry run, and only once', async () => {
    const { id } = await signUp('idle@example.org');
    await grant(db, id, 400);
    await db.query(`update wallet set last_activity = now() - interval '100 days' where member = $1`, [id]);
    const { body: seen } = await ask(admin, 'dryRun', { kind: 'compost' });
    expect(seen).toMatchObject({ wallets: 1, grains: 40, behind: null, again: false });
    const { at: when } = seen as { at: string };
    expect((await admin.mutate('administration.run', { kind: 'compost', at: when, grains: 41 })).body).toEqual({
      code: 'administration.run_changed',
      params: { grains: 40 },
    });
    expect(await walletOf(db, id)).toMatchObject({ balance: 400 });
    for (let i = 0; i < 2; i++)
      expect((await admin.mutate('administration.run', { kind: 'compost', at: when, grains: 40 })).body).toEqual({
        ended: true,
        wallets: 1,
        grains: 40,
        leftOut: 0,
      });
    expect(await walletOf(db, id)).toMatchObject({ balance: 360, ledger: 360 });
    expect((await ask(admin, 'runs')).body).toMatchObject([
      { kind: 'compost', source: 'person', wallets: 1, grains: 40 },
    ]);
    expect(await db.query(`select actor from audit_log where action = 'saka.compost'`)).toEqual([{ actor: adminId }]);
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
  });

  it('the economy page counts current data, and is computed at most every ten minutes', async () => {
    while ((await db.query<{ r: { deltas: number } }>('select combine_tallies(100) as r'))[0]!.r.deltas > 0) {
      /* repeat until none is left */
    }
    const economy = await readEconomy(db, 90);
    const [wallets] = await db.query<{ sum: number; n: number }>(
      'select sum(balance)::bigint as sum, count(*) as n from wallet',
    );
    expect(economy).toMatchObject({ circulating: wallets!.sum, wallets: wallets!.n, silo: 40, gini: 0 });
    expect([economy.days.length, economy.days.at(-1)]).toEqual([
      30,
      expect.objectContaining({
        day: new Date().toISOString().slice(0, 10),
        composted: 40,
        planted: 5,
        silo: 40,
        acts: 4,
        refused: 3,
      }),
    ]);
    expect(economy.days.at(-2)).toMatchObject({ silo: 0, acts: 0 });
    let [made, clock] = [0, 0];
    const reader = createEconomyReader(
      async () => ({ ...economy, members: ++made }),
      () => clock,
    );
    const read = async (): Promise<number> => (await reader.read()).members;
    expect([await read(), await read()]).toEqual([1, 1]);
    clock += 600_001;
    expect(await Promise.all([read(), read()])).toEqual([2, 2]);
  });

  it('the Gini coefficient of plantings and the idle share match their definitions', async () => {
    const before: Economy = await readEconomy(db, 90);
    const project = await addProject(db, await addCommunity(db));
    for (const grains of [10, 20, 65]) {
      const { id } = await signUp(`${newId()}@example.org`);
      await grant(db, id, 100);
      const [device] = await db.query<{ id: DeviceId }>('select id from device where member = $1', [id]);
      await settleActs(
        {
          db,
          settlements: testSettlements,
          flagsOff: [],
          onThrow: (e) => {
            throw e;
          },
        },
        id,
        device!.id,
        [boost(project, grains)],
      );
    }
    // 5, 10, 20, 65: 2 × (1×5 + 2×10 + 3×20 + 4×65) / (4 × 100) − 5/4.
    expect((await readEconomy(db, 90)).gini).toBe(475);
    await db.query(
      `update wallet set last_activity = now() - interval '91 days', last_compost = null where balance = 90`,
    );
    const [sum] = await db.query<{ share: number }>('select (90 * 10000 / sum(balance))::int as share from wallet');
    const { idleShare } = await readEconomy(db, 90);
    expect([idleShare, before.idleShare === idleShare]).toEqual([sum!.share, false]);
  });

  it('returns the verdicts on the acts of an exported queue, by key alone', async () => {
    const [r] = await db.query<{ member: MemberId; key: string }>(
      `select member, key from receipt where name = 'project.boost' limit 1`,
    );
    expect((await ask(admin, 'verdicts', { member: r!.member, keys: [r!.key, newId()] })).body).toMatchObject([
      { key: r!.key, name: 'project.boost' },
    ]);
    expect((await ask(admin, 'verdicts', { member: adminId, keys: [r!.key] })).body).toEqual([]);
  });
});
