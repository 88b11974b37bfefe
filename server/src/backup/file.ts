/**
 * The file format of a backup: gzip over lines of JSON. First the header, then a line for each table followed by its
 * rows, last the end line, whose checksum covers all bytes before it. A row is PostgreSQL's text form of it, as a JSON
 * string: exact for every type, and the same on a real PostgreSQL and the embedded one.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';

const FORMAT = 'egoejo-backup';
const VERSION = 1;

const header = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  /** The schema's migration number: a file is restored only into that schema. */
  schema: z.number().int(),
  /** When the snapshot was taken, ISO 8601, by the database's clock. */
  at: z.string(),
  epoch: z.string(),
});
type BackupHeader = z.infer<typeof header>;
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
export type TableLine = z.infer<typeof tableLine>;
const endLine = z.object({ end: z.literal(true), rows: z.number().int(), sha256: z.string() });

/** Why a file was not restored; nothing was changed. */
export type FileFault = 'backup.unreadable' | 'backup.corrupt' | 'backup.newer_format';

/** Writes a backup under a temporary name; it gets its final name only when it is complete and on disk. */
export class BackupWriter {
  readonly #path: string;
  readonly #half: string;
  readonly #hash = createHash('sha256');
  readonly #zip = createGzip({ level: 6 });
  readonly #file: WriteStream;
  readonly #done: Promise<void>;
  #rows = 0;

  constructor(path: string, head: Omit<BackupHeader, 'format' | 'version'>) {
    this.#path = path;
    this.#half = `${path}.part-${process.pid}`;
    // The file contains addresses, password hashes and ballots, so only its owner may read it.
    const file = createWriteStream(this.#half, { mode: 0o600, flush: true });
    this.#zip.on('error', (error) => file.destroy(error));
    this.#file = file;
    file.on('error', (error) => this.#zip.destroy(error));
    this.#done = finished(this.#zip.pipe(file));
    // `close` awaits this promise and gets the error; until then it must not count as an unhandled rejection.
    this.#done.catch(() => undefined);
    this.#put(JSON.stringify({ format: FORMAT, version: VERSION, ...head }));
  }
  #put(line: string): boolean {
    const text = `${line}\n`;
    this.#hash.update(text);
    return this.#zip.write(text);
  }
  table(line: TableLine): void {
    this.#put(JSON.stringify(line));
  }
  /** Adds rows; resolves when the writer can take more. */
  async rows(rows: readonly string[]): Promise<void> {
    this.#rows += rows.length;
    let free = true;
    for (const row of rows) free = this.#put(JSON.stringify(row));
    if (!free) await Promise.race([new Promise((go) => this.#zip.once('drain', go)), this.#done]);
  }
  /** Completes the file and renames it to its final name. @returns how many rows it holds. */
  async close(): Promise<number> {
    this.#zip.end(`${JSON.stringify({ end: true, rows: this.#rows, sha256: this.#hash.digest('hex') })}\n`);
    await this.#done;
    await rename(this.#half, this.#path);
    const folder = await open(dirname(this.#path), 'r');
    await folder.sync();
    await folder.close();
    return this.#rows;
  }
  /** Deletes the unfinished file. */
  async abandon(): Promise<void> {
    this.#zip.destroy();
    // Destroying the source of a pipe does not destroy its target.
    this.#file.destroy();
    await this.#done.catch(() => undefined);
    await rm(this.#half, { force: true });
  }
}

/** The raw lines of the gzip; readline would also split at U+2028, which JSON does not escape. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const zip = createGunzip();
  const file = createReadStream(path);
  file.on('error', (error) => zip.destroy(error));
  file.pipe(zip);
  const rest: Buffer[] = [];
  for await (const chunk of zip as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest.splice(0), chunk.subarray(from, at)]).toString('utf8');
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
  }
  // A last line without its newline is incomplete.
  const last = Buffer.concat(rest).toString('utf8');
  if (last !== '') yield last;
}

type BackupPart = { table: TableLine } | { row: string };

/** The tables and rows of a file that `checkFile` has accepted, in the file's order. */
export async function* partsOf(path: string): AsyncGenerator<BackupPart> {
  let first = true;
  for await (const line of linesOf(path)) {
    if (first) {
      first = false;
      continue;
    }
    const value: unknown = JSON.parse(line);
    if (typeof value === 'string') yield { row: value };
    else if (!endLine.safeParse(value).success) yield { table: tableLine.parse(value) };
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
const corrupt = (reason: string): Result<never, FileFault> => fail('backup.corrupt', { reason });

/**
 * Reads a whole file and checks it before anything is changed. Fails with `backup.unreadable` (it cannot be opened),
 * `backup.corrupt` (not a backup, truncated, or with a wrong checksum) or `backup.newer_format`.
 */
export async function checkFile(path: string): Promise<Result<BackupHeader & { rows: number }, FileFault>> {
  const hash = createHash('sha256');
  let head: BackupHeader | undefined;
  let rows = 0;
  let ended: z.infer<typeof endLine> | undefined;
  try {
    for await (const line of linesOf(path)) {
      const value: unknown = JSON.parse(line);
      if (ended) return corrupt('something follows its end');
      if (!head) {
        const read = header.safeParse(value);
        if (!read.success) return corrupt('it has no header of a backup');
        if (read.data.version > VERSION) return fail('backup.newer_format', { version: read.data.version });
        head = read.data;
      } else if (typeof value === 'string') rows++;
      else if (!tableLine.safeParse(value).success) {
        ended = endLine.safeParse(value).data;
        if (!ended) return corrupt('a line is of no known kind');
        continue;
      }
      hash.update(`${line}\n`);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return isMissing(error) ? fail('backup.unreadable', { reason }) : corrupt(reason);
  }
  if (!head || !ended) return corrupt('it is cut short');
  if (ended.rows !== rows || ended.sha256 !== hash.digest('hex')) return corrupt('its checksum differs');
  return ok({ ...head, rows });
}
