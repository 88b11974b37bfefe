import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId, type PictureId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { completeUpload } from '../../media/complete.ts';
import { addChunk, startUpload } from '../../media/uploads.ts';
import { photoKeys } from '../../media/photos.ts';
import { readMedia } from '../../platform/media/media.ts';
import { dataIn, ownData, ownFiles, unzipped } from '../../testing/own-data.ts';
import { noise, PART, photo, sha256 } from '../../testing/photos.ts';
import { samplePng } from '../../testing/picture.ts';
import { audit } from '../../platform/observability/audit.ts';
import { emit, startEvents } from '../../platform/database/events.ts';
import { listeners } from '../../saka/listeners.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addMembership,
  addProject,
  giveGrains,
  settleCold,
  type TestMember,
} from '../../testing/world.ts';
import { ERASED, KEPT, memberTables } from './member-tables.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { gather, sweepArchives } from './own-archive.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { openSession } from '../sessions/sessions.ts';
import { settlements } from '../settle.ts';
import { banMember } from '../account-status.ts';
import { readLink, signAccess } from '../sessions/tokens.ts';
import { purposes } from '../../features.ts';

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
    const { browser: otherBrowser, member: other } = await someone();
    for (let n = 0; n < 5; n++) expect((await browser.query('accounts.exportLink')).status).toBe(200);
    const refused = { status: 429, body: { code: 'account.rate_limited' } };
    expect(await browser.query('accounts.exportLink')).toMatchObject(refused);
    const [row] = await database().query<{ email: string }>('select email from member where id = $1', [member.id]);
    expect(
      await browser.mutate('accounts.exportLinkWithPassword', { email: row?.email, password: PASSWORD }),
    ).toMatchObject(refused);
    const { path } = (await otherBrowser.query<{ path: string }>('accounts.exportLink')).body;
    for (let n = 0; n < 5; n++) t.deps.limits.archives.take(other.id);
    expect((await t.app.inject(path)).statusCode).toBe(429);
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
    const { path } = (await browser.query<{ path: string }>('accounts.exportLink')).body;
    const answer = await t.app.inject(path);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    const body = dataIn(await unzipped(answer.rawPayload));
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
    expect(Object.keys(await ownData(t.deps, member.id))).toEqual(expect.arrayContaining([...ERASED]));
  });

  /** A photo of a project, received and stored, or announced and received in part. */
  async function addPhoto(by: TestMember, project: ProjectId, bytes: Buffer, part = bytes.length): Promise<PictureId> {
    const id = newId<PictureId>();
    await database().query(
      `insert into project_picture (id, scope, project, author, place) values ($1, 'member:' || $2::text, $3, $2::uuid, 0)`,
      [id, by.id, project],
    );
    const start = { purpose: 'projectPicture', subject: id, bytes: bytes.length, sha256: sha256(bytes) } as const;
    const upload = await startUpload(t.deps, by.id, start, purposes[start.purpose]);
    for (let from = 0; from < part; from += PART)
      await addChunk(t.deps, by.id, upload.id, from, bytes.subarray(from, from + PART), purposes);
    if (part === bytes.length) await completeUpload(t.deps, purposes, by.id, upload.id);
    return id;
  }
  const photoOf = async (id: PictureId): Promise<string> =>
    (await database().query<{ name: string }>('select name from project_picture where id = $1', [id]))[0]!.name;

  it('R13: the archive holds every file of the member, byte for byte, and nobody else’s; a missing one stops only itself', async () => {
    const db = database();
    const { browser, member } = await someone();
    const { member: other } = await someone();
    const community = await addCommunity(db);
    const [mine, theirs] = [await addProject(db, community, 'Un puits'), await addProject(db, community, 'Un four')];
    for (const [m, project] of [
      [member, mine],
      [other, theirs],
    ] as const) {
      await addMembership(db, m, community, 'animator');
      await db.query('update project set author = $2 where id = $1', [project, m.id]);
    }
    expect(await ownData(t.deps, member.id)).toMatchObject({ media: [] });
    const base64 = (await samplePng(40, 30)).toString('base64');
    const { avatar } = (await browser.mutate<{ avatar: string }>('accounts.uploadAvatar', { base64 })).body;
    // Their photo on the project of another, and the other's on theirs.
    const [well, oven] = [
      await addPhoto(member, mine, await photo(900, 700)),
      await addPhoto(member, theirs, await photo(80, 60)),
    ];
    const foreign = await addPhoto(other, mine, await photo(300, 200, '#aa3311'));
    const lost = await addPhoto(member, mine, await photo(70, 50, '#1133aa'));
    const grain = await noise(600);
    await addPhoto(member, mine, grain, PART * 2);
    for (const key of photoKeys(await photoOf(lost))) await t.deps.media.delete(key);

    const { path } = (await browser.query<{ path: string }>('accounts.exportLink')).body;
    const files = await unzipped((await t.app.inject(path)).rawPayload);
    const stored = async (key: string) => (await readMedia(t.deps.media, key))!.bytes;
    const names = [...files.keys()].toSorted();
    const part = names.find((n) => n.endsWith('.part'))!;
    expect(names).toEqual(
      ['data.json', 'media/avatar.webp', `media/photos/${oven}.webp`, `media/photos/${well}.webp`, part].toSorted(),
    );
    expect(files.get('media/avatar.webp')).toEqual(await stored(avatar.replace('/media/', '')));
    for (const id of [well, oven])
      expect(files.get(`media/photos/${id}.webp`)).toEqual(await stored(photoKeys(await photoOf(id))[0]!));
    expect(files.get(part)).toEqual(grain.subarray(0, PART * 2));
    const { media } = dataIn(files);
    expect(media).toHaveLength(5);
    expect(media).toContainEqual({ of: 'project_picture', id: lost, missing: true });
    expect(media).toContainEqual({ of: 'upload', id: expect.any(String), file: part, bytes: PART * 2 });
    expect(JSON.stringify(dataIn(files)['project_picture'])).not.toContain(foreign);
    expect([...(await ownFiles(t.deps, other.id)).keys()]).toEqual([`media/photos/${foreign}.webp`, 'data.json']);
  });

  it('a link opens the archive of its member for a minute, and nothing else opens it; one at a time', async () => {
    const { browser, member } = await someone();
    const { path } = (await browser.query<{ path: string }>('accounts.exportLink')).body;
    const link = path.split('/').at(-1)!;
    expect(await readLink(t.deps.keys, link)).toMatchObject({ member: member.id });
    expect((await t.app.inject(`/api/own-data/${browser.accessToken}`)).statusCode).toBe(401);
    expect((await t.app.inject(`${path.slice(0, -3)}AAA`)).statusCode).toBe(401);
    const me = await t.app.inject({ url: '/trpc/accounts.me', headers: { authorization: `Bearer ${link}` } });
    expect(me.statusCode).toBe(401);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect(await readLink(t.deps.keys, link)).toBe(null);
    vi.useRealTimers();

    // Who stops reading keeps their place until the connection ends, and then leaves nothing behind.
    await database().query(
      `insert into reading_item (member, id, url, title, state) values ($1, $2, 'https://example.org/', 'Long', 'ready')`,
      [member.id, member.id],
    );
    await database().query(`insert into reading_text (member, id, pages) values ($1, $2, $3::jsonb)`, [
      member.id,
      member.id,
      JSON.stringify(Array.from({ length: 400 }, () => randomBytes(12_000).toString('base64'))),
    ]);
    const folders = async () => (await readdir(tmpdir())).filter((f) => f.startsWith('egoejo-own-')).length;
    const before = await folders();
    const address = await t.app.listen({ port: 0, host: '127.0.0.1' });
    const stopper = new AbortController();
    const slow = await fetch(address + path, { signal: stopper.signal });
    expect([slow.status, (await fetch(address + path)).status]).toEqual([200, 503]);
    stopper.abort();
    await expect.poll(folders).toBe(before);
    // Read whole: a server that closes waits for what it still sends.
    const whole = await fetch(address + path);
    expect([whole.status, (await whole.arrayBuffer()).byteLength > 1_000_000]).toEqual([200, true]);
    // It ends with the session that asked for it.
    await database().transaction((tx) => endSessions(tx, member.id, 'everywhere'));
    expect((await fetch(address + path)).status).toBe(401);
  });

  it('an archive of which the disk takes nothing is refused and stops nothing else; what a crash left goes in a day', async () => {
    const { member } = await someone();
    const taken = join(await mkdtemp(join(tmpdir(), 'egoejo-full-')), 'file');
    await writeFile(taken, '');
    vi.stubEnv('TMPDIR', taken);
    await expect(gather(t.deps, member.id)).rejects.toThrow(/ENOTDIR/);
    vi.unstubAllEnvs();
    const left = await mkdtemp(join(tmpdir(), 'egoejo-own-'));
    // The file system's clock is another one.
    const now = new Date();
    await utimes(left, now, now);
    await sweepArchives();
    expect(existsSync(left)).toBe(true);
    await utimes(left, 0, 0);
    await sweepArchives();
    expect(existsSync(left)).toBe(false);
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
    const out = await ownData(t.deps, member.id);
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

    const left = JSON.stringify(await ownData(t.deps, member.id));
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
