/** Runs checks stage by stage, says how far they are, and reports each in one line when it ends. */
import { noTally, sum, type Check, type Tally } from './checks.ts';

const inWords = (t: Tally): string => `${t.passed} passed, ${t.failed} failed, ${t.skipped} skipped`;
const PROGRESS_MS = 30_000;

/** Runs one check; an exception counts as a failure of that check and does not end the run. */
async function runOne(check: Check, limitS: number): Promise<Tally> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const progress = setInterval(
    () => console.log(`  ${check.name}: ${seconds().toFixed(0)} s; ${check.progress?.() ?? 'under way'}`),
    PROGRESS_MS,
  );
  const tally = await check
    .run(limitS)
    .catch((error: unknown): Tally => ({
      ...noTally,
      failed: 1,
      notes: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }));
  clearInterval(progress);
  if (tally.failed > 0 && tally.broken.length === 0) tally.broken = [check.name];
  console.log(`${check.name}: ${inWords(tally)} (${seconds().toFixed(1)} s)`);
  for (const note of tally.notes) console.log(`  ${note.replaceAll('\n', '\n  ')}`);
  return tally;
}

/**
 * Runs `stages` one after the other, the checks within a stage concurrently. A stage that failed is the last one.
 * @param limitS the longest time that all may take together, s
 * @param paceOf by how much the limits of later checks grow, from the seconds that the first stage took; it is in
 * `EGOEJO_PACE` for the configurations of the tests
 * @param last lines printed at the end, before the sum
 * @returns the exit code; the names of failures are printed before the sum, which is the only text on the last line.
 */
export async function runChecks(
  stages: Check[][],
  {
    limitS,
    paceOf = () => 1,
    last = async () => [],
  }: { limitS: number; paceOf?: (firstStageS: number) => number; last?: (passed: boolean) => Promise<string[]> },
): Promise<number> {
  const start = performance.now();
  const tallies: Tally[] = [];
  const waiting = [...stages];
  const times: string[] = [];
  let pace = 1;
  while (sum(tallies).failed === 0) {
    const stage = waiting.shift();
    if (!stage) break;
    const begun = performance.now();
    const leftS = Math.max(1, limitS - (begun - start) / 1000);
    tallies.push(...(await Promise.all(stage.map((check) => runOne(check, Math.min(check.limitS * pace, leftS))))));
    const tookS = (performance.now() - begun) / 1000;
    if (times.length === 0) {
      pace = paceOf(tookS);
      process.env['EGOEJO_PACE'] = String(pace);
      if (pace > 1)
        console.log(`limits: ${pace.toFixed(1)} times longer, as the first stage took ${tookS.toFixed(0)} s`);
    }
    times.push(`${stage.map((c) => c.name.split(' ')[0]).join('+')} ${tookS.toFixed(0)} s`);
  }
  const total = sum(tallies);
  for (const line of await last(total.failed === 0)) console.log(line);
  console.log(`time: ${times.join(', ')}; in all ${((performance.now() - start) / 1000).toFixed(0)} s`);
  if (waiting.length > 0)
    console.log(
      `not run after a failure: ${waiting
        .flat()
        .map((c) => c.name)
        .join(', ')}`,
    );
  for (const name of total.flaky) console.log(`flaky: ${name}`);
  for (const name of total.broken) console.log(`failed: ${name}`);
  console.log(inWords(total));
  return total.failed > 0 ? 1 : 0;
}
