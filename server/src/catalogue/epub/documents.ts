/** Unpacks every entry of a book once: counts words and dangers, and finds what is damaged. */
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import { wordsOf } from '@egoejo/shared/catalogue/words.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { DamagedEntry, type Archive } from './archive.ts';
import { decoderFor } from '../../platform/files/xml.ts';
import { createTextReader, nothingFound, remoteInStyle, type Found } from './text-reader.ts';

const DOCUMENT_TYPES = new Set([
  'application/xhtml+xml',
  'text/html',
  'image/svg+xml',
  'application/x-dtbook+xml',
  'text/x-oeb1-document',
]);
export const isDocument = (type: string): boolean => DOCUMENT_TYPES.has(type);
const DOCUMENT_NAME = /\.(?:x?html?|svg)$/i;
const STYLE_NAME = /\.css$/i;
/** Text is counted in portions of this many characters, cut at a space. */
const PORTION = 64 * 1024;

interface Unpacked {
  /** Words of each document, by path. */
  words: Map<string, number>;
  found: Found;
  damaged: string[];
}

/**
 * @param types media types of the entries that the manifest lists.
 * @param needed entries without which the book cannot be read: one of them damaged refuses it.
 */
export async function unpackAll(
  archive: Archive,
  types: ReadonlyMap<string, string>,
  needed: ReadonlySet<string>,
): Promise<Result<Unpacked, BookError>> {
  const unpacked: Unpacked = { words: new Map(), found: nothingFound(), damaged: [] };
  for (const name of archive.entries.keys()) {
    const type = types.get(name) ?? '';
    try {
      if (isDocument(type) || (type === '' && DOCUMENT_NAME.test(name)))
        unpacked.words.set(name, await readDocument(archive, name, unpacked.found));
      else if (type === 'text/css' || STYLE_NAME.test(name)) await readStyle(archive, name, unpacked.found);
      else await drain(archive, name);
    } catch (error) {
      if (!(error instanceof DamagedEntry)) throw error;
      const { code, params } = error.failure;
      if (code !== 'book.damaged' || needed.has(name)) return fail(code, params);
      unpacked.damaged.push(name);
    }
  }
  return ok(unpacked);
}

async function readDocument(archive: Archive, name: string, found: Found): Promise<number> {
  let [words, waiting] = [0, ''];
  const reader = createTextReader((text) => {
    waiting += text;
    if (waiting.length < PORTION) return;
    const cut = Math.max(waiting.lastIndexOf(' '), waiting.lastIndexOf('\n'));
    // A run of letters as long as a portion is not text; it is cut anywhere.
    const end = cut > 0 ? cut : waiting.length;
    words += wordsOf(waiting.slice(0, end));
    waiting = waiting.slice(end);
  }, found);
  for await (const text of decoded(archive.content(name))) reader.write(text);
  reader.end();
  return words + wordsOf(waiting);
}

async function readStyle(archive: Archive, name: string, found: Found): Promise<void> {
  let before = '';
  for await (const text of decoded(archive.content(name))) {
    const all = before + text;
    // An address may be cut between two pieces: the end is kept for the next one.
    const cut = Math.max(0, all.length - 200, all.lastIndexOf(';') + 1);
    found.remote += remoteInStyle(all.slice(0, cut));
    before = all.slice(cut);
  }
  found.remote += remoteInStyle(before);
}

/** Reads an entry for its checks alone. */
async function drain(archive: Archive, name: string): Promise<void> {
  const pieces = archive.content(name)[Symbol.asyncIterator]();
  while ((await pieces.next()).done !== true);
}

/** The text of a document in pieces: by byte-order mark, then by declaration, else UTF-8. */
async function* decoded(pieces: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: ReturnType<typeof decoderFor> | null = null;
  for await (const piece of pieces) {
    decoder ??= decoderFor(piece);
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}
