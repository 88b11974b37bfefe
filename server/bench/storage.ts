/** A fresh database of the kind a bench is run on, opened here or by a server process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded, openPostgres, type Database } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { onOurDeath } from '../src/testing/will.ts';
import type { BenchContext } from './bench.ts';

export interface FreshStorage {
  /** Opens it in this process; close it before a server opens an embedded one. */
  open(connections?: number): Promise<Database>;
  /** How a server process is told of it. */
  server: { dataDir: string; databaseUrl?: string };
  drop(): Promise<void>;
}

/** Migrated and empty. */
export async function freshStorage(context: BenchContext): Promise<FreshStorage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-bench-'));
  const forget = onOurDeath(`rm -rf '${dataDir}'`);
  const dropFolder = async (): Promise<void> => {
    await rm(dataDir, { recursive: true, force: true });
    forget();
  };
  if (context.storage === 'postgres') {
    const { url, tcpUrl, drop } = await (await context.postgres()).createDatabase();
    return {
      open: (max = 9) => openPostgres({ url, max }),
      server: { dataDir, databaseUrl: tcpUrl },
      drop: async () => {
        await drop();
        await dropFolder();
      },
    };
  }
  const db = await openEmbedded({ dataDir });
  await migrate(db);
  await db.close();
  return { open: () => openEmbedded({ dataDir }), server: { dataDir }, drop: dropFolder };
}
