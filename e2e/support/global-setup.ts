/** Runs once for a run of the browser tests: starts one real PostgreSQL and creates a folder for embedded databases. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@egoejo/server/testing/cluster.ts';
import { noteProcess } from '@egoejo/server/testing/server-process.ts';
import { onOurDeath } from '@egoejo/server/testing/on-our-death.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const runFolder = await mkdtemp(join(tmpdir(), 'egoejo-browser-'));
  const forget = onOurDeath(`rm -rf '${runFolder}'`);
  const postgres = await startPostgres();
  process.env['EGOEJO_RUN_FOLDER'] = runFolder;
  if (postgres.ok) {
    process.env['EGOEJO_POSTGRES_URL'] = postgres.value.url();
    noteProcess(`browser tests on ${postgres.value.version} (process ${postgres.value.pid()}) and on PGlite`);
  } else {
    process.env['EGOEJO_POSTGRES_REASON'] = String(postgres.error.params['reason']);
    noteProcess(`browser tests on PGlite only; not run: PostgreSQL (${process.env['EGOEJO_POSTGRES_REASON']})`);
  }
  return async () => {
    if (postgres.ok) await postgres.value.stop();
    await rm(runFolder, { recursive: true, force: true });
    forget();
  };
}
