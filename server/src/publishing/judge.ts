/** Judges a file that an author sent: an EPUB, or texts in Markdown with their pictures, of which a book is made. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { SHOWN_REMARKS, type ManuscriptRemark } from '@egoejo/shared/publishing/model.ts';
import {
  bookKey,
  checkInThread,
  DamagedEntry,
  editionOf,
  hashFile,
  openArchive,
  partialMd5OfFile,
  readEpub,
  storeCover,
  workOf,
} from '../catalogue/model.ts';
import type { Deps } from '../platform/deps.ts';
import { makeInThread, type Making } from './make-thread.ts';
import type { FileFacts } from './publish.ts';

/** A file that was taken. Its bytes are in the store. */
export interface Taken {
  sha256: string;
  bytes: number;
  pieces: string;
  made: boolean;
  remarks: ManuscriptRemark[];
  facts: FileFacts;
}

/** What the book is called and by whom, where a text does not say it. */
export type Said = Pick<Making, 'id' | 'title' | 'byline' | 'language' | 'description' | 'rights'>;

/** Judges the file and stores the book. Codes: `book.*` of an EPUB, `manuscript.unfit` of a text. */
export async function judge(
  media: Deps['media'],
  bytes: Buffer,
  said: Said,
  by: MemberId,
): Promise<Result<Taken, ErrorCode>> {
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-manuscript-'));
  try {
    const sent = join(folder, 'sent');
    await writeFile(sent, bytes);
    const texts = await textsIn(sent, bytes);
    if (!texts.ok) return texts;
    if (texts.value === 'epub') return await takeEpub(media, sent, null);
    const made = await makeInThread({ ...said, ...texts.value }, by);
    if (!made.ok) return made;
    const book = join(folder, 'made.epub');
    await writeFile(book, made.value.bytes);
    return await takeEpub(media, book, made.value.remarks);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param remarks of the text that the book was made of; null: it is the author's own. */
async function takeEpub(
  media: Deps['media'],
  path: string,
  remarks: ManuscriptRemark[] | null,
): Promise<Result<Taken, ErrorCode>> {
  const book = await readEpub(path);
  if (!book.ok) return fail(book.error.code, book.error.params);
  const { sha256, bytes, pieces } = await hashFile(path, Number.MAX_SAFE_INTEGER);
  const work = workOf(book.value, path);
  const { fault: _, ...cover } = await storeCover(media, book.value.cover, work.title);
  await media.put(bookKey(sha256), await readFile(path));
  return ok({
    sha256,
    bytes,
    pieces: pieces.toString('hex'),
    made: remarks !== null,
    remarks: (remarks ?? (await findingsOf(path))).slice(0, SHOWN_REMARKS),
    facts: { work, edition: editionOf(book.value), cover, partialMd5: await partialMd5OfFile(path) },
  });
}

/** What `egoejo epub check` would say of it. */
async function findingsOf(path: string): Promise<ManuscriptRemark[]> {
  const checked = await checkInThread(path);
  return checked.ok ? checked.value.map(({ line, code, entry }) => ({ line, code, what: entry })) : [];
}

/** Most bytes of all that a ZIP of texts and pictures unpacks to: they are in memory. */
const UNPACKED = 40 * 1024 * 1024;
const TEXT = /\.(?:md|markdown|txt)$/i;
const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
/** What some systems put into each archive, which nobody wrote. */
const isOfSystem = (name: string): boolean => /(?:^|\/)(?:__MACOSX\/|\.[^/]*$)/.test(name);

/** The texts and other files of a ZIP, by names without the folder that holds them all; `epub`: it is a book already. */
async function textsIn(
  path: string,
  bytes: Buffer,
): Promise<Result<'epub' | Pick<Making, 'texts' | 'pictures'>, ErrorCode>> {
  if (!isZip(bytes)) return ok({ texts: [{ name: '', bytes }], pictures: new Map() });
  const opened = await openArchive(path);
  if (!opened.ok) return fail(opened.error.code, opened.error.params);
  const archive = opened.value;
  try {
    const names = [...archive.entries.keys()].filter((name) => !isOfSystem(name)).sort();
    if (names.includes('META-INF/container.xml') || names.includes('mimetype')) return ok('epub');
    const written = names.filter((name) => TEXT.test(name));
    const folder = written[0]?.replace(/[^/]*$/, '') ?? '';
    const size = names.reduce((sum, name) => sum + (archive.entries.get(name)?.uncompressedSize ?? 0), 0);
    if (size > UNPACKED) return fail('manuscript.unfit', { fault: 'too_many_pictures', line: 0 });
    const texts: Making['texts'] = [];
    const pictures = new Map<string, Uint8Array>();
    for (const name of names) {
      const content: Buffer[] = [];
      for await (const piece of archive.content(name)) content.push(piece);
      if (TEXT.test(name)) texts.push({ name: name.slice(folder.length), bytes: Buffer.concat(content) });
      else if (name.startsWith(folder)) pictures.set(name.slice(folder.length), Buffer.concat(content));
    }
    return ok({ texts, pictures });
  } catch (error) {
    if (error instanceof DamagedEntry) return fail(error.failure.code, error.failure.params);
    throw error;
  } finally {
    archive.close();
  }
}
