/** Plants known bugs, one after the other: each must be found. */
import { isOnPostgres } from './plan.ts';
import { plants, type Plant } from '@egoejo/tools/broken/planted-bugs.ts';
import type { Outcome } from './seed.ts';
import { runSeeds, jobsFor } from './run-seeds.ts';

/** Most seeds to run until a planted bug is found. */
const PATIENCE = 300;
async function hunt(plant: Plant): Promise<boolean> {
  const seeds = Array.from({ length: PATIENCE }, (_, i) => i + 1).filter(
    (seed) => isOnPostgres(seed) === (plant.postgres === true),
  );
  let found: Outcome | null = null;
  let tried = 0;
  const complaint = await runSeeds(seeds, [`plant=${plant.name}`], {
    outcome(outcome) {
      tried++;
      if (outcome.violation) found = outcome;
    },
  });
  const { seed, violation }: Partial<Outcome> = found ?? {};
  console.log(
    violation
      ? `found   ${plant.name}: seed ${seed}, the ${tried}. ` +
          `tried: ${violation.message.split('\n', 1)[0]?.slice(0, 160)}`
      : `MISSED  ${plant.name} (${tried} seeds)${complaint === null ? '' : `: ${complaint}`}`,
  );
  return violation !== undefined && violation !== null;
}
/** Hunts all planted bugs, or those whose name contains `only`. @returns the exit code */
export async function huntAll(only: string | undefined): Promise<number> {
  // Bugs that show only on PostgreSQL come last, because they take longest.
  const waiting = plants
    .filter((p) => only === undefined || p.name.includes(only))
    .sort((a, b) => Number(a.postgres ?? false) - Number(b.postgres ?? false));
  const all = waiting.length;
  let found = 0;
  await Promise.all(
    Array.from({ length: jobsFor(all) }, async () => {
      for (let plant = waiting.shift(); plant; plant = waiting.shift()) if (await hunt(plant)) found++;
    }),
  );
  console.log(`${found} of ${all} planted bugs caught`);
  return found === all ? 0 : 1;
}
