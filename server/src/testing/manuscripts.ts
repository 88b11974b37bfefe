/** Manuscripts for tests, made into books and judged by all that judges books here. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBook, type Book } from '../catalogue/epub/book.ts';
import { checkEpub } from '../catalogue/epub/check/check.ts';
import { makeBook } from '../publishing/epub/make.ts';
import { readManuscript } from '../publishing/epub/manuscript.ts';
import { unzipped } from './own-data.ts';
import type { MadeBook, Metadata } from '../publishing/epub/model.ts';

export const WHO: Metadata = {
  title: 'Le puits',
  authors: ['Ada'],
  language: 'fr',
  description: '',
  rights: '',
  cover: '',
};
export const MAKING = { id: 'one', modified: new Date('2999-01-02T03:04:05Z') };
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
);

/** The book of a text. @throws when it is refused. */
export function bookOf(
  text: string,
  given: Partial<Metadata> = WHO,
  pictures: Readonly<Record<string, Uint8Array>> = {},
): MadeBook {
  const read = readManuscript(Buffer.from(text), given);
  const made = read.ok ? makeBook(read.value, new Map(Object.entries(pictures)), MAKING) : read;
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

/** What the checker and the import say of a file. */
export async function judgedBook(bytes: Uint8Array): Promise<{ faults: unknown[]; book: Book | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'manuscript-'));
  try {
    const path = join(folder, 'a.epub');
    await writeFile(path, bytes);
    const [checked, read] = [await checkEpub(path), await readBook(path)];
    const book = read.ok ? read.value : null;
    const { scripts = 0, handlers = 0, remote = 0 } = book?.stripped ?? {};
    const faults = [
      ...(checked.ok ? checked.value : [checked.error]),
      ...(read.ok ? read.value.warnings : [read.error]),
      ...(scripts + handlers + remote > 0 ? [book?.stripped] : []),
    ];
    return { faults, book };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The texts within a book, by the names of its entries. */
export const entriesIn = async (bytes: Buffer): Promise<Map<string, string>> =>
  new Map([...(await unzipped(bytes))].map(([name, content]) => [name, String(content)]));
