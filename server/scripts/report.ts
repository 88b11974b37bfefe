/** Runs checks and reports each in one line when it ends. */
import { noTally, sum, type Check, type Tally } from './checks.ts';

const inWords = (t: Tally): string => `${t.passed} passed, ${t.failed} failed, ${t.skipped} skipped`;

/** Runs one check; an exception counts as a failure of that check and does not end the run. */
async function runOne(check: Check): Promise<Tally> {
  const start = performance.now();
  const tally = await check
    .run()
    .catch((error: unknown): Tally => ({
      ...noTally,
      failed: 1,
      notes: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }));
  if (tally.failed > 0 && tally.broken.length === 0) tally.broken = [check.name];
  console.log(`${check.name}: ${inWords(tally)} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  for (const note of tally.notes) console.log(`  ${note.replaceAll('\n', '\n  ')}`);
  return tally;
}

/**
 * Runs `stages` one after the other, the checks within a stage concurrently.
 * @param last lines printed at the end, before the sum
 * @returns the exit code; the names of failures are printed before the sum, which is the only text on the last line.
 */
export async function runChecks(stages: Check[][], last: () => Promise<string[]> = async () => []): Promise<number> {
  const tallies: Tally[] = [];
  for (const stage of stages) tallies.push(...(await Promise.all(stage.map(runOne))));
  for (const line of await last()) console.log(line);
  const total = sum(tallies);
  for (const name of total.broken) console.log(`failed: ${name}`);
  console.log(inWords(total));
  return total.failed > 0 ? 1 : 0;
}
