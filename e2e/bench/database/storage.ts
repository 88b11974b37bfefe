/** A fresh database of the benchmark's storage kind, opened here or by a server process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@egoejo/server/platform/database/open-embedded.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { migrate } from '@egoejo/server/migrate.ts';
import { onOurDeath } from '@egoejo/server/testing/database/on-our-death.ts';
import type { BenchContext } from '../bench.ts';

interface FreshStorage {
  /** Opens it in this process; close an embedded one before a server opens it. */
  open(connections?: number): Promise<Database>;
  /** Settings with which a server process opens it. */
  server: { dataDir: string; databaseUrl?: string };
  drop(): Promise<void>;
}

/** Creates a migrated, empty database. */
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
