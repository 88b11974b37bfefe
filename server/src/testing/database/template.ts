/** Fresh databases as copies of a migrated one, so that a run migrates only once. */
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../platform/database/open-embedded.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import { migrate } from '../../migrate.ts';

const template = 'egoejo_template';
/** Key of the advisory lock held while the template is created; an arbitrary constant. */
const templateLock = 4202;

export interface TestDatabase {
  url: string;
  /** Removes the database, even if there are open connections. */
  drop(): Promise<void>;
}

/** A new database, migrated and empty, on the server of `adminUrl`. */
export async function createFromTemplate(adminUrl: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [templateLock]);
    await ensureTemplate(admin, adminUrl);
    // Twice as fast as the default strategy, which also writes each page to the log.
    await admin.query(`create database ${name} template ${template} strategy file_copy`);
  });
  return {
    url: withDatabase(adminUrl, name),
    drop: () =>
      asAdmin(adminUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`))),
  };
}

async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<void> {
  const { rowCount } = await admin.query(`select 1 from pg_database where datname = $1 and datistemplate`, [template]);
  if (rowCount) return;
  await admin.query(`drop database if exists ${template} with (force)`);
  await admin.query(`create database ${template}`);
  const db = await openPostgres({ url: withDatabase(adminUrl, template), max: 4 });
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
  // Only a completely created template is marked as one.
  await admin.query(`alter database ${template} is_template true`);
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** The URL of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

export interface TestFolder {
  /** A data folder as for the server (`DATA_DIR`). */
  dataDir: string;
  drop(): Promise<void>;
}

/** A new data folder with an embedded database, migrated and empty, copied from the template in `runFolder`. */
export async function createFolderFromTemplate(runFolder: string): Promise<TestFolder> {
  const made = join(runFolder, 'embedded-template');
  const dataDir = await mkdtemp(join(runFolder, 'data-'));
  if (!existsSync(made)) await makeFolder(runFolder, made);
  // Copying 1,200 files one promise at a time would take several times as long.
  cpSync(made, dataDir, { recursive: true });
  return { dataDir, drop: () => rm(dataDir, { recursive: true, force: true }) };
}

/** Two processes may create it concurrently: one of them wins, and both results are equal. */
async function makeFolder(runFolder: string, made: string): Promise<void> {
  const mine = await mkdtemp(join(runFolder, 'making-'));
  const db = await openEmbedded({ dataDir: mine });
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
  const won = await rename(mine, made).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (!won) await rm(mine, { recursive: true });
}
