/**
 * Runs once for a test run: starts one real PostgreSQL for all tests and creates a folder for embedded databases. Both
 * are removed at the end.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './cluster.ts';
import { noteProcess } from './server-process.ts';
import { onOurDeath } from './on-our-death.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runFolder = await mkdtemp(join(tmpdir(), 'egoejo-test-'));
  const forget = onOurDeath(`rm -rf '${runFolder}'`);
  const started = await startPostgres();
  project.provide('runFolder', runFolder);
  if (started.ok) {
    const { version, bin } = started.value;
    project.provide('postgres', { url: started.value.url(), bin });
    noteProcess(`unit tests on ${version} (process ${started.value.pid()}) and on PGlite`);
    console.error(`server tests on ${version} (process ${started.value.pid()}) and on PGlite`);
  } else {
    const reason = String(started.error.params['reason']);
    project.provide('postgres', { reason });
    console.error(`server tests on PGlite only; not run: PostgreSQL (${reason})`);
  }
  return async () => {
    if (started.ok) await started.value.stop();
    await rm(runFolder, { recursive: true, force: true });
    forget();
  };
}
