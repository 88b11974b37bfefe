/**
 * All data stored about a member as one archive: `data.json`, and under `media/` every file that they added and that is
 * still stored. The rows are written to a file of their own first, in one snapshot, so that no transaction waits for a
 * slow network; the files are read while they are sent. Never more than a part of a file is in memory.
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { chunksOf, photoKeys } from '../../media/model.ts';
import type { Deps } from '../../platform/deps.ts';
import { zipStream, type SentFile } from '../../platform/files/zip-write.ts';
import { ownRows } from './own-data.ts';

type Needs = Pick<Deps, 'db' | 'media'>;
/** A file of the member: where its bytes are, and what `data.json` says of it. */
interface OwnFile {
  of: 'avatar' | 'project_picture' | 'message_file' | 'track' | 'upload';
  /** Of the row that has it. */
  id: string;
  /** The name in the archive; the ending is added from the stored file. */
  name: string;
  /** The files in which it is stored, the best first. */
  keys: readonly string[];
}

/** The rows in a file of a folder for it alone, and the files that they name. */
interface Gathered {
  folder: string;
  rows: string;
  files: OwnFile[];
}

/** What the names of the folders begin with. */
const FOLDER = 'egoejo-own-';
const DAY_MS = 86_400_000;
/** Deletes the folders that a killed process left behind, a day after. */
export async function sweepArchives(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((n) => n.startsWith(FOLDER))) {
    const folder = join(tmpdir(), name);
    const left = await stat(folder).catch(() => null);
    if (left && left.mtimeMs < Date.now() - DAY_MS) await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the member's rows in one snapshot. The caller deletes the folder. */
export async function gather({ db }: Needs, member: MemberId): Promise<Gathered> {
  const folder = await mkdtemp(join(tmpdir(), FOLDER));
  const rows = join(folder, 'data.json');
  const files: OwnFile[] = [];
  const out = createWriteStream(rows);
  let failure: Error | null = null;
  // A full disk is noticed between two writes, when nobody waits for the stream.
  out.on('error', (error) => (failure = error));
  const write = async (text: string): Promise<void> => {
    if (failure) throw failure;
    if (!out.write(text)) await once(out, 'drain');
  };
  try {
    await db.transaction(
      async (tx) => {
        let open = '';
        for await (const page of ownRows(tx, member)) {
          if (page.table !== open) await write(`${open === '' ? '{' : '],'}\n"${page.table}": [`);
          for (const [i, row] of page.rows.entries())
            await write(`${page.table === open || i > 0 ? ',' : ''}\n${JSON.stringify(row)}`);
          open = page.table;
          files.push(...page.rows.flatMap((row) => filesOf(page.table, row)));
        }
        await write(']');
      },
      { isolation: 'repeatable read', readOnly: true },
    );
    out.end();
    await finished(out);
  } catch (error) {
    out.destroy();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { folder, rows, files };
}

/** The files of one row. Of a photo the largest size: the others are made from it. */
function filesOf(table: string, row: Record<string, unknown>): OwnFile[] {
  const text = (column: string): string => (typeof row[column] === 'string' ? row[column] : '');
  const id = text('id');
  if (table === 'member' && text('avatar') !== '')
    return [{ of: 'avatar', id, name: 'avatar', keys: [text('avatar').replace('/media/', '')] }];
  if (table === 'project_picture' && text('name') !== '')
    return [{ of: 'project_picture', id, name: `photos/${id}`, keys: photoKeys(text('name')) }];
  if (table === 'message_file' && row['state'] === 'stored')
    return [
      {
        of: 'message_file',
        id,
        name: `messages/${id}`,
        keys: text('key') === '' ? photoKeys(text('picture')) : [text('key')],
      },
    ];
  if (table === 'track' && text('file_key') !== '')
    return [{ of: 'track', id, name: `tracks/${id}`, keys: [text('file_key')] }];
  return table === 'upload' && row['state'] === 'open' ? [{ of: 'upload', id, name: `uploads/${id}`, keys: [] }] : [];
}

/** The bytes of the archive. */
export const archiveOf = (deps: Needs, { rows, files }: Gathered): AsyncGenerator<Buffer> =>
  zipStream(entries(deps, rows, files));

/** The files, then the rows, which say of each file whether it is there: one that is missing stops only itself. */
async function* entries(deps: Needs, rows: string, files: readonly OwnFile[]): AsyncGenerator<SentFile> {
  const told: object[] = [];
  for (const file of files) {
    const { of, id } = file;
    const found = await contentOf(deps, file);
    if (!found) {
      told.push({ of, id, missing: true });
      continue;
    }
    const name = `media/${file.name}${found.ending}`;
    const sent = { bytes: 0, broken: false };
    yield { name, content: whole(found.content, sent), packed: true };
    told.push({ of, id, file: name, bytes: sent.bytes, ...(sent.broken && { broken: true }) });
  }
  yield { name: 'data.json', content: data(rows, told), packed: false };
}

/** The bytes of a file; null: it is not stored any more. */
async function contentOf({ db, media }: Needs, { of, id, keys }: OwnFile) {
  if (of === 'upload') {
    const chunks = chunksOf({ db, media }, id);
    const first = await chunks.next().catch(() => null);
    if (first === null || first.done === true) return null;
    return { ending: '.part', content: following(first.value, chunks) };
  }
  for (const key of keys) {
    const file = await media.get(key).catch(() => null);
    if (file) return { ending: key.slice(key.lastIndexOf('.')), content: file.stream };
  }
  return null;
}
async function* following(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** The content as far as it can be read. */
async function* whole(
  content: AsyncIterable<Uint8Array>,
  sent: { bytes: number; broken: boolean },
): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of content) {
      sent.bytes += part.length;
      yield part;
    }
  } catch {
    sent.broken = true;
  }
}

async function* data(rows: string, told: readonly object[]): AsyncGenerator<Uint8Array> {
  yield* createReadStream(rows);
  yield Buffer.from(`,\n"media": ${JSON.stringify(told, null, 1)}\n}\n`);
}
