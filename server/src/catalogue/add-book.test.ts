import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PIECE } from '@egoejo/shared/catalogue/model.ts';
import { folderMedia } from '../platform/media/media-folder.ts';
import { readMedia } from '../platform/media/media.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { runCommand } from '../cli/run.ts';
import { makeEpub } from '../testing/epubs.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { photo } from '../testing/photos.ts';
import { addCommunity } from '../testing/world.ts';
import { addBook } from './add-book.ts';
import { bookKey } from './keys.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'catalogue-'));
});
afterAll(() => rm(dir, { recursive: true }));

const withCover = async (identifier: string): Promise<Buffer> =>
  makeEpub({
    identifier,
    title: 'Le jardin',
    metadata: '<dc:creator>Awa A</dc:creator><dc:subject>Poésie</dc:subject><dc:rights>CC BY 4.0</dc:rights>',
    manifest: '<item id="p" href="p.jpg" media-type="image/jpeg" properties="cover-image"/>',
    extra: [{ name: 'EPUB/p.jpg', data: await photo(300, 450) }],
  });

eachDatabase('the catalogue', (database) => {
  const media = () => folderMedia(join(dir, database().kind));
  const add = async (bytes: Uint8Array, name = 'b.epub', community: Parameters<typeof addBook>[2] = null) => {
    const path = join(dir, name);
    await writeFile(path, bytes);
    const result = await addBook({ db: database(), media: media() }, path, community);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };

  it('B2: the same file twice is one edition, under any name; its bytes are in the store under their hash', async () => {
    const bytes = await withCover('urn:a');
    const first = await add(bytes);
    expect(first).toMatchObject({ added: true, title: 'Le jardin', warnings: [] });
    expect(await add(bytes, 'other name.epub')).toEqual({ ...first, added: false });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect((await readMedia(media(), bookKey(sha256)))?.bytes.equals(bytes)).toBe(true);
    const [work] = await database().query<Record<string, string>>(
      `select authors, licence, categories::text as categories, cover, thumb, colour from work where id = $1`,
      [first.work],
    );
    expect(work).toMatchObject({ authors: 'Awa A', licence: 'CC BY 4.0', categories: '{poetry}' });
    expect(work?.['thumb']?.length).toBeLessThanOrEqual(1024);
    expect((await sharp(Buffer.from(work?.['thumb'] ?? '', 'base64')).metadata()).format).toBe('webp');
    expect(await media().stat(`pictures/${work?.['cover']}-s.webp`)).not.toBeNull();
    const events = await database().query(
      `select from domain_event where name = 'work.cover_stored' and subject = $1`,
      [first.work],
    );
    expect(events.length).toBeLessThanOrEqual(1);
  });
  it('B1: another file of the same book is an edition of its work; the same identifier with another title is not', async () => {
    const first = await add(makeEpub({ identifier: 'NOID', title: 'Un' }));
    const second = await add(makeEpub({ identifier: 'NOID', title: 'Un', body: '<p>Corrigé.</p>' }));
    const other = await add(makeEpub({ identifier: 'NOID', title: 'Deux' }));
    expect(second.work).toBe(first.work);
    expect(second.edition).not.toBe(first.edition);
    expect(other.work).not.toBe(first.work);
  });
  it('B1: the same book in a community is a work of its own', async () => {
    const community = await addCommunity(database(), 'private');
    const everybody = await add(makeEpub({ identifier: 'urn:c', title: 'Partout' }));
    const theirs = await add(
      makeEpub({ identifier: 'urn:c', title: 'Partout', body: '<p>Ici</p>' }),
      'c.epub',
      community,
    );
    expect(theirs.work).not.toBe(everybody.work);
  });
  it('B2: two imports of one file at the same time make one edition', async () => {
    const path = join(dir, 'twice.epub');
    await writeFile(path, makeEpub({ identifier: 'urn:twice', title: 'Deux fois' }));
    const both = await Promise.all([1, 2].map(() => addBook({ db: database(), media: media() }, path, null)));
    expect(both.filter((r) => r.ok && r.value.added).length).toBe(1);
    expect(both[0]?.ok && both[0].value.edition).toBe(both[1]?.ok && both[1].value.edition);
  });
  it('B4: the hashes of the pieces are those of each 256 KB', async () => {
    const filler = Buffer.from(Array.from({ length: 600_000 }, (_, i) => (i * i) % 251));
    const bytes = makeEpub({ identifier: 'urn:p', title: 'Long', extra: [{ name: 'x', data: filler, method: 0 }] });
    const { edition } = await add(bytes);
    const [row] = await database().query<{ pieces: string }>(
      `select encode(pieces, 'hex') as pieces from edition where id = $1`,
      [edition],
    );
    const wanted = [];
    for (let at = 0; at < bytes.length; at += PIECE)
      wanted.push(
        createHash('sha256')
          .update(bytes.subarray(at, at + PIECE))
          .digest('hex'),
      );
    expect(wanted.length).toBe(3);
    expect(row?.pieces).toBe(wanted.join(''));
  });
  it('B2: a file that is missing in the store is stored again by its import', async () => {
    const bytes = makeEpub({ identifier: 'urn:m', title: 'Perdu' });
    await add(bytes);
    const key = bookKey(createHash('sha256').update(bytes).digest('hex'));
    await media().delete(key);
    expect(await add(bytes)).toMatchObject({ added: false, warnings: [{ code: 'restored', what: '' }] });
    expect(await media().stat(key)).not.toBeNull();
  });
  it('B2: egoejo import epub says one line a file, and ends with 1 when one was refused, with 2 when all were', async () => {
    const folder = await mkdtemp(join(dir, 'folder-'));
    await writeFile(
      join(folder, 'a.epub'),
      makeEpub({ identifier: 'urn:cli', title: 'A', body: '<script>1</script>' }),
    );
    await writeFile(join(folder, 'b.epub'), makeEpub({ extra: [{ name: '../x' }] }));
    const egoejo = async (...args: string[]) => {
      const [out, err]: string[][] = [[], []];
      const config = readConfig({ DATA_DIR: join(dir, `data-${database().kind}`) });
      const ctx = { db: database(), config, json: false, cwd: dir, out: (t: string) => out!.push(t) };
      const exit = await runCommand({ ...ctx, err: (t) => err!.push(t) }, ['import', 'epub', ...args]);
      return { exit, out, err };
    };
    expect(await egoejo(folder)).toEqual({
      exit: 1,
      out: [`${folder}/a.epub: imported: A; readers strip 1 scripts`],
      err: [`${folder}/b.epub: refused: book.bad_name ../x (parent)`],
    });
    expect(await egoejo(join(folder, 'a.epub'))).toMatchObject({
      exit: 0,
      out: [`${folder}/a.epub: already there: A`],
    });
    expect(await egoejo(join(folder, 'b.epub'))).toMatchObject({ exit: 2, out: [] });
    expect(await egoejo('none.epub')).toMatchObject({ exit: 2, err: ['none.epub: there is no such file'] });
    expect(await egoejo(folder, '--community', 'nobody')).toMatchObject({ exit: 2 });
  });
});
