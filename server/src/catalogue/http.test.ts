import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PIECE, type EditionPieces, type WorkDetail } from '@egoejo/shared/catalogue/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { makeEpub } from '../testing/epubs.ts';
import { photo } from '../testing/photos.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity } from '../testing/world.ts';
import { addBook } from './add-book.ts';

const filler = Buffer.from(Array.from({ length: 600_000 }, (_, i) => (i * i) % 251));

eachDatabase('files of books', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp(database());
  });
  afterAll(() => app.close());

  async function add(bytes: Buffer, community: CommunityId | null = null) {
    const path = join(app.deps.config.dataDir, 'b.epub');
    await writeFile(path, bytes);
    const result = await addBook(app.deps, path, community);
    if (!result.ok) throw new Error(result.error.code);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...result.value, sha256, url: `/media/books/${sha256}.epub` };
  }
  const get = (url: string, headers: Record<string, string> = {}) => app.app.inject({ url, headers });

  it('B4: a download in ranges gives the bytes of the file, each piece with its hash', async () => {
    const bytes = makeEpub({
      identifier: 'urn:r',
      title: 'L’été / "long"',
      extra: [{ name: 'x', data: filler, method: 0 }],
    });
    const { url, edition, sha256 } = await add(bytes);
    const list = (await get(`/api/catalogue/editions/${edition}/chunks`)).json<EditionPieces>();
    expect(list).toMatchObject({ id: edition, sha256, bytes: bytes.length, piece: PIECE });
    const parts: Buffer[] = [];
    for (const [i, hash] of list.pieces.entries()) {
      const part = await get(url, { range: `bytes=${i * PIECE}-${(i + 1) * PIECE - 1}`, 'if-range': `"${sha256}"` });
      expect(part.statusCode).toBe(206);
      expect(createHash('sha256').update(part.rawPayload).digest('hex')).toBe(hash);
      parts.push(part.rawPayload);
    }
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    const whole = await get(url);
    expect(whole.rawPayload.equals(bytes)).toBe(true);
    expect(whole.headers).toMatchObject({
      'content-type': 'application/epub+zip',
      'accept-ranges': 'bytes',
      etag: `"${sha256}"`,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': expect.stringContaining("filename*=UTF-8''L%E2%80%99%C3%A9t%C3%A9%20%20%20%20long.epub"),
    });
    expect((await get(url, { 'if-none-match': `"${sha256}"` })).statusCode).toBe(304);
    expect((await get(url, { range: 'bytes=0-9', 'if-range': '"other"' })).statusCode).toBe(200);
    const outside = await get(url, { range: `bytes=${bytes.length}-` });
    expect([outside.statusCode, outside.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
  });
  it('B1: a work opens with all that its book says; an unknown one is told', async () => {
    const { work } = await add(
      makeEpub({ identifier: 'urn:d', title: 'Détail', metadata: '<dc:creator>A</dc:creator>' }),
    );
    const detail = (await get(`/api/catalogue/works/${work}`)).json<WorkDetail>();
    expect(detail).toMatchObject({
      title: 'Détail',
      contributors: [{ name: 'A', role: 'author' }],
      editions: [{ format: 'epub3', words: 4, spine: [{ path: 'EPUB/c.xhtml', words: 4, linear: true }] }],
    });
    for (const url of ['/api/catalogue/works/x', `/api/catalogue/editions/${work}/chunks`, '/media/books/x.epub'])
      expect((await get(url)).json()).toMatchObject({ error: { code: 'catalogue.unknown' } });
  });
  it('B2: a work of a private community, its file and its cover are for its members alone', async () => {
    const community = await addCommunity(database(), 'private');
    const { work, edition, url } = await add(
      makeEpub({
        identifier: 'urn:s',
        title: 'Entre nous',
        manifest: '<item id="p" href="p.jpg" media-type="image/jpeg" properties="cover-image"/>',
        extra: [{ name: 'EPUB/p.jpg', data: await photo(200, 300, '#123456') }],
      }),
      community,
    );
    const inside = await signedIn(app, []);
    await database().query(`insert into membership (member, community, role) values ($1, $2, 'member')`, [
      inside.member,
      community,
    ]);
    const outside = await signedIn(app, []);
    const { cover } = (await inside.browser.send<WorkDetail>({ url: `/api/catalogue/works/${work}` })).body;
    const all = [
      url,
      `/api/catalogue/works/${work}`,
      `/api/catalogue/editions/${edition}/chunks`,
      `/media/pictures/${cover}-s.webp`,
    ];
    for (const path of all) {
      expect((await get(path)).statusCode).toBe(404);
      expect((await outside.browser.send({ url: path })).status).toBe(404);
      const mine = await inside.browser.send({ url: path });
      expect([mine.status, mine.headers['cache-control']]).toEqual([200, expect.stringContaining('private')]);
    }
    // The same file, with the slash of its address percent-encoded.
    for (const other of [url.replace('books/', 'books%2F'), url.replace('books/', 'books%2f')])
      expect((await get(other)).statusCode, other).toBe(404);
  });
});
