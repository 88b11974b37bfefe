import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { makeEpub } from '../testing/epubs.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addBook } from './add-book.ts';
import { bookKey } from './keys.ts';
import { fillPartialMd5, partialMd5OfFile } from './partial-md5.ts';

const md5 = (...parts: Uint8Array[]): string => createHash('md5').update(Buffer.concat(parts)).digest('hex');

it('B9: a file is named as KOReader names it: by a kilobyte at 0, 1 KB, 4 KB, 16 KB …, as far as the file goes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-md5-'));
  const nameOf = async (bytes: Uint8Array): Promise<string> => {
    await writeFile(join(folder, 'f'), bytes);
    return partialMd5OfFile(join(folder, 'f'));
  };
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7 + (i >> 8)) % 251));
  const sample = (from: number): Buffer => bytes.subarray(from, from + 1024);
  expect(await nameOf(bytes)).toBe(md5(...[0, 1024, 4096, 16_384, 65_536].map(sample)));
  expect(await nameOf(bytes.subarray(0, 4096))).toBe(md5(sample(0), sample(1024)));
  expect(await nameOf(bytes.subarray(0, 4100))).toBe(md5(sample(0), sample(1024), bytes.subarray(4096, 4100)));
  expect(await nameOf(bytes.subarray(0, 10))).toBe(md5(bytes.subarray(0, 10)));
  await rm(folder, { recursive: true });
});

eachDatabase('names of files for KOReader', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp(database());
  });
  afterAll(() => app.close());

  it('B9: books that were imported before get their names from the store; one that is missing there waits', async () => {
    const names: string[] = [];
    for (const n of [1, 2]) {
      const path = join(app.deps.config.dataDir, `${n}.epub`);
      await writeFile(
        path,
        makeEpub({ identifier: `urn:t:${n}`, title: `Livre ${n}`, body: '<p>été </p>'.repeat(3e4) }),
      );
      names.push(await partialMd5OfFile(path));
      expect(await addBook(app.deps, path, null)).toMatchObject({ ok: true });
    }
    const kept = async () =>
      (
        await database().query<{ name: string | null; sha256: string }>(
          'select partial_md5 as name, sha256 from edition order by created_at',
        )
      ).map((e) => e);
    expect((await kept()).map((e) => e.name)).toEqual(names);
    await database().query('update edition set partial_md5 = null');
    await app.deps.media.delete(bookKey((await kept())[1]?.sha256 ?? ''));
    await fillPartialMd5(database(), app.deps.media, () => false);
    expect((await kept()).map((e) => e.name)).toEqual([names[0], null]);
  });
});
