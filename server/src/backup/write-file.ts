/** Writes the file of a backup. */
import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { FORMAT, VERSION, type BackupHeader, type TableLine } from './file.ts';

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
