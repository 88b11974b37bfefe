/** The embedded PGlite: one connection, in this process. */
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { vector } from '@electric-sql/pglite-pgvector';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { takeFolder, type FolderLock } from '../files/data-folder.ts';
import { PreparingPGlite } from './prepared-statements.ts';
import { closeToOthers, closeTree } from '../files/private-folder.ts';
import type { Database } from './database.ts';

/**
 * Opens the embedded database in `dataDir` (undefined: in memory). This process holds the folder until `close`; another
 * process gets `FolderHeld`.
 */
export async function openEmbedded({
  dataDir,
  waitMs = 0,
}: {
  dataDir?: string | undefined;
  waitMs?: number;
}): Promise<Database> {
  let lock: FolderLock | undefined;
  if (dataDir !== undefined) {
    await closeToOthers(dataDir);
    lock = await takeFolder(dataDir, waitMs);
  }
  const lite = new PreparingPGlite({
    ...(dataDir === undefined ? {} : { dataDir: `${dataDir}/pg` }),
    extensions: { pg_trgm, unaccent, vector },
  });
  await lite.waitReady;
  // PGlite creates the files of a new database with permissive modes, whatever the umask.
  if (dataDir !== undefined) await closeTree(join(dataDir, 'pg'));
  const rowsOf = async <R extends object>(
    q: Pick<PGlite, 'query'>,
    text: string,
    params: readonly unknown[] = [],
  ): Promise<R[]> => {
    if (params.length > 0) lite.keep(text);
    return (await q.query<R>(text, [...params])).rows;
  };
  return {
    kind: 'embedded',
    query: (text, params) => rowsOf(lite, text, params),
    transaction: (work) => lite.transaction((tx) => work({ query: (text, params) => rowsOf(tx, text, params) })),
    async script(text) {
      try {
        return (await lite.exec(text)).flatMap((result): Record<string, unknown>[] => result.rows);
      } catch (error) {
        // There is only one connection: a `begin` in the text must not stay open.
        await lite.exec('rollback');
        throw error;
      }
    },
    listen: (channel, onNotice) => lite.listen(channel, onNotice),
    prisma: new PrismaClient({ adapter: new PrismaPGlite(lite) }),
    poolUse: () => ({ total: 1, idle: 1, waiting: 0 }),
    async close() {
      await lite.close();
      await lock?.release();
    },
  };
}
