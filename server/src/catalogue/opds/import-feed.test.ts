import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderMedia } from '../../platform/media/media-folder.ts';
import { makeEpub } from '../../testing/epubs.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { onRealData } from '../../testing/real-data.ts';
import { offerOf } from './feed.ts';
import { importFeed, type Outcome } from './import-feed.ts';
import { readFeed } from './read-feed.ts';

let dir = '';
let server: Server;
let base = '';
/** What the other server answers, by path; a number is a status. */
const answers = new Map<string, string | Buffer | number | { location: string }>();
let asked: string[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'opds-'));
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers.get(path) ?? 404;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (typeof answer === 'object' && 'location' in answer) response.writeHead(302, answer).end();
    else response.writeHead(200).end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const entry = (title: string, link: string): string =>
  `<entry><title>${title}</title><id>${title}</id><updated>2020-01-01</updated>${link}</entry>`;
const open = (href: string): string =>
  `<link rel="http://opds-spec.org/acquisition/open-access" href="${href}" type="application/epub+zip"/>`;
const feed = (entries: string, next = ''): string =>
  '<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title>' +
  `${entries}${next && `<link rel="next" href="${next}"/>`}</feed>`;

eachDatabase('import opds', (database) => {
  const run = async (path: string, options = { allowLoopback: true }) => {
    const outcomes: Outcome[] = [];
    const result = await importFeed(base + path, {
      db: database(),
      media: folderMedia(join(dir, database().kind)),
      options,
      community: null,
      tell: (outcome) => outcomes.push(outcome),
    });
    return { result, outcomes };
  };
  const book = (title: string): Buffer => makeEpub({ title, identifier: `urn:${title}-${database().kind}` });

  it('B2: an import that broke goes on at the page where it stopped, and fetches no unchanged file again', async () => {
    answers.clear();
    answers.set('/1', feed(entry('Un', open('/un.epub')), '/2'));
    answers.set('/2', 503);
    answers.set('/un.epub', book('Un'));
    const broken = await run('/1');
    expect(broken.result).toMatchObject({ ok: false, error: { code: 'opds.unreachable', params: { status: 503 } } });
    expect(broken.outcomes).toMatchObject([{ title: 'Un', added: { added: true } }]);
    answers.set('/2', feed(entry('Deux', open('deux.epub')) + entry('Trois', open('/trois.epub'))));
    answers.set('/deux.epub', book('Deux'));
    answers.set('/trois.epub', 'no book');
    asked = [];
    const second = await run('/1');
    expect(second.result).toMatchObject({ ok: true, value: { pages: 1 } });
    expect(second.outcomes).toMatchObject([
      { title: 'Deux', added: { added: true } },
      { title: 'Trois', refused: { code: 'book.not_zip' } },
    ]);
    expect(asked).toEqual(['/2', '/deux.epub', '/trois.epub']);
    asked = [];
    const third = await run('/1');
    expect(third.outcomes.slice(0, 2)).toMatchObject([{ unchanged: true }, { unchanged: true }]);
    expect(asked).toEqual(['/1', '/2', '/trois.epub']);
  });
  it('B2: pages that lead in a circle end', async () => {
    answers.set('/a', feed('', '/b'));
    answers.set('/b', feed('', '/a'));
    expect((await run('/a')).result).toMatchObject({ ok: true, value: { pages: 2 } });
  });
  it('B2: no address of the own network is asked, neither by a feed nor by its links or redirects', async () => {
    asked = [];
    expect((await run('/1', { allowLoopback: false })).result).toMatchObject({
      ok: false,
      error: { code: 'opds.unreachable' },
    });
    expect(asked).toEqual([]);
    answers.set('/away', { location: 'http://169.254.169.254/latest' });
    answers.set('/file', { location: 'file:///etc/passwd' });
    answers.set(
      '/s',
      feed(
        entry('r', open('/away')) +
          entry('f', open('/file')) +
          entry('p', open('http://10.0.0.1/x.epub')) +
          entry('u', open('http://user:secret@example.org/')),
      ),
    );
    expect((await run('/s')).outcomes.map((o) => 'refused' in o && o.refused.code)).toEqual([
      'opds.unreachable',
      'opds.bad_address',
      'opds.unreachable',
      'opds.bad_address',
    ]);
  });
  it('B2: what is no feed, or too large a one, is said', async () => {
    answers.set('/html', '<html><body>no</body></html>');
    answers.set('/json', '{"no": 1}');
    answers.set('/large', Buffer.alloc(9 * 1024 * 1024, ' '));
    answers.set('/loop', { location: '/loop' });
    for (const [path, code] of [
      ['/html', 'opds.not_a_feed'],
      ['/json', 'opds.not_a_feed'],
      ['/large', 'opds.too_large'],
      ['/loop', 'opds.too_many_redirects'],
    ] as const)
      expect((await run(path)).result).toMatchObject({ ok: false, error: { code } });
  });
});

describe('feeds of others', () => {
  const read = async (file: string) => {
    const found = readFeed(await readFile(file), 'https://example.org/feed');
    if (!found) throw new Error('no feed');
    return found;
  };
  onRealData('opds/opds1-acquisition-feed.atom', 'B2: OPDS 1: two entries, one to buy, with facets', async (file) => {
    const { publications, facets, navigation } = await read(file);
    expect([publications.length, facets, navigation.length]).toEqual([2, 2, 0]);
    expect(publications.map(offerOf)).toEqual([
      { get: 'https://example.org/content/free/4561.epub' },
      { leftOut: 'to buy' },
    ]);
    expect(publications[1]?.authors).toEqual(['Stampy McGee', 'Alice McGee', 'Harold McGee']);
    const one = await read(join(dirname(file), 'opds1-entry.atom'));
    expect(one.publications.map((p) => p.title)).toEqual(['Bob, Son of Bob']);
    const nav = await read(join(dirname(file), 'opds1-nav-feed.atom'));
    expect([nav.publications.length, nav.navigation.length]).toEqual([0, 3]);
  });
  onRealData('opds/opds2-home.json', 'B2: OPDS 2: navigation, publications and groups', async (file) => {
    const home = await read(file);
    expect([home.navigation.length, home.publications.length, home.groups]).toEqual([8, 10, 3]);
    const list = await read(join(dirname(file), 'opds2-publications.json'));
    expect([list.publications.length, list.navigation.length]).toEqual([14, 0]);
    expect(list.publications.every((p) => p.title !== '')).toBe(true);
    expect(offerOf(list.publications[0]!)).toEqual({ get: 'https://test.opds.io/assets/centredelaterre/file.epub' });
    expect((await read(join(dirname(file), 'opds2-navigation.json'))).navigation.length).toBe(5);
  });
});
