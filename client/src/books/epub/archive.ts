/**
 * The files inside a book, read one at a time from any range of its bytes. What is wrong with the archive is found
 * before anything is unpacked, and nothing unpacks to more than it said (B3).
 */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { configure, Reader, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { BookFault } from '../errors.ts';
import type { Source } from '../pieces.ts';

const MOST_FILES = 10_000;
const MOST_BYTES = 200 * 1024 * 1024;
/** How often larger than the archive its content may be; text shrinks to a fifth, so this is no book. */
const MOST_RATIO = 100;
/** Below this size, bytes, the ratio says nothing. */
const SMALL = 1024 * 1024;

// A worker would need a script of its own, and the browser's own decompression does not block.
configure({ useWebWorkers: false });

class SourceReader extends Reader<Source> {
  readonly #source: Source;
  constructor(source: Source) {
    super(source);
    this.#source = source;
    this.size = source.size;
  }
  override readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#source.read(offset, length);
  }
}

export interface Archive {
  names: readonly string[];
  /** The unpacked size of a file, bytes; 0 when there is none of that name. */
  size(name: string): number;
  /** null when there is no such file. @throws BookFault when its bytes are damaged */
  bytes(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The same as text: UTF-8, or what its byte-order mark says. */
  text(name: string): Promise<string | null>;
}

/** Whether a name leads out of the archive, or is none. */
const leaves = (name: string): boolean =>
  name === '' || /^[\\/]|\\|^[a-z]:|(^|\/)\.\.(\/|$)|\0/i.test(name) || name.length > 1000;

function checkNames(entries: readonly FileEntry[]): void {
  if (entries.length > MOST_FILES) throw new BookFault('too_many_files');
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (const { filename, rawFilename, encrypted } of entries) {
    if (leaves(filename)) throw new BookFault('bad_name', cut(filename, 100));
    if (encrypted) throw new BookFault('encrypted', filename);
    try {
      strict.decode(rawFilename);
    } catch {
      throw new BookFault('bad_name', cut(filename, 100));
    }
  }
}

function checkSizes(entries: readonly FileEntry[], packed: number): void {
  const total = entries.reduce((sum, e) => sum + e.uncompressedSize, 0);
  if (total > MOST_BYTES || (total > SMALL && total > MOST_RATIO * packed)) throw new BookFault('too_large');
}

/** Unpacks one file, and stops once it is larger than the archive says. */
async function unpack(entry: FileEntry): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  const sink = new WritableStream<Uint8Array>({
    write(part) {
      if (at + part.length > out.length) throw new BookFault('too_large', entry.filename);
      out.set(part, at);
      at += part.length;
    },
  });
  try {
    await entry.getData(sink);
  } catch (cause) {
    if (cause instanceof BookFault) throw cause;
    throw new BookFault('unreadable', entry.filename);
  }
  if (at < out.length) throw new BookFault('cut_short', entry.filename);
  return out;
}

const decode = (bytes: Uint8Array): string => {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
};

async function listed(source: Source): Promise<FileEntry[]> {
  const first = await source.read(0, 4);
  // “PK\x03\x04”: the first file of an archive.
  if (first[0] !== 0x50 || first[1] !== 0x4b || first[2] !== 3 || first[3] !== 4) throw new BookFault('not_zip');
  const reader = new ZipReader(new SourceReader(source), { filenameValidation: 'tolerant', strictness: 'tolerant' });
  const files: FileEntry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      // A link is no file of the book, wherever it leads.
      if (entry.directory || entry.symlink) continue;
      files.push(entry);
      if (files.length > MOST_FILES) break;
    }
  } catch {
    // Its beginning is one of an archive, and its list at the end is missing or damaged.
    throw new BookFault('cut_short');
  }
  return files;
}

/** @throws BookFault when this is no archive, or one that must not be unpacked */
export async function openArchive(source: Source): Promise<Archive> {
  const entries = await listed(source);
  checkNames(entries);
  checkSizes(entries, source.size);
  const files = new Map(entries.map((e) => [e.filename, e]));
  const bytes = async (name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const entry = files.get(name);
    return entry ? unpack(entry) : null;
  };
  return {
    names: [...files.keys()],
    size: (name) => files.get(name)?.uncompressedSize ?? 0,
    bytes,
    async text(name) {
      const found = await bytes(name);
      return found && decode(found);
    },
  };
}
