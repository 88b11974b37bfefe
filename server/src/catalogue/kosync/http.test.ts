import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookOfFile } from '@egoejo/shared/books/model.ts';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { setReadOnly } from '../../platform/database/read-only.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { makeEpub } from '../../testing/epubs.ts';
import { koreader } from '../../testing/services/koreader.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { signedIn } from '../../testing/servers/signed-in.ts';
import { addCommunity } from '../../testing/world.ts';
import { addBook } from '../add-book.ts';
import { partialMd5OfFile } from '../partial-md5.ts';

const TABLET = { device: 'Tablet', device_id: 'D4' };
const UNKNOWN = '0123456789abcdef0123456789abcdef';

eachDatabase('places of reading apps', (database) => {
  let app: TestApp;
  let url: string;
  beforeAll(async () => {
    app = await createTestApp(database());
    url = `${await app.app.listen({ port: 0, host: '127.0.0.1' })}/kosync`;
  });
  afterAll(() => app.close());

  const reader = async () => {
    const { browser, member } = await signedIn(app, []);
    const { token } = (await browser.mutate<{ token: string }>('catalogue.makeReaderToken')).body;
    return { browser, member: member as MemberId, token };
  };
  const addWork = async (title: string, community: Awaited<ReturnType<typeof addCommunity>> | null = null) => {
    const path = join(app.deps.config.dataDir, 'b.epub');
    await writeFile(path, makeEpub({ identifier: `urn:${title}`, title }));
    const added = await addBook(app.deps, path, community);
    if (!added.ok) throw new Error(added.error.code);
    const [row] = await database().query<{ sha256: string }>('select sha256 from edition where id = $1', [
      added.value.edition,
    ]);
    return { work: added.value.work, document: await partialMd5OfFile(path), sha256: row?.sha256 ?? '' };
  };
  const positions = (member: string) =>
    database().query<{ text: string; at: number; page: number; cfi: string | null }>(
      'select text, at, page, cfi from position where member = $1 order by text',
      [member],
    );
  let seq = 0;
  /** A device of the app tells a place. */
  const tell = (member: MemberId, text: string, at: number, page: number, device = newId<DeviceId>()) =>
    settleActs(
      { db: database(), settlements: testSettlements, flagsOff: [], onThrow: () => undefined },
      member,
      device,
      [
        {
          key: newId(),
          seq: ++seq,
          name: 'reading.progress',
          version: 2,
          args: { text, at, page, cfi: 'epubcfi(/6/4!/4/2)' },
          madeAt: new Date().toISOString(),
        },
      ],
    );

  it('B9: a reading app logs in with its password as it is shown or without hyphens; a wrong one and an account are refused', async () => {
    const { token } = await reader();
    expect(await koreader(url, token).authorize()).toEqual({ status: 200, body: { authorized: 'OK' } });
    expect((await koreader(url, token.replaceAll('-', '')).authorize()).status).toBe(200);
    const refused = { status: 401, body: { code: 2001, message: 'Unauthorized' } };
    const wrong = koreader(url, 'not it');
    expect(await wrong.authorize()).toEqual(refused);
    expect(await wrong.push(UNKNOWN, '1', 0.5)).toEqual(refused);
    expect(await wrong.pull(UNKNOWN)).toEqual(refused);
    expect(await wrong.register()).toMatchObject({ status: 402, body: { code: 2005 } });
    expect(await wrong.send('GET', '/healthcheck')).toEqual({ status: 200, body: { state: 'OK' } });
    const bare = await fetch(`${url}/users/auth`, { headers: { 'x-auth-user': 'awa' } });
    expect(bare.status).toBe(401);
  });

  it('B9: a place in a document that the catalogue does not have comes as it was to another reading app of the member alone', async () => {
    const { member, token } = await reader();
    const pointer = '/body/DocFragment[20]/body/p[22]/img.0';
    const pushed = await koreader(url, token).push(UNKNOWN, pointer, 0.3217);
    expect(pushed).toEqual({ status: 200, body: { document: UNKNOWN, timestamp: expect.any(Number) as number } });
    expect(Math.abs(Number(pushed.body['timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    const place = { document: UNKNOWN, progress: pointer, percentage: 0.3217 };
    const told = { ...place, device: 'Kobo_nova', device_id: 'A1B2C3', timestamp: pushed.body['timestamp'] };
    expect(await koreader(url, token, TABLET).pull(UNKNOWN)).toEqual({ status: 200, body: told });
    expect(await koreader(url, (await reader()).token).pull(UNKNOWN)).toEqual({ status: 200, body: {} });
    // The latest counts, also one further back; a device without an id is one too.
    await koreader(url, token, TABLET).push(UNKNOWN, '12', 0.1);
    expect((await koreader(url, token).pull(UNKNOWN)).body).toMatchObject({ ...TABLET, percentage: 0.1 });
    expect(await positions(member)).toEqual([]);
  });

  it('B9: a place in a book of the catalogue is the member’s place in the app, and the app’s place is what KOReader gets', async () => {
    const { member, token } = await reader();
    const { work, document, sha256 } = await addWork('Le baobab');
    const kobo = koreader(url, token);
    const revOf = async () =>
      (await database().query<{ rev: string }>('select rev from member_counter where member = $1', [member]))[0]?.rev;
    const before = await revOf();
    expect((await kobo.pull(document)).body).toEqual({});
    await kobo.push(document, '/body/DocFragment[3]/body/p[2]/text().5', 0.4213);
    expect(await positions(member)).toEqual([{ text: work, at: 4213, page: 2, cfi: null }]);
    expect(Number(await revOf())).toBeGreaterThan(Number(before));
    // Another e-reader gets the pointer itself, and the two are one device to the app.
    expect((await koreader(url, token, TABLET).pull(document)).body).toMatchObject({
      progress: '/body/DocFragment[3]/body/p[2]/text().5',
      percentage: 0.4213,
    });
    await koreader(url, token, TABLET).push(document, '#_doc_fragment_4_ c37', 0.5);
    expect(await positions(member)).toEqual([{ text: work, at: 5000, page: 4, cfi: null }]);

    const phone = newId<DeviceId>();
    await tell(member, work, 6100, 5, phone);
    const told = { document, percentage: 0.61, progress: '/body/DocFragment[6].0', device: 'EGOEJO', device_id: phone };
    expect((await kobo.pull(document)).body).toEqual({ ...told, timestamp: expect.any(Number) as number });
    // A device that has the book only as a file tells its place under the file's name.
    await tell(member, bookOfFile(sha256), 200, 0);
    expect((await kobo.pull(document)).body).toMatchObject({ percentage: 0.02, progress: '/body/DocFragment[1].0' });
    await kobo.push(document, '/body/DocFragment[7].0', 0.7);
    expect((await kobo.pull(document)).body).toMatchObject({ device: 'Kobo_nova', percentage: 0.7 });
  });

  it('B9: places sent at the same time, and one sent again because its answer was lost, leave one place', async () => {
    const { member, token } = await reader();
    const { work, document } = await addWork('La pirogue');
    const kobo = koreader(url, token);
    const tablet = koreader(url, token, TABLET);
    const at = [0.1, 0.2, 0.3, 0.3, 0.4, 0.5];
    const sent = await Promise.all(at.map((part, i) => (i % 2 ? kobo : tablet).push(document, String(i), part)));
    expect(sent.map((answer) => answer.status)).toEqual(at.map(() => 200));
    const [place, ...others] = await positions(member);
    expect(others).toEqual([]);
    expect(place).toMatchObject({ text: work });
    expect(at.map((part) => part * 10_000)).toContain(place?.at);
    await kobo.push(document, 'x', 0.6);
    await kobo.push(document, 'x', 0.6);
    expect(await positions(member)).toEqual([{ text: work, at: 6000, page: 0, cfi: null }]);
    expect((await tablet.pull(document)).body).toMatchObject({ percentage: 0.6, device: 'Kobo_nova' });
  });

  it('B9: a book that the member may not see is unknown to their reading app', async () => {
    const { member, token } = await reader();
    const community = await addCommunity(database(), 'private');
    const { work, document } = await addWork('Le secret', community);
    await koreader(url, token).push(document, '/body/DocFragment[1].0', 0.2);
    expect(await positions(member)).toEqual([]);
    await database().query(`insert into membership (member, community, role) values ($1, $2, 'member')`, [
      member,
      community,
    ]);
    await koreader(url, token).push(document, '/body/DocFragment[1].0', 0.3);
    expect(await positions(member)).toMatchObject([{ text: work, at: 3000 }]);
  });

  it('B9: bodies that are no place are refused with the numbers of KOReader’s server, and nothing is kept', async () => {
    const { member, token } = await reader();
    const kobo = koreader(url, token);
    const place = { document: UNKNOWN, progress: '1', percentage: 0.5, device: 'Kobo', device_id: 'A' };
    const bodies: [unknown, number, number][] = [
      [[], 400, 104],
      [{ ...place, document: undefined }, 403, 2004],
      [{ ...place, document: '' }, 403, 2004],
      [{ ...place, document: { a: 1 } }, 403, 2004],
      [{ ...place, document: '../../etc' }, 403, 2007],
      [{ ...place, document: 'a'.repeat(65) }, 403, 2007],
      [{ ...place, percentage: 'much' }, 403, 2003],
      [{ ...place, percentage: null }, 403, 2003],
      [{ ...place, percentage: -0.1 }, 403, 2003],
      [{ ...place, percentage: 1.5 }, 403, 2003],
      [{ ...place, progress: 'a'.repeat(501) }, 403, 2003],
      [{ ...place, progress: ['a'] }, 403, 2003],
      [{ ...place, progress: 'a\0b' }, 403, 2003],
      [{ ...place, device: '\ud800' }, 403, 2003],
      [{ ...place, device: undefined }, 403, 2003],
      [{ ...place, device_id: 'a'.repeat(101) }, 403, 2003],
    ];
    for (const [body, status, code] of bodies)
      expect([body, await kobo.send('PUT', '/syncs/progress', JSON.stringify(body))]).toEqual([
        body,
        { status, body: { code, message: expect.any(String) as string } },
      ]);
    const bad = { status: 400, body: { code: 103, message: 'Could not parse JSON in body.' } };
    for (const text of ['', '{', '"', `${'['.repeat(500)}${']'.repeat(500)}`])
      expect([text, await kobo.send('PUT', '/syncs/progress', text)]).toEqual([text, bad]);
    expect(await kobo.send('PUT', '/syncs/progress', '{"document": 1e999}')).toEqual(bad);
    const long = JSON.stringify({ ...place, metadata: { title: 'a'.repeat(9000) } });
    expect(await kobo.send('PUT', '/syncs/progress', long)).toMatchObject({ status: 413, body: { code: 2003 } });
    expect(await kobo.pull('..%2F..')).toMatchObject({ status: 403, body: { code: 2004 } });
    const [row] = await database().query<{ n: number }>(
      'select count(*)::int as n from kosync_place where member = $1',
      [member],
    );
    expect(row?.n).toBe(0);
    // What KOReader may send besides is left out; old versions send numbers of pages.
    const more = { ...place, progress: 12, percentage: '0.25', metadata: { title: 'x' }, identifiers: [] };
    expect((await kobo.send('PUT', '/syncs/progress', JSON.stringify(more))).status).toBe(200);
    expect((await kobo.pull(UNKNOWN)).body).toMatchObject({ progress: '12', percentage: 0.25 });
  });

  it('B9: a dropped or replaced password, and that of a banned member, open nothing', async () => {
    const { browser, member, token } = await reader();
    const second = (await browser.mutate<{ token: string }>('catalogue.makeReaderToken')).body.token;
    expect((await koreader(url, token).authorize()).status).toBe(401);
    expect((await koreader(url, second).push(UNKNOWN, '1', 0.5)).status).toBe(200);
    await database().query(`update member set status = 'banned' where id = $1`, [member]);
    expect((await koreader(url, second).push(UNKNOWN, '1', 0.6)).status).toBe(401);
    expect((await koreader(url, second).pull(UNKNOWN)).status).toBe(401);
    await database().query(`update member set status = 'active' where id = $1`, [member]);
    expect((await koreader(url, second).pull(UNKNOWN)).body).toMatchObject({ percentage: 0.5 });
    await browser.mutate('catalogue.dropReaderToken');
    expect((await koreader(url, second).authorize()).status).toBe(401);
  });

  it('B9: of more than 500 documents of a member, those that were told longest ago go', async () => {
    const { member, token } = await reader();
    await database().query(
      `insert into kosync_place (member, document, progress, percentage, device, at)
        select $1, 'd' || n, '1', 0.5, 'Kobo', now() - n * interval '1 minute' from generate_series(1, 500) n`,
      [member],
    );
    await koreader(url, token).push(UNKNOWN, '1', 0.5);
    expect((await koreader(url, token).pull('d500')).body).toEqual({});
    expect((await koreader(url, token).pull('d499')).body).toMatchObject({ document: 'd499' });
  });

  it('B9: while the server takes no acts, a place is not taken either, and can still be read', async () => {
    const { token } = await reader();
    await koreader(url, token).push(UNKNOWN, '1', 0.5);
    await setReadOnly(database(), new Date(Date.now() + 60_000).toISOString());
    const refused = await koreader(url, token).push(UNKNOWN, '1', 0.6);
    await setReadOnly(database(), null);
    expect(refused).toMatchObject({ status: 503, body: { code: 2000 } });
    expect((await koreader(url, token).pull(UNKNOWN)).body).toMatchObject({ percentage: 0.5 });
  });
});
