/** The database the configuration names, migrated. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './config.ts';
import { FolderHeld } from './data-folder.ts';
import { openEmbedded, openPostgres, type Database } from './database.ts';
import { migrate } from './migrate.ts';
import { isServed } from './operator-socket.ts';

/** How long a folder's holder may take to stop, in milliseconds. */
const STOPPING_MS = 10_000;

/** @throws FolderHeld when another process serves the embedded folder; whatever the driver throws when a PostgreSQL is out of reach. */
export async function openDatabase(config: Config): Promise<Database> {
  const db = config.databaseUrl === undefined ? await openFolder(config.dataDir) : await openPostgres({
    url: config.databaseUrl, max: config.databasePool, directUrl: config.directDatabaseUrl, named: config.namedStatements,
  });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Waits for a holder that is stopping (it no longer answers its operators); one that serves is refused at once. */
async function openFolder(dataDir: string): Promise<Database> {
  const deadline = Date.now() + STOPPING_MS;
  for (;;) {
    try {
      return await openEmbedded({ dataDir });
    } catch (error) {
      if (!(error instanceof FolderHeld) || Date.now() > deadline || (await isServed(dataDir))) throw error;
    }
    await wait(100);
  }
}
