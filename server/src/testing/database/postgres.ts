/** Databases for tests, inside vitest. Each is fresh, migrated and empty. */
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { openEmbedded } from '../../platform/database/open-embedded.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import type { Database } from '../../platform/database/database.ts';
import { undeclaredOutcomes } from '../outcomes.ts';
import { createFolderFromTemplate, createFromTemplate, type TestDatabase, type TestFolder } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL. */
    postgres: { url: string; bin: string };
    runFolder: string;
  }
}

/** A fresh database on the run's real PostgreSQL. */
export const createDatabase = (): Promise<TestDatabase> => createFromTemplate(inject('postgres').url);

/** A fresh data folder of the embedded database. */
export const createFolder = (): Promise<TestFolder> => createFolderFromTemplate(inject('runFolder'));

/**
 * The same tests on the embedded database and on a real PostgreSQL, in every run: for what must not differ between them
 * (migrations, backups, settlement, ledger). `database()` is one fresh database for the whole block, open while its
 * tests run.
 */
export function bothDatabases(title: string, tests: (database: () => Database) => void): void {
  describe(`${title} (PGlite)`, () => withDatabase(openFreshEmbedded, tests));
  onPostgres(title, tests);
}

/** Tests on a real PostgreSQL; in the long run (`npm run explore`) on the embedded database too. */
export const eachDatabase = process.env['EGOEJO_LONG'] === undefined ? onPostgres : bothDatabases;

function onPostgres(title: string, tests: (database: () => Database) => void): void {
  describe(`${title} (PostgreSQL)`, () => withDatabase(openFreshPostgres, tests));
}

/** An open database; `close` also removes it. */
export interface OpenDatabase {
  db: Database;
  close(): Promise<void>;
}

export async function openFreshEmbedded(): Promise<OpenDatabase> {
  const folder = await createFolder();
  const db = await openEmbedded({ dataDir: folder.dataDir });
  return {
    db,
    async close() {
      await db.close();
      await folder.drop();
    },
  };
}

export async function openFreshPostgres(): Promise<OpenDatabase> {
  const { url, drop } = await createDatabase();
  const db = await openPostgres({ url });
  return {
    db,
    async close() {
      await db.close();
      await drop();
    },
  };
}

/** An open PostgreSQL; in the long run an embedded database instead. */
export const openFresh = process.env['EGOEJO_LONG'] === undefined ? openFreshPostgres : openFreshEmbedded;

/** A database for a server that the test starts: PostgreSQL; in the long run the embedded one. */
interface ServerStore {
  /** For `startServer`. */
  options: { databaseUrl: string } | { dataDir: string };
  /** Opens the database itself; the embedded one only while no server runs on it. */
  open(): Promise<Database>;
  drop(): Promise<void>;
}
export async function createServerStore(): Promise<ServerStore> {
  if (process.env['EGOEJO_LONG'] === undefined) {
    const { url, drop } = await createDatabase();
    return { options: { databaseUrl: url }, open: () => openPostgres({ url }), drop };
  }
  const { dataDir, drop } = await createFolder();
  return { options: { dataDir }, open: () => openEmbedded({ dataDir }), drop };
}

function withDatabase(open: () => Promise<OpenDatabase>, tests: (database: () => Database) => void): void {
  let opened: OpenDatabase | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    if (!opened) return;
    const undeclared = await undeclaredOutcomes(opened.db);
    await opened.close();
    expect(undeclared, 'answers that settlements do not declare').toEqual([]);
  });
  tests(() => {
    if (!opened) throw new Error('the database is open only while tests run');
    return opened.db;
  });
}
