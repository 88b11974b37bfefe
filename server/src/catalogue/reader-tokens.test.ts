import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { makeEpub } from '../testing/epubs.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity } from '../testing/world.ts';
import { addBook } from './add-book.ts';

eachDatabase('passwords of reading apps', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp(database());
  });
  afterAll(() => app.close());
  const basic = (password: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`anything:${password}`).toString('base64')}`,
  });
  const get = (url: string, headers: Record<string, string> = {}) => app.app.inject({ url, headers });

  it('B2: a reading app sees, with a password of its own, what is not public; a replaced or dropped one opens nothing', async () => {
    const community = await addCommunity(database(), 'private');
    const { browser, member } = await signedIn(app, []);
    await database().query(`insert into membership (member, community, role) values ($1, $2, 'member')`, [
      member,
      community,
    ]);
    const path = join(app.deps.config.dataDir, 'b.epub');
    await writeFile(path, makeEpub({ identifier: 'urn:t', title: 'Zibeline' }));
    expect(await addBook(app.deps, path, community)).toMatchObject({ ok: true });
    expect((await get('/opds/new')).body).not.toContain('Zibeline');
    expect((await browser.query<{ json?: unknown } | null>('catalogue.readerToken')).body).toBeNull();

    const first = (await browser.mutate<{ token: string }>('catalogue.makeReaderToken')).body.token;
    expect(first).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
    expect((await browser.query<{ madeAt: string }>('catalogue.readerToken')).body.madeAt).toMatch(/^20/);
    const feed = await get('/opds/new', basic(first.toUpperCase().replaceAll('-', ' ')));
    expect(feed.body).toContain('Zibeline');
    expect(feed.headers['cache-control']).toBe('private, no-store');
    const file = /\/media\/books\/[0-9a-f]{64}\.epub/.exec(feed.body)?.[0] ?? '';
    expect((await get(file)).statusCode).toBe(404);
    expect((await get(file, basic(first))).statusCode).toBe(200);
    // It is no password of the account.
    expect((await get('/api/reading/items/x/text', basic(first))).statusCode).toBe(401);

    const second = (await browser.mutate<{ token: string }>('catalogue.makeReaderToken')).body.token;
    expect((await get('/opds/new', basic(first))).statusCode).toBe(401);
    expect((await get('/opds/new', basic(second))).statusCode).toBe(200);
    await browser.mutate('catalogue.dropReaderToken');
    const refused = await get('/opds/new', basic(second));
    expect([refused.statusCode, refused.headers['www-authenticate']]).toEqual([401, 'Basic realm="EGOEJO"']);
  });
  it('B2: a banned member’s password opens nothing', async () => {
    const { browser, member } = await signedIn(app, []);
    const { token } = (await browser.mutate<{ token: string }>('catalogue.makeReaderToken')).body;
    expect((await get('/opds', basic(token))).statusCode).toBe(200);
    await database().query(`update member set status = 'banned' where id = $1`, [member]);
    expect((await get('/opds', basic(token))).statusCode).toBe(401);
  });
});
