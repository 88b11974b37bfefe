/** Reads the file of a backup, and checks all of it before anything is changed. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type * as z from 'zod';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { VERSION, headerLine, tableLine, endLine, type BackupHeader, type TableLine, type FileFault } from './file.ts';

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
        const read = headerLine.safeParse(value);
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
