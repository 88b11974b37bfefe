/**
 * Brings a database to this build: numbered SQL files of `prisma/migrations` by postgrator, then the functions and triggers that
 * stand beside their features, recreated when their text changed. One process at a time; safe to call at every start.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Postgrator from 'postgrator';
import type { Database } from './database.ts';
import { runFunctionSql } from '../sync/functions.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations/*', import.meta.url));

/** In the order they need each other. */
const SQL_FILES = [
  'platform/platform.sql', 'sync/stamping.sql', 'communities/policy.sql', 'saka/ledger.sql', 'saka/settle.sql', 'polls/settle.sql',
  'reading/settle.sql', 'sync/settle.sql', 'sync/combine.sql',
] as const;

/** The text of all functions and triggers of this build. */
export async function functionsSql(): Promise<string> {
  const files = await Promise.all(SQL_FILES.map((f) => readFile(new URL(`../${f}`, import.meta.url), 'utf8')));
  return [...files, runFunctionSql()].join('\n');
}

/** @returns the schema version reached. Throws when a migration fails; nothing of that migration is kept. */
export async function migrate(db: Database): Promise<number> {
  const lock = 'select pg_advisory_lock(4203)';
  if (db.kind === 'postgres') return db.transaction(async (tx) => {
    await tx.query(lock.replace('advisory_lock', 'advisory_xact_lock'));
    return apply(db);
  });
  return apply(db);
}

async function apply(db: Database): Promise<number> {
  const postgrator = new Postgrator({
    migrationPattern: MIGRATIONS,
    driver: 'pg',
    schemaTable: 'schema_version',
    async execQuery(text: string) {
      // postgrator sends both single queries it reads and whole files.
      if (/^\s*(select|insert|delete|update)\b/i.test(text)) return { rows: await db.query(text) };
      await db.script(text);
      return { rows: [] };
    },
    async execSqlScript(text: string) {
      await db.script(`begin;\n${text}\ncommit;`);
    },
  });
  await postgrator.migrate();
  const sql = await functionsSql();
  const hash = createHash('sha256').update(sql).digest('hex');
  const [row] = await db.query<{ functions_hash: string | null }>('select functions_hash from installation');
  if (row?.functions_hash !== hash) {
    await db.script(`begin;\n${sql}\n;update installation set functions_hash = '${hash}';\ncommit;`);
  }
  return postgrator.getDatabaseVersion();
}
