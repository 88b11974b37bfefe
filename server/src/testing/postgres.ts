/** Databases for tests, inside vitest. Each is fresh, migrated and empty. */
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { openEmbedded } from '../platform/open-embedded.ts';
import { openPostgres } from '../platform/open-postgres.ts';
import type { Database } from '../platform/database.ts';
import { createFolderFromTemplate, createFromTemplate, type TestDatabase, type TestFolder } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the run's PostgreSQL, or why there is none. */
    postgres: { url: string; bin: string } | { reason: string };
    runFolder: string;
  }
}

/** A fresh database on the run's real PostgreSQL; throws where there is none (use inside `onPostgres`). */
export function createDatabase(): Promise<TestDatabase> {
  const server = inject('postgres');
  if (!('url' in server)) throw new Error(`no PostgreSQL: ${server.reason}`);
  return createFromTemplate(server.url);
}

/** A fresh data folder of the embedded database. */
export const createFolder = (): Promise<TestFolder> => createFolderFromTemplate(inject('runFolder'));

/**
 * The same tests on the embedded database and on a real PostgreSQL. `database()` is one fresh database for the whole
 * block, open while its tests run.
 */
export function eachDatabase(title: string, tests: (database: () => Database) => void): void {
  describe(`${title} (PGlite)`, () => withDatabase(openFreshEmbedded, tests));
  onPostgres(`${title} (PostgreSQL)`, () => withDatabase(openFreshPostgres, tests));
}

/** Tests that need a real PostgreSQL. Without one, a single skipped test replaces them and gives the reason. */
export function onPostgres(title: string, tests: () => void): void {
  const server = inject('postgres');
  if ('url' in server) describe(title, tests);
  else describe(title, () => it('needs a real PostgreSQL', (context) => context.skip(server.reason)));
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

function withDatabase(open: () => Promise<OpenDatabase>, tests: (database: () => Database) => void): void {
  let opened: OpenDatabase | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  tests(() => {
    if (!opened) throw new Error('the database is open only while tests run');
    return opened.db;
  });
}
