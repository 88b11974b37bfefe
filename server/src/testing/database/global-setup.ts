/**
 * Runs once for a test run: starts one real PostgreSQL for all tests and creates a folder for embedded databases. Both
 * are removed at the end.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './cluster.ts';
import { noteProcess } from '../servers/server-process.ts';
import { onOurDeath } from './on-our-death.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runFolder = await mkdtemp(join(tmpdir(), 'egoejo-test-'));
  const forget = onOurDeath(`rm -rf '${runFolder}'`);
  const started = await startPostgres();
  if (!started.ok) throw new Error(`environment: no PostgreSQL (${String(started.error.params['reason'])})`);
  const { version, bin, url, pid, stop } = started.value;
  project.provide('runFolder', runFolder);
  project.provide('postgres', { url: url(), bin });
  noteProcess(`unit tests on ${version} (process ${pid()})`);
  console.error(`server tests on ${version} (process ${pid()})`);
  return async () => {
    await stop();
    await rm(runFolder, { recursive: true, force: true });
    forget();
  };
}
