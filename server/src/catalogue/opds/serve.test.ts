import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Feed as AtomFeed } from 'opds-ts/v1.2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { makeEpub } from '../../testing/epubs.ts';
import { photo } from '../../testing/photos.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { signedIn } from '../../testing/servers/signed-in.ts';
import { addCommunity } from '../../testing/world.ts';
import { addBook } from '../add-book.ts';
import { parseXml } from '../../platform/files/xml.ts';
import { offerOf, type Feed } from './feed.ts';
import { readFeed } from './read-feed.ts';

const ORIGIN = 'http://books.example';
const RELATIVE = new RegExp(`^${ORIGIN}`);

eachDatabase('our catalogue', (database) => {
  let app: TestApp;
  let inside: Awaited<ReturnType<typeof signedIn>>;
  beforeAll(async () => {
    app = await createTestApp(database());
    const add = async (bytes: Buffer, community: CommunityId | null = null) => {
      const path = join(app.deps.config.dataDir, 'b.epub');
      await writeFile(path, bytes);
      expect(await addBook(app.deps, path, community)).toMatchObject({ ok: true });
    };
    const community = await addCommunity(database(), 'private');
    inside = await signedIn(app, []);
    await database().query(`insert into membership (member, community, role) values ($1, $2, 'member')`, [
      inside.member,
      community,
    ]);
    await add(makeEpub({ identifier: 'urn:h', title: 'Entre nous' }), community);
    await add(
      makeEpub({
        identifier: 'urn:o',
        title: 'L’œuvre &amp; &lt;b&gt;',
        metadata: `<dc:creator>Zoé “Z” Aïssatou</dc:creator><dc:subject>Poésie</dc:subject><dc:date>1901</dc:date>
          <dc:description>Un &lt;i>texte&lt;/i> court.</dc:description><dc:contributor opf:role="trl">T</dc:contributor>
          <meta name="calibre:series" content="S"/><meta name="calibre:series_index" content="2"/>`,
        manifest: '<item id="p" href="p.jpg" media-type="image/jpeg" properties="cover-image"/>',
        extra: [{ name: 'EPUB/p.jpg', data: await photo(200, 300) }],
      }),
    );
    await database().query(
      `with w as (insert into work (id, import_key, scope, title, authors, languages, contributors, accessibility,
           colour, created_at)
         select gen_random_uuid(), 'many ' || n, 'catalogue', 'Livre ' || n, 'Bob', '{en-us}',
           jsonb_build_array(jsonb_build_object('name', 'Bob ' || n % 3, 'role', 'author')), '{}', '#123456',
           now() - interval '1 hour' - n * interval '1 minute'
         from generate_series(1, 120) n returning id)
       insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts,
           stripped)
         select gen_random_uuid(), id, 'epub3', encode(sha256(id::text::bytea), 'hex'), 10, sha256('x'), 1, '[]',
           'reflowable', 'default', '{}', '{}' from w`,
    );
  });
  afterAll(() => app.close());

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await app.app.inject({ url: path, headers: { host: 'books.example', ...headers } });
    expect([path, answer.statusCode]).toEqual([path, 200]);
    return answer;
  };
  const page = async (path: string): Promise<Feed> => {
    const feed = readFeed((await get(path)).rawPayload, ORIGIN);
    if (!feed) throw new Error(`${path} is no feed`);
    return feed;
  };
  const inApp = (address: string): string => address.replace(RELATIVE, '');

  it.each(['/opds', '/opds/v2'])('B2: %s leads to every public work, page by page, and to no other', async (root) => {
    expect((await page(root)).navigation).toEqual(['New', 'Categories', 'Languages', 'Authors']);
    const titles: string[] = [];
    for (let next: string | null = `${root}/new`; next !== null;) {
      const found: Feed = await page(next);
      expect(found.publications.length).toBeLessThanOrEqual(50);
      titles.push(...found.publications.map((p) => p.title));
      next = found.next === null ? null : inApp(found.next);
    }
    expect([titles.length, new Set(titles).size]).toEqual([121, 121]);
    expect(titles[0]).toBe('L’œuvre & <b>');
    expect(titles).not.toContain('Entre nous');
    expect((await page(`${root}/languages`)).navigation).toEqual(['English', 'French']);
    expect((await page(`${root}/languages/fr`)).publications.length).toBe(1);
    expect((await page(`${root}/categories/poetry`)).publications.length).toBe(1);
    expect((await page(`${root}/authors`)).navigation).toEqual(['Bob 0', 'Bob 1', 'Bob 2', 'Zoé “Z” Aïssatou']);
    expect((await page(`${root}/author?q=${encodeURIComponent('Zoé “Z” Aïssatou')}`)).publications.length).toBe(1);
    expect((await page(`${root}/new`)).facets).toBe(2);
    const query = root === '/opds' ? 'q' : 'query';
    for (const [words, n] of [
      ['oeuvre', 1],
      ['AISSATOU poesie', 1],
      ['livre 120', 1],
      ['livre none', 0],
      ['%', 0],
      ['entre nous', 0],
    ] as const)
      expect([words, (await page(`${root}/search?${query}=${encodeURIComponent(words)}`)).publications.length]).toEqual(
        [words, n],
      );
  });
  it('B2: an open work is fetched by the address that its entry gives, in both versions', async () => {
    for (const root of ['/opds', '/opds/v2']) {
      const [first] = (await page(`${root}/new`)).publications;
      expect(first).toMatchObject({ authors: ['Zoé “Z” Aïssatou'] });
      const offer = offerOf(first!);
      if (!('get' in offer)) throw new Error('no offer');
      const file = await get(inApp(offer.get));
      expect(file.headers['content-type']).toBe('application/epub+zip');
      expect(inApp(offer.get)).toBe(`/media/books/${createHash('sha256').update(file.rawPayload).digest('hex')}.epub`);
    }
  });
  it('B2: a member sees the works of their communities too, and nobody may keep that answer', async () => {
    for (const root of ['/opds', '/opds/v2']) {
      const mine = await inside.browser.send({ url: `${root}/search?q=entre+nous&query=entre+nous` });
      expect(mine.headers['cache-control']).toBe('private, no-store');
      const all = await app.app.inject({
        url: `${root}/new`,
        headers: { authorization: `Bearer ${inside.browser.accessToken}` },
      });
      expect(readFeed(all.rawPayload, ORIGIN)?.publications.map((p) => p.title)).toContain('Entre nous');
    }
  });
  it('B2: another library reads the feeds of version 1, and the search is described', async () => {
    const root = AtomFeed.fromXml((await get('/opds')).body);
    expect([root.getKind(), root.getEntries().length, root.getSelfLink()?.href]).toEqual([
      'navigation',
      4,
      `${ORIGIN}/opds`,
    ]);
    const list = AtomFeed.fromXml((await get('/opds/new')).body);
    const [entry] = list.getEntries();
    expect([list.getKind(), list.getEntries().length, entry?.getTitle(), entry?.getSummary()]).toEqual([
      'acquisition',
      50,
      'L’œuvre & <b>',
      'Un texte court.',
    ]);
    const links = entry?.getLinks().map((l) => [l.rel, l.type]);
    expect(links).toEqual([
      ['http://opds-spec.org/image', 'image/webp'],
      ['http://opds-spec.org/image/thumbnail', 'image/webp'],
      ['http://opds-spec.org/acquisition/open-access', 'application/epub+zip'],
    ]);
    for (const l of entry?.getLinks() ?? []) await get(inApp(l.href));
    const search = root.getLinks().find((l) => l.rel === 'search');
    const described = await get(inApp(search?.href ?? ''));
    expect(described.headers['content-type']).toContain('application/opensearchdescription+xml');
    const url = parseXml(described.body)?.children.find((c) => c.name === 'Url');
    expect(url?.attributes['template']).toBe(`${ORIGIN}/opds/search?q={searchTerms}`);
  });
  it('B2: version 2 has what its schema requires', async () => {
    const feed = (await get('/opds/v2/new')).json<{
      metadata: { title: string };
      links: { rel: string; href: string; type: string; templated?: boolean }[];
      publications: { metadata: Record<string, unknown>; links: object[]; images?: object[] }[];
    }>();
    expect(feed.metadata.title).toBe('New');
    expect(feed.links.map((l) => l.rel)).toEqual(['self', 'start', 'search', 'next']);
    expect(feed.links[2]).toMatchObject({ href: `${ORIGIN}/opds/v2/search{?query}`, templated: true });
    expect(feed.publications[0]).toMatchObject({
      metadata: {
        '@type': 'http://schema.org/Book',
        title: 'L’œuvre & <b>',
        translator: [{ name: 'T' }],
        language: ['fr'],
        published: '1901',
        belongsTo: { series: { name: 'S', position: 2 } },
      },
      images: [{ type: 'image/webp' }, { type: 'image/webp' }],
    });
  });
  it('B2: titles are in the reader’s language; what does not exist is told', async () => {
    const french = readFeed((await get('/opds', { 'accept-language': 'fr-FR' })).rawPayload, ORIGIN);
    expect(french?.navigation[0]).toBe('Nouveautés');
    for (const path of ['/opds/languages/x1', '/opds/categories/none', '/opds/v2/languages/none!'])
      expect((await app.app.inject({ url: path })).statusCode).toBe(404);
    // A cursor that is none of ours begins at the first page.
    expect((await page('/opds/new?after=9999-99-99T99:99:99.9Z_x')).publications.length).toBe(50);
  });
});
