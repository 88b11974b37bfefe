/** The demo: what a first start outside production is filled with, once. */
import type { Deps } from '../platform/deps.ts';
import { keepSettings, readSettings, type DemoAccount } from './settings.ts';

/**
 * Fills the database: our own community when `data` is null, else what lies in that folder. Safe to run again after it was cut short.
 * @returns accounts anyone may use.
 */
export type SeedDemo = (deps: Deps, data: string | null) => Promise<DemoAccount[]>;

/** Name under which our own community is remembered as loaded. */
const OWN = 'own';

/** Seeds what this start asks for and no start before has. @returns all accounts of the demo; none where there is no demo. */
export async function seedOnce(deps: Deps, seed: SeedDemo | null): Promise<DemoAccount[]> {
  const { db, config } = deps;
  const { installedAt, demo } = await readSettings(db);
  if (!config.demo || seed === null || installedAt !== undefined) return [];
  const loaded = demo?.loaded ?? [];
  let accounts = demo?.accounts ?? [];
  for (const data of [null, config.demoData]) {
    const name = data ?? OWN;
    if (loaded.includes(name) || (data === null && loaded.length > 0)) continue;
    const made = await seed(deps, data);
    accounts = [...accounts, ...made.filter((a) => !accounts.some((known) => known.email === a.email))];
    loaded.push(name);
    await keepSettings(db, { demo: { loaded, accounts } });
  }
  return accounts;
}
