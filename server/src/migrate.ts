/**
 * Brings a database to the schema of this build: the numbered SQL files of `prisma/migrations`, run by postgrator, then
 * the features' SQL functions and triggers, recreated when their text changed. Only one process migrates at a time;
 * calling it at every start is safe.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Postgrator from 'postgrator';
import type { Database } from './platform/database/database.ts';
import { dispatchSql, stampingTriggersSql } from './sync/settle/functions.ts';

const FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
/** postgrator takes a glob, so special characters in the path of the checkout are escaped. */
const MIGRATIONS = `${FOLDER.replace(/[?*()[\]{}!]/g, '\\$&')}/*`;

/** In the order of their dependencies. */
const SQL_FILES = [
  'platform/database/platform.sql',
  'sync/rows/stamping.sql',
  'media/photos.sql',
  'channels/push.sql',
  'rooms/rooms.sql',
  'communities/policy.sql',
  'saka/ledger/ledger.sql',
  'saka/ledger/ledger.runs.sql',
  'saka/runs/runs.sql',
  'saka/combine.sql',
  'saka/settle.sql',
  'polls/settle.sql',
  'polls/combine.sql',
  'challenges/contests.sql',
  'badges/badges.sql',
  'reading/settle.sql',
  'books/settle.sql',
  'plays/settle.sql',
  'publishing/quarters.sql',
  'reviews/tally.sql',
  'sync/receipts/receipts.sql',
  'sync/settle/settle.sql',
  'sync/rows/combine.sql',
] as const;

/** The text of all functions and triggers of this build. */
export async function functionsSql(): Promise<string> {
  const files = await Promise.all(SQL_FILES.map((f) => readFile(new URL(`./${f}`, import.meta.url), 'utf8')));
  return [...files, dispatchSql(), stampingTriggersSql()].join('\n');
}

/**
 * @returns the schema version reached. Throws when a migration fails; that migration is rolled back, earlier ones stay.
 * On PostgreSQL it needs two connections: one holds the lock, the other works.
 */
export async function migrate(db: Database): Promise<number> {
  if (db.kind === 'embedded') return apply(db);
  return db.transaction(async (tx) => {
    // Another server may migrate for a long time, so waiting for the lock and holding it must not time out.
    await tx.query('set local statement_timeout = 0');
    await tx.query('set local idle_in_transaction_session_timeout = 0');
    await tx.query('select pg_advisory_xact_lock(4203)');
    return apply(db);
  });
}

/**
 * The protocol runs statements sent as one text in one transaction, so no `begin` can stay open on a pooled connection.
 */
const together = (db: Database, ...texts: string[]): Promise<unknown> =>
  db.script(['set local statement_timeout = 0', ...texts].join('\n;\n'));

async function apply(db: Database): Promise<number> {
  let file: string | undefined;
  const postgrator = new Postgrator({
    migrationPattern: MIGRATIONS,
    driver: 'pg',
    schemaTable: 'schema_version',
    async execSqlScript(text: string) {
      // The file waits for the insert into schema_version that postgrator sends next, so that both are committed or
      // neither.
      file = text;
    },
    async execQuery(text: string) {
      if (file !== undefined) {
        await together(db, file, text);
        file = undefined;
        return { rows: [] };
      }
      if (/^\s*select\b/i.test(text)) return { rows: await db.query(text) };
      await db.script(text);
      return { rows: [] };
    },
  });
  await postgrator.migrate();
  const sql = await functionsSql();
  const hash = createHash('sha256').update(sql).digest('hex');
  const [row] = await db.query<{ functions_hash: string | null }>('select functions_hash from installation');
  if (row?.functions_hash !== hash) await together(db, sql, `update installation set functions_hash = '${hash}'`);
  return postgrator.getDatabaseVersion();
}
