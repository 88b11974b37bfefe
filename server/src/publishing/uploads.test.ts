import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { newId, type ManuscriptFileId, type ManuscriptId } from '@egoejo/shared/platform/ids.ts';
import { findManuscriptFile } from './files.ts';
import { completeUpload } from '../media/complete.ts';
import { addChunk, startUpload } from '../media/uploads.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { writeZip } from '../platform/files/zip-write.ts';
import { openMedia } from '../platform/media/open-media.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addManuscript } from '../testing/manuscript-rows.ts';
import { bookOf, DOT } from '../testing/manuscripts.ts';
import { sha256 } from '../testing/photos.ts';
import { addMember, type TestMember } from '../testing/world.ts';
import { layOut } from './desks.ts';
import { manuscriptUpload } from './uploads.ts';
import { purposes } from '../features.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-manuscripts-'));
const media = openMedia(readConfig({ DATA_DIR: dataDir }));
afterAll(() => rm(dataDir, { recursive: true }));

eachDatabase('files of manuscripts', (database) => {
  let author: TestMember;
  let manuscript: ManuscriptId;
  let file: ManuscriptFileId;
  beforeEach(async () => {
    author = await addMember(database());
    manuscript = await addManuscript(database(), author.id);
    file = newId();
    await database().query(`insert into manuscript_file (id, manuscript, n, name) values ($1, $2, 1, 'a')`, [
      file,
      manuscript,
    ]);
  });
  /** Sends the bytes as a device does; gives the code of a refusal. */
  async function send(bytes: Uint8Array, by = author): Promise<string | null> {
    const db = database();
    const start = { purpose: 'manuscriptFile', subject: file, bytes: bytes.length, sha256: sha256(bytes) } as const;
    try {
      const { id } = await startUpload({ db, media }, by.id, start, manuscriptUpload);
      for (let at = 0; at < bytes.length; at += UPLOAD.chunk)
        await addChunk({ db, media }, by.id, id, at, bytes.subarray(at, at + UPLOAD.chunk), purposes);
      await completeUpload({ db, media }, purposes, by.id, id);
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }
  const row = async () =>
    (
      await database().query<{ state: string; code: string | null; made: boolean; remarks: unknown; params: object }>(
        'select state, code, params, made, remarks from manuscript_file where id = $1',
        [file],
      )
    )[0];

  it('B15: a text becomes a book that its author and who reviews it can fetch, and nobody else', async () => {
    const stranger = await addMember(database());
    const text = Buffer.from('# Le matin\n\nLe puits était *à sec*.\n\n# Le soir\n\nL’eau revint.\n');
    expect(await send(text, stranger)).toBe('media.not_awaited');
    expect(await send(text)).toBeNull();
    expect(await row()).toEqual({ state: 'stored', code: null, params: {}, made: true, remarks: [] });
    await database().transaction((tx) => layOut(tx, manuscript, [author.id, stranger.id]));
    const found = await findManuscriptFile(database(), { id: file }, author.id);
    expect([found?.title, (await media.stat(`books/${found?.sha256}.epub`))?.bytes]).toEqual([
      'Le puits',
      found?.bytes,
    ]);
    expect(await findManuscriptFile(database(), { id: file }, stranger.id)).toBeUndefined();
    expect(await findManuscriptFile(database(), { id: file }, null)).toBeUndefined();
  });

  it('B15: a ZIP of texts and pictures becomes a book; remarks say what its author may want to mend', async () => {
    const zip = writeZip([
      ['livre/2.md', '# Le soir\n\n![](image/dot.png)\n'],
      ['livre/1.md', '# Le matin\n\nBonjour.\n'],
      ['livre/image/dot.png', DOT],
      ['__MACOSX/livre/._1.md', 'x'],
    ]);
    expect(await send(zip)).toBeNull();
    expect(await row()).toMatchObject({
      made: true,
      remarks: [{ line: 3, code: 'no_alt', what: '2.md: image/dot.png' }],
    });
  });

  it('B15: an EPUB is taken as it is', async () => {
    const book = bookOf('# Le matin\n\nBonjour.\n');
    expect(await send(book.bytes)).toBeNull();
    expect(await row()).toMatchObject({ state: 'stored', made: false, remarks: [] });
  });

  it('B15: what is no book is refused with the place of its fault', async () => {
    const text = Buffer.from('# Un\n\n![l’eau](eau.png)\n');
    expect(await send(text)).toBe('manuscript.unfit');
    expect(await row()).toMatchObject({
      state: 'refused',
      code: 'manuscript.unfit',
      params: { fault: 'missing_picture', line: 3, picture: 'eau.png' },
    });
  });

  it('B15: a manuscript that was submitted with a file that is refused goes back to its author', async () => {
    await database().query(`update manuscript set state = 'submitted' where id = $1`, [manuscript]);
    await database().query('update manuscript_file set sent = true where id = $1', [file]);
    expect(await send(writeZip([['mimetype', 'application/epub+zip']]))).toBe('book.no_container');
    const [now] = await database().query(
      `select m.state, s.state as step, s.by from manuscript m join manuscript_step s on s.manuscript = m.id
        where m.id = $1`,
      [manuscript],
    );
    expect(now).toEqual({ state: 'draft', step: 'draft', by: null });
  });
});
