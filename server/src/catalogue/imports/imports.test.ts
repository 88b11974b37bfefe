import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { MOST_IMPORTS } from '@egoejo/shared/catalogue/model.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { newId, type BookImportId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { completeUpload } from '../../media/complete.ts';
import { addChunk, startUpload } from '../../media/uploads.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import { openMedia } from '../../platform/media/open-media.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { makeEpub } from '../../testing/epubs.ts';
import { sha256 } from '../../testing/photos.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../../testing/world.ts';
import { editionFile } from '../visible.ts';
import { importSettlements } from './settle.ts';
import { importUpload } from './upload.ts';
import { purposes } from '../../features.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-imports-'));
const media = openMedia(readConfig({ DATA_DIR: dataDir }));
afterAll(() => rm(dataDir, { recursive: true }));

eachDatabase('books that members import', (database) => {
  let admin: TestMember;
  let animator: TestMember;
  let community: CommunityId;
  beforeEach(async () => {
    [admin, animator] = [await addMember(database()), await addMember(database())];
    community = await addCommunity(database(), 'private');
    await addMembership(database(), animator, community, 'animator');
    await database().query(`update member set roles = '{administrator}' where id = $1`, [admin.id]);
  });
  const announce = async (by: TestMember, to: CommunityId | null, name = 'puits.epub') => {
    const id = newId<BookImportId>();
    const args = { id, community: to, name };
    const settled = await settleCold<'catalogue.import'>(database(), importSettlements, 'catalogue.import', by, args);
    return { id, said: 'applied' in settled ? 'applied' : settled.rejected };
  };
  /** Sends the bytes as a device does; gives the code of a refusal. */
  async function upload(by: TestMember, subject: string, bytes: Uint8Array): Promise<string | null> {
    const db = database();
    const start = { purpose: 'bookImport', subject, bytes: bytes.length, sha256: sha256(bytes) } as const;
    try {
      const { id } = await startUpload({ db, media }, by.id, start, importUpload);
      for (let at = 0; at < bytes.length; at += UPLOAD.chunk)
        await addChunk({ db, media }, by.id, id, at, bytes.subarray(at, at + UPLOAD.chunk), purposes);
      await completeUpload({ db, media }, purposes, by.id, id);
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }
  const row = async (id: string) =>
    (
      await database().query<{ state: string; code: string | null; added: boolean | null; work: string | null }>(
        'select state, code, params, added, work, title, warnings from book_import where id = $1',
        [id],
      )
    )[0];
  const bookOf = (identifier: string, more = {}) => makeEpub({ identifier, title: 'Le puits', ...more });

  it('B2: an administrator adds a file for everybody; the same again was there, and what is dangerous is told', async () => {
    const bytes = bookOf(newId(), { body: '<p>Eau</p><script>1</script>' });
    const { id, said } = await announce(admin, null);
    expect(said).toBe('applied');
    expect(await upload(animator, id, bytes)).toBe('media.not_awaited');
    expect(await upload(admin, id, bytes)).toBeNull();
    expect(await row(id)).toMatchObject({
      state: 'stored',
      added: true,
      title: 'Le puits',
      warnings: [{ code: 'scripts', what: '1' }],
    });
    expect(await editionFile(database(), { sha256: sha256(bytes) }, null)).toMatchObject({ everybody: true });
    const again = await announce(admin, null);
    await upload(admin, again.id, bytes);
    expect(await row(again.id)).toMatchObject({ state: 'stored', added: false, work: (await row(id))?.work });
  });

  it('B2: an animator adds for the community alone; a file that they cannot see elsewhere is refused', async () => {
    const bytes = bookOf(newId());
    expect((await announce(animator, null)).said).toBe('catalogue.not_importer');
    const everywhere = await addMember(database());
    await database().query(`update member set roles = '{animator}' where id = $1`, [everywhere.id]);
    expect((await announce(everywhere, null)).said).toBe('catalogue.not_importer');
    expect((await announce(everywhere, community)).said).toBe('applied');
    const { id } = await announce(animator, community);
    expect(await upload(animator, id, bytes)).toBeNull();
    expect(await row(id)).toMatchObject({ state: 'stored', added: true });
    expect(await editionFile(database(), { sha256: sha256(bytes) }, null)).toBeUndefined();
    const other = await addMember(database());
    const place = await addCommunity(database(), 'private');
    await addMembership(database(), other, place, 'animator');
    const elsewhere = await announce(other, place);
    await upload(other, elsewhere.id, bytes);
    expect(await row(elsewhere.id)).toMatchObject({ state: 'refused', code: 'book.elsewhere', work: null });
  });

  it('B2: who animates no longer sends nothing more', async () => {
    const { id } = await announce(animator, community);
    await database().query(`update membership set role = 'member' where member = $1`, [animator.id]);
    expect(await upload(animator, id, bookOf(newId()))).toBe('catalogue.not_importer');
    expect(await row(id)).toMatchObject({ state: 'awaited' });
  });

  it('B3: a file that is no book is refused with its reason, kept nowhere', async () => {
    const { id } = await announce(admin, null);
    const bytes = bookOf(newId()).subarray(0, 300);
    expect(await upload(admin, id, bytes)).toBe('book.not_zip');
    expect(await row(id)).toMatchObject({ state: 'refused', code: 'book.not_zip', added: null });
    expect(await media.stat(`books/${sha256(bytes)}.epub`)).toBeNull();
  });

  it('B2: a member imports so many files a day, and the list keeps so many', async () => {
    await database().query(
      `insert into book_import (member, id, name, created_at, rev)
        select $1, gen_random_uuid(), 'a', now() - interval '2 days' - n * interval '1 minute', 1
          from generate_series(1, $2) n`,
      [admin.id, MOST_IMPORTS.listed],
    );
    expect((await announce(admin, null)).said).toBe('applied');
    const [kept] = await database().query('select count(*)::int as n from book_import where member = $1', [admin.id]);
    expect(kept).toEqual({ n: MOST_IMPORTS.listed });
    await database().query('update book_import set created_at = now() where member = $1', [admin.id]);
    expect((await announce(admin, null)).said).toBe('catalogue.too_many_imports');
  });
});
