/**
 * Runs once for a run of the browser tests: looks for Chromium, starts one real PostgreSQL and creates a folder for
 * embedded databases.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@egoejo/server/testing/database/cluster.ts';
import { noteProcess } from '@egoejo/server/testing/servers/server-process.ts';
import { onOurDeath } from '@egoejo/server/testing/database/on-our-death.ts';
import { findChromium } from './browsers/chromium.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const chromium = await findChromium();
  if (!chromium.ok) throw new Error(`environment: no Chromium (${String(chromium.error.params['reason'])})`);
  const runFolder = await mkdtemp(join(tmpdir(), 'egoejo-browser-'));
  const forget = onOurDeath(`rm -rf '${runFolder}'`);
  const postgres = await startPostgres();
  if (!postgres.ok) throw new Error(`environment: no PostgreSQL (${String(postgres.error.params['reason'])})`);
  const { version, url, pid, stop } = postgres.value;
  process.env['EGOEJO_RUN_FOLDER'] = runFolder;
  process.env['EGOEJO_POSTGRES_URL'] = url();
  noteProcess(`browser tests on ${version} (process ${pid()}) and on PGlite`);
  return async () => {
    await stop();
    await rm(runFolder, { recursive: true, force: true });
    forget();
  };
}
