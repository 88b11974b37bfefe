/** Reads a manuscript and its pictures from files, and makes a book of them. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault } from '../platform/files/file-fault.ts';
import { makeBook } from '../publishing/epub/make.ts';
import { readManuscript } from '../publishing/epub/manuscript.ts';
import {
  MANUSCRIPT,
  type MadeBook,
  type ManuscriptCode,
  type Metadata,
  type Remark,
} from '../publishing/epub/model.ts';
import { unreadable } from './on-path.ts';

interface Told {
  /** What counts before the manuscript's own words. */
  metadata: Partial<Metadata>;
  /** Default: what the book is called, by whom, in which language. */
  id?: string;
  /** Default: when the files of the text were changed last. */
  modified?: Date;
}
/** Remarks of a folder name the file too. */
type MadeFromFiles = Omit<MadeBook, 'remarks'> & { remarks: (Remark & { file?: string })[] };
interface Source {
  file: string;
  bytes: Buffer;
  /** The line of the whole text at which it begins. */
  from: number;
}

/** @param path of a Markdown file, or of a folder whose `.md` files are one text in the order of their names. */
export async function makeFromFiles(path: string, told: Told): Promise<Result<MadeFromFiles, ManuscriptCode>> {
  const isFolder = (await stat(path)).isDirectory();
  const files = isFolder
    ? (await readdir(path))
        .filter((n) => /\.md$/i.test(n))
        .sort()
        .map((n) => join(path, n))
    : [path];
  if (files.length === 0) return fault('manuscript.no_files', 0, 'there is no .md file');
  const read = await readSources(files);
  if (!read.ok) return read;
  const { sources, modified } = read.value;
  const made = await makeFrom(sources, isFolder ? path : dirname(path), { modified, ...told });
  const place = placeIn(sources, isFolder);
  if (!made.ok) return fail(made.error.code, { ...made.error.params, ...place(Number(made.error.params['line'])) });
  return ok({
    ...made.value,
    remarks: made.value.remarks.map(({ line, ...remark }) => ({ ...place(line), ...remark })),
  });
}

async function readSources(
  files: readonly string[],
): Promise<Result<{ sources: Source[]; modified: Date }, ManuscriptCode>> {
  const sources: Source[] = [];
  let [from, bytes, modified] = [1, 0, new Date(0)];
  for (const file of files) {
    const { size, mtime } = await stat(file);
    bytes += size;
    if (bytes > MANUSCRIPT.bytes) return fault('manuscript.too_long', 0, `more than ${MANUSCRIPT.bytes} bytes`);
    const content = await readFile(file);
    sources.push({ file, bytes: content, from });
    from += content.toString('latin1').split('\n').length + 1;
    if (mtime > modified) modified = mtime;
  }
  return ok({ sources, modified });
}

async function makeFrom(
  sources: readonly Source[],
  folder: string,
  { metadata, id, modified }: Told & { modified: Date },
): Promise<Result<MadeBook, ManuscriptCode>> {
  const text = Buffer.concat(sources.flatMap((s, i) => (i === 0 ? [s.bytes] : [Buffer.from('\n\n'), s.bytes])));
  const manuscript = readManuscript(text, metadata);
  if (!manuscript.ok) return manuscript;
  const pictures = await readPictures(folder, manuscript.value.wanted);
  if (!pictures.ok) return pictures;
  const { title, authors, language } = manuscript.value.metadata;
  const making = { id: id ?? JSON.stringify([title, authors, language]), modified };
  return makeBook(manuscript.value, pictures.value, making);
}

/** Reads the pictures; one that is not there, or that a link leads to outside the folder, is left out. */
async function readPictures(
  folder: string,
  wanted: ReadonlyMap<string, number>,
): Promise<Result<Map<string, Uint8Array>, ManuscriptCode>> {
  const pictures = new Map<string, Uint8Array>();
  const root = await realpath(folder);
  for (const [name, line] of wanted) {
    try {
      const file = await realpath(join(root, name));
      if (relative(root, file).split(sep)[0] === '..') continue;
      if ((await stat(file)).size > MANUSCRIPT.picture)
        return fail('manuscript.large_picture', {
          line,
          reason: `larger than ${MANUSCRIPT.picture} bytes: ${name}`,
          picture: name,
        });
      pictures.set(name, await readFile(file));
    } catch (error) {
      if (unreadable(error) === null) throw error;
    }
  }
  return ok(pictures);
}

/** The line of a file, and of a folder also the file, that a line of the whole text is. */
const placeIn =
  (sources: readonly Source[], isFolder: boolean) =>
  (line: number): { line: number; file?: string } => {
    const source = sources.findLast((s) => s.from <= line);
    if (!source || line === 0) return { line };
    return { line: line - source.from + 1, ...(isFolder && { file: basename(source.file) }) };
  };
