/**
 * Takes a backup: the content of the database without its secrets, from one snapshot, while members continue to use it.
 */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database, Queryable } from '../platform/database/database.ts';
import { BackupWriter } from './write-file.ts';
import { LEFT_OUT, quoted, rowText, schemaOf, tablesOf } from './tables.ts';

/** Size of the text read at a time, in characters, because rows vary from a short receipt to a whole book. */
const PIECE = 1_000_000;
const MOST_ROWS = 5000;

export interface Taken {
  path: string;
  /** When the snapshot was taken, ISO 8601. */
  at: string;
  rows: number;
}

/**
 * Writes a backup of `db` to `path`, completely or not at all. On the embedded database, which has one connection, acts
 * wait meanwhile. Throws when the folder cannot be written or the disk is full; then no file with that name exists.
 */
export async function takeBackup(db: Database, path: string): Promise<Taken> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return db.transaction(
    async (tx) => {
      const [now] = await tx.query<{ at: string; epoch: string }>('select iso(now()) as at, epoch from installation');
      if (!now) throw new Error('the database has no installation');
      const writer = new BackupWriter(path, { schema: await schemaOf(tx), ...now });
      try {
        for (const line of await tablesOf(tx)) {
          if (LEFT_OUT.has(line.table)) continue;
          writer.table(line);
          await copyRows(tx, line.table, (rows) => writer.rows(rows));
        }
        return { path, at: now.at, rows: await writer.close() };
      } catch (error) {
        await writer.abandon();
        throw error;
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

async function copyRows(tx: Queryable, table: string, put: (rows: readonly string[]) => Promise<void>): Promise<void> {
  await tx.query(
    `declare backup_rows no scroll cursor for select ${rowText(table)} as row from only public.${quoted(table)} t`,
  );
  let many = 100;
  for (;;) {
    const rows = (await tx.query<{ row: string }>(`fetch ${many} from backup_rows`)).map((r) => r.row);
    if (rows.length === 0) break;
    await put(rows);
    const text = rows.reduce((sum, row) => sum + row.length, 1);
    many = Math.max(1, Math.min(MOST_ROWS, Math.floor((rows.length * PIECE) / text)));
  }
  await tx.query('close backup_rows');
}
