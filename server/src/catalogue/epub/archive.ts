/**
 * The archive of a book: its directory is judged before a byte is unpacked, and every entry is unpacked within the size
 * that the directory says. yauzl reads the directory and inflates; the rules are here.
 */
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import { fail, ok, type Failure, type Result } from '@egoejo/shared/platform/result.ts';
import { nameFault, nameOf, shownName } from './names.ts';

/** Limits of an archive (B3). */
const ARCHIVE = {
  entries: 10_000,
  unpacked: 200 * 1024 * 1024,
  /** Unpacked bytes for one packed byte. */
  ratio: 100,
  /** What is smaller unpacked may be packed as tightly as it likes: a short repetitive text is honest. */
  small: 1024 * 1024,
} as const;
const DEFLATED = 8;
const MADE_BY_UNIX = 3;
const [FORMAT, FOLDER, FILE] = [0o170000, 0o040000, 0o100000];

export interface Archive {
  /** Entries that are files, by name. Of several with one name, the last counts, as for other readers. */
  entries: ReadonlyMap<string, Entry>;
  /** Names that several entries have. */
  duplicates: string[];
  /** How many entries the directory has, folders included. */
  count: number;
  /** The bytes of the whole file. */
  bytes: number;
  /** The sum of the sizes that the directory says. */
  unpacked: number;
  /**
   * The content of an entry in pieces; the caller reads it whole.
   * @throws DamagedEntry when it is not what the directory says.
   */
  content(name: string): AsyncIterable<Buffer>;
  close(): void;
}

/** An entry whose content cannot be unpacked, or is larger or smaller than the directory says. */
export class DamagedEntry extends Error {
  readonly failure: Failure<BookError>;
  constructor(code: BookError, entry: string) {
    super(code);
    this.failure = { code, params: { entry } };
  }
}

/** Opens the archive and judges its directory. The file is not read whole, and nothing of it is written anywhere. */
export async function openArchive(path: string): Promise<Result<Archive, BookError>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: true });
  } catch (error) {
    if (isSystem(error)) throw error;
    return fail('book.not_zip', { reason: 'no directory' });
  }
  const judged = await readDirectory(zip);
  if (!judged.ok) zip.close();
  return judged;
}

/** Errors of the file system have a number; those of a malformed archive do not. */
const isSystem = (error: unknown): boolean => error instanceof Error && 'errno' in error && 'syscall' in error;

async function readDirectory(zip: ZipFile): Promise<Result<Archive, BookError>> {
  if (zip.entryCount > ARCHIVE.entries)
    return fail('book.too_many_entries', { found: zip.entryCount, most: ARCHIVE.entries });
  const all: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) all.push(entry);
  } catch (error) {
    if (isSystem(error)) throw error;
    return fail('book.not_zip', { reason: 'directory' });
  }
  const entries = new Map<string, Entry>();
  const duplicates = new Set<string>();
  let unpacked = 0;
  for (const entry of all) {
    const fault = entryFault(entry);
    if (fault) return { ok: false, error: fault };
    unpacked += entry.uncompressedSize;
    const shown = shownName(entry.fileNameRaw);
    if (unpacked > ARCHIVE.unpacked)
      return fail('book.too_large', { entry: shown, found: unpacked, most: ARCHIVE.unpacked });
    const name = nameOf(entry.fileNameRaw) ?? '';
    if (name.endsWith('/')) continue;
    if (entries.has(name)) duplicates.add(name);
    entries.set(name, entry);
  }
  const bytes = zip.fileSize;
  if (unpacked > ARCHIVE.small && unpacked > ARCHIVE.ratio * bytes)
    return fail('book.bad_ratio', { entry: '', most: ARCHIVE.ratio });
  const overlap = overlapping(all, bytes);
  if (overlap) return fail('book.overlap', { entry: shownName(overlap.fileNameRaw) });
  return ok({
    entries,
    duplicates: [...duplicates],
    count: all.length,
    bytes,
    unpacked,
    content: (name) => contentOf(zip, entries.get(name), name),
    close: () => zip.close(),
  });
}

/** Why an entry makes the whole file be refused. */
function entryFault(entry: Entry): Failure<BookError> | null {
  const shown = shownName(entry.fileNameRaw);
  const refused = (code: BookError, reason = ''): Failure<BookError> => ({ code, params: { entry: shown, reason } });
  const name = nameOf(entry.fileNameRaw);
  if (name === null) return refused('book.bad_name', 'not UTF-8');
  const fault = nameFault(name);
  if (fault) return refused('book.bad_name', fault);
  const kind = entry.versionMadeBy >> 8 === MADE_BY_UNIX ? (entry.externalFileAttributes >>> 16) & FORMAT : 0;
  if (kind !== 0 && kind !== FILE && kind !== FOLDER) return refused('book.link');
  if (entry.isEncrypted()) return refused('book.encrypted');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== DEFLATED) return refused('book.damaged', 'method');
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > ARCHIVE.small && uncompressedSize > ARCHIVE.ratio * compressedSize)
    return refused('book.bad_ratio');
  if (entry.compressionMethod === 0 && compressedSize !== uncompressedSize) return refused('book.wrong_size');
  return null;
}

/** An entry whose bytes are also those of another one, by which a small file could say that it is large. */
function overlapping(all: readonly Entry[], bytes: number): Entry | null {
  const inOrder = [...all].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  const HEADER = 30;
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) return entry;
    end = entry.relativeOffsetOfLocalHeader + HEADER + entry.fileNameRaw.length + entry.compressedSize;
    if (end > bytes) return entry;
  }
  return null;
}

async function* contentOf(zip: ZipFile, entry: Entry | undefined, name: string): AsyncIterable<Buffer> {
  if (!entry) throw new Error('no such entry');
  let sum = 0;
  try {
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    if (isSystem(error) || !(error instanceof Error)) throw error;
    // The library counts while it inflates, so a size that lies ends the work at that size.
    throw new DamagedEntry(
      /too many bytes|not enough bytes/.test(error.message) ? 'book.wrong_size' : 'book.damaged',
      name,
    );
  }
  if (sum !== entry.crc32) throw new DamagedEntry('book.damaged', name);
}
