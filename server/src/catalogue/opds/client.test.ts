import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { makeEpub } from '../../testing/epubs.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { foliate, type OpenedFeed } from '../../testing/services/foliate.ts';
import { addCommunity, addMember, addMembership, addWork } from '../../testing/world.ts';
import { addBook } from '../add-book.ts';
import { makeReaderToken } from '../reader-tokens.ts';

eachDatabase('our catalogue in Foliate', (database) => {
  let app: TestApp;
  let origin: string;
  let password: string;
  const open = makeEpub({ identifier: 'urn:o', title: 'Le puits' });
  const closed = makeEpub({ identifier: 'urn:c', title: 'Entre nous' });
  beforeAll(async () => {
    app = await createTestApp(database());
    origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
    const add = async (bytes: Buffer, community: CommunityId | null) => {
      const path = join(app.deps.config.dataDir, 'b.epub');
      await writeFile(path, bytes);
      expect(await addBook(app.deps, path, community)).toMatchObject({ ok: true });
    };
    const member = await addMember(database());
    const community = await addCommunity(database(), 'private');
    await addMembership(database(), member, community);
    password = await makeReaderToken(database(), member.id);
    await add(open, null);
    await add(closed, community);
    for (let n = 1; n <= 60; n++) await addWork(database(), { title: `Livre ${n}` });
  });
  afterAll(() => app.close());

  /** From the root by the links of its entries to all works, as a reader taps. */
  async function walk(reader: ReturnType<typeof foliate>, root: string): Promise<{ start: OpenedFeed; all: string[] }> {
    const start = await reader.open(`${origin}${root}`);
    const [newest] = start.navigation ?? [];
    if (!newest) throw new Error('nothing to tap');
    const all: string[] = [];
    let page: OpenedFeed | null = await reader.follow(start, newest);
    for (; page !== null; page = await reader.next(page))
      all.push(...(page.publications ?? []).map((p) => p.metadata.title));
    return { start, all };
  }

  it.each(['/opds', '/opds/v2'])(
    'B2: Foliate walks %s from the root over its pages, searches, and gets the very bytes',
    async (root) => {
      const visitor = foliate(null);
      const { start, all } = await walk(visitor, root);
      expect([all.length, new Set(all).size, all.includes('Entre nous')]).toEqual([61, 61, false]);
      const found = await visitor.search(start, 'puits & <b>');
      expect(found.publications ?? []).toEqual([]);
      const book = await visitor.search(start, 'le puits');
      expect(book.publications?.map((p) => p.metadata.title)).toEqual(['Le puits']);
      expect((await visitor.download(book, 'Le puits')).equals(open)).toBe(true);
    },
  );

  it.each(['/opds', '/opds/v2'])(
    'B2: with the password of a member Foliate gets the works of their communities in %s, without it nothing',
    async (root) => {
      const reader = foliate(password);
      const { start, all } = await walk(reader, root);
      expect([all.length, all.includes('Entre nous')]).toEqual([62, true]);
      const ours = await reader.search(start, 'entre nous');
      expect((await reader.download(ours, 'Entre nous')).equals(closed)).toBe(true);
      await expect(foliate(null).download(ours, 'Entre nous')).rejects.toThrow(/^404 /);
      await expect(foliate('wrong').open(`${origin}${root}`)).rejects.toThrow(/^401 /);
    },
  );
});
