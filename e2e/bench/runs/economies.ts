/** Economies for benchmarks of runs, each created once and then only copied. */
import { randomUUID } from 'node:crypto';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import { withDatabase } from '@egoejo/server/testing/database/template.ts';
import type { BenchContext } from '../bench.ts';
import { layIdle, loadEconomy } from '../database/economy.ts';

/** Numbers of wallets for the growth measurement; the last is that of the benchmark itself. */
export const SIZES = [10_000, 100_000, 1_000_000] as const;
export const MILLION = SIZES[2];
const templates = new Map<number, Promise<string>>();

/** URL of an economy of that size, created once and then only copied. */
function templateOf(context: BenchContext, members: number): Promise<string> {
  const made = templates.get(members) ?? make(context, members);
  templates.set(members, made);
  return made;
}
async function make(context: BenchContext, members: number): Promise<string> {
  context.say(`loading ${members} wallets`);
  const { tcpUrl } = await (await context.postgres()).createDatabase();
  const db = await openPostgres({ url: tcpUrl, max: 1 });
  await db.script('set statement_timeout = 0');
  await loadEconomy(db, { members, projects: 1000, grains: 1000 });
  await layIdle(db, members);
  await db.close();
  return tcpUrl;
}

/**
 * Runs work on a copy of the economy's files, so that each starts with the same pages. The copy is deleted afterwards.
 */
export async function onCopy<T>(context: BenchContext, members: number, work: (url: string) => Promise<T>): Promise<T> {
  const url = await templateOf(context, members);
  const admin = await openPostgres({ url: (await context.postgres()).server.url(), max: 1 });
  const name = `copy_${randomUUID().replaceAll('-', '')}`;
  try {
    await admin.script(`create database ${name} template ${new URL(url).pathname.slice(1)} strategy file_copy`);
    await admin.script('checkpoint');
    return await work(withDatabase(url, name));
  } finally {
    await admin.script(`drop database if exists ${name} with (force)`);
    await admin.close();
  }
}
