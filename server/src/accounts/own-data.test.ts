import { afterAll, beforeAll, expect, it } from 'vitest';
import sharp from 'sharp';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { samplePng } from '../testing/picture.ts';
import { audit } from '../platform/audit.ts';
import { emit, startEvents } from '../platform/events.ts';
import { listeners } from '../saka/listeners.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/app.ts';
import { eachDatabase } from '../testing/postgres.ts';
import {
  addCommunity,
  addMember,
  addMembership,
  addProject,
  giveGrains,
  settleCold,
  type TestMember,
} from '../testing/world.ts';
import { ERASED, KEPT, memberTables } from './member-tables.ts';
import { exportMember } from './own-data.ts';
import { hashPassword } from './passwords.ts';
import { openSession } from './sessions.ts';
import { settlements } from './settle.ts';
import { banMember } from './account-status.ts';
import { signAccess } from './tokens.ts';

const PASSWORD = 'un mot de passe long';

eachDatabase('stored data about a member', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  async function someone(): Promise<{ browser: Browser; member: TestMember }> {
    const db = database();
    const member = await addMember(db);
    await db.query('insert into credential (member, password_hash) values ($1, $2)', [
      member.id,
      await hashPassword(PASSWORD),
    ]);
    const session = await openSession(db, member.id, member.device, 90, { agent: '', address: '' });
    await settleCold(db, settlements, 'profile.update', member, {
      name: 'Ousmane Sembène',
      bio: 'écrit',
      place: 'Dakar',
    });
    await settleCold(db, settlements, 'preferences.set', member, { eco: 4 });
    await settleCold(db, settlements, 'preferences.set', member, { theme: 'dark' });
    await addMembership(db, member, await addCommunity(db));
    await giveGrains(db, member, 80);
    const browser = t.browser();
    browser.cookie = session.refreshToken;
    browser.accessToken = await signAccess(t.deps.keys, {
      member: member.id,
      device: member.device,
      sid: session.sid,
      roles: [],
    });
    return { browser, member };
  }

  it('a member exports their data five times a minute, by session and by password together', async () => {
    const { browser, member } = await someone();
    const { browser: other } = await someone();
    for (let n = 0; n < 5; n++) expect((await browser.query('accounts.exportData')).status).toBe(200);
    const refused = { status: 429, body: { code: 'account.rate_limited' } };
    expect(await browser.query('accounts.exportData')).toMatchObject(refused);
    const [row] = await database().query<{ email: string }>('select email from member where id = $1', [member.id]);
    expect(
      await browser.mutate('accounts.exportWithPassword', { email: row?.email, password: PASSWORD }),
    ).toMatchObject(refused);
    expect((await other.query('accounts.exportData')).status).toBe(200);
  });

  it('every table that names a member is listed as erased or kept', async () => {
    expect(await memberTables(database())).toEqual([...ERASED, ...KEPT].toSorted());
  });

  it('is exported to the member completely, without secrets that give access to the account', async () => {
    const { browser, member } = await someone();
    const project = await addProject(database(), await addCommunity(database()), 'Un puits');
    await database().query('update project set author = $2 where id = $1', [project, member.id]);
    await database().query(
      `insert into story (id, title, language, authors, licence, words, pages, bytes, author, scope, state, away)
        values ($1, '', 'fr', '', 'CC BY 4.0', 2, 1, 10, $2::uuid, 'member:' || $2::text, 'withdrawn', $3::jsonb)`,
      [newId(), member.id, JSON.stringify({ title: 'La pluie', pages: ['<p>Elle tombe.</p>'] })],
    );
    await database().query(`insert into member_group (member, name) values ($1, 'jury-2026')`, [member.id]);
    const { status, body } = await browser.query<Record<string, unknown[]>>('accounts.exportData');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      member_group: [{ name: 'jury-2026' }],
      story: [{ away: { title: 'La pluie', pages: ['<p>Elle tombe.</p>'] } }],
      member: [{ id: member.id, name: 'Ousmane Sembène', bio: 'écrit' }],
      preferences: [{ value: { eco: 4, theme: 'dark' } }],
      wallet: [{ balance: 80 }],
      project: [{ title: 'Un puits' }],
      device: [{ id: member.device }],
    });
    expect(body['transfer']).toHaveLength(2);
    const text = JSON.stringify(body);
    expect(text).not.toContain('argon2');
    for (const secret of ['pepper', 'password_hash', 'current_hash']) expect(text).not.toContain(secret);
    expect(Object.keys(await exportMember(t.deps, member.id))).toEqual(expect.arrayContaining([...ERASED]));
  });

  it('includes the member’s picture', async () => {
    const { browser, member } = await someone();
    expect((await exportMember(t.deps, member.id))['media']).toEqual([]);
    const base64 = (await samplePng(40, 30)).toString('base64');
    const { avatar } = (await browser.mutate<{ avatar: string }>('accounts.uploadAvatar', { base64 })).body;
    const [file] = (await exportMember(t.deps, member.id))['media']!;
    expect(file).toMatchObject({ path: avatar, type: 'image/webp' });
    const { format } = await sharp(Buffer.from(String(file!['base64']), 'base64')).metadata();
    expect(format).toBe('webp');
  });

  it('includes actions on the member with their reasons, and the invitations sent; other people stay anonymous', async () => {
    const db = database();
    const { member } = await someone();
    const [admin, newcomer] = [await addMember(db, { roles: ['administrator'] }), await addMember(db)];
    const who = { actor: admin.id, address: '203.0.113.9', agent: 'the agent of another' };
    await db.transaction(async (tx) => {
      await banMember(tx, who, member.id, 'insultes répétées');
      await audit(tx, { actor: member.id, address: '203.0.113.1', agent: 'their own agent' }, 'partner.revoke', 'x');
      await audit(tx, who, 'member.ban', newcomer.id, { reason: 'of another' });
    });
    await db.query(
      `insert into invitation (member, inviter, outcome, settled_at) values ($1, $2, 'harvested', now())`,
      [newcomer.id, member.id],
    );
    const out = await exportMember(t.deps, member.id);
    expect(out['audit_log']).toMatchObject([
      {
        action: 'member.ban',
        subject: member.id,
        detail: { reason: 'insultes répétées' },
        actor: null,
        address: '',
        agent: '',
      },
      { action: 'partner.revoke', actor: member.id, address: '203.0.113.1', agent: 'their own agent' },
    ]);
    expect(out['invitation_given']).toEqual([
      { accepted_at: expect.any(String), outcome: 'harvested', settled_at: expect.any(String) },
    ]);
    const text = JSON.stringify(out);
    for (const others of [admin.id, newcomer.id, '203.0.113.9', 'of another']) expect(text).not.toContain(others);
  });

  it('R13: closing the account erases personal data and keeps the sums; the remaining balance goes to the Silo', async () => {
    const db = database();
    const { browser, member } = await someone();
    const silo = async () =>
      Number((await db.query<{ n: number }>('select coalesce(sum(balance), 0) as n from silo'))[0]?.n);
    const before = await silo();
    const wrong = await browser.mutate('accounts.close', { password: 'not the password' });
    expect(wrong.body).toEqual({ code: 'account.bad_credentials', params: {} });
    expect((await browser.query('accounts.me')).status).toBe(200);

    expect((await browser.mutate('accounts.close', { password: PASSWORD })).body).toEqual({ closed: true });
    const pump = startEvents(db, t.deps.log, listeners);
    await pump.drain();
    await pump.stop();

    const left = JSON.stringify(await exportMember(t.deps, member.id));
    for (const personal of ['Ousmane', 'écrit', 'Dakar', '@example.org']) expect(left).not.toContain(personal);
    for (const table of ERASED)
      expect(await db.query(`select 1 from ${table} where member = $1`, [member.id]), table).toEqual([]);
    expect(await db.query('select balance, harvested, composted from wallet where member = $1', [member.id])).toEqual([
      { balance: 0, harvested: 80, composted: 80 },
    ]);
    expect(
      await db.query(`select amount from transfer where member = $1 and reason = 'account_closed'`, [member.id]),
    ).toEqual([{ amount: 80 }]);
    expect(await silo()).toBe(before + 80);

    expect((await browser.query('accounts.me')).status).toBe(401);
    expect((await browser.mutate('accounts.refresh')).status).toBe(401);
    // An event may be delivered twice: the second delivery adds nothing to the Silo.
    await db.transaction((tx) => emit(tx, 'member.closed', member.id, {}));
    const again = startEvents(db, t.deps.log, listeners);
    await again.drain();
    await again.stop();
    expect(await silo()).toBe(before + 80);
  });

  it('the address of a closed account can open a new one', async () => {
    const { browser, member } = await someone();
    const [row] = await database().query<{ email: string }>('select email from member where id = $1', [member.id]);
    await browser.mutate('accounts.close', { password: PASSWORD });
    const email = row?.email ?? '';
    const asking = t.browser();
    await asking.mutate('accounts.requestCode', { email });
    expect((await asking.mutate('accounts.verifyCode', { email, code: await t.codeFor(email) })).status).toBe(200);
  });
});
