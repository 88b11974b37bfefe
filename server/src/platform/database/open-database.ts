/** Opens the configured database and migrates it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import { FolderHeld } from '../files/data-folder.ts';
import { openEmbedded } from './open-embedded.ts';
import { openPostgres } from './open-postgres.ts';
import type { Database } from './database.ts';
import { migrate } from '../../migrate.ts';
import { isServed } from '../operator-socket.ts';

/** How long to wait for a stopping holder of the folder, in milliseconds. */
const STOPPING_MS = 10_000;

/**
 * @throws FolderOpen when other users may read the embedded folder; FolderHeld when another process serves it; the
 * driver's error when PostgreSQL cannot be reached.
 */
export async function openDatabase(config: Config): Promise<Database> {
  // All files that this process creates are readable by its user alone: data, media, mails, backups, lists of members.
  process.umask(0o077);
  const db =
    config.databaseUrl === undefined
      ? await openFolder(config.dataDir)
      : await openPostgres({
          url: config.databaseUrl,
          max: config.databasePool,
          directUrl: config.directDatabaseUrl,
          named: config.namedStatements,
        });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Waits for a holder that is stopping, which no longer answers operators; a holder that serves is refused at once. */
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
