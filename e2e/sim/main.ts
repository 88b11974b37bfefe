/** `npm run sim`: the whole sync loop under one seeded scheduler (S28); `USAGE` lists the options. */
import { faultNames, noCounts } from './scheduler/faults.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { FIXED_SEEDS, isLarge, isOnPostgres, LARGE, neverApplied, SMALL } from './seeds/plan.ts';
import type { Outcome } from './seeds/seed.ts';
import { value, runSeeds, jobsFor } from './seeds/run-seeds.ts';
import { huntAll } from './seeds/hunt.ts';

function nameOf(seed: number): string {
  const { acts } = isLarge(seed) ? LARGE : SMALL;
  return `seed ${seed} (${acts} acts a device, ${isOnPostgres(seed) ? 'PostgreSQL' : 'PGlite'})`;
}
function tell(outcome: Outcome): void {
  for (const line of outcome.trace) console.log(line);
  if (!outcome.violation) return;
  console.log(`\n${nameOf(outcome.seed)} broke after ${outcome.steps} steps: ${outcome.violation.message}`);
  if (outcome.trace.length === 0) console.log(outcome.violation.tail.map((line) => `  ${line}`).join('\n'));
  console.log(`  again: npm run sim -- --seed ${outcome.seed}`);
}
/** Prints what is left of a violated seed: its history, and how to run it again. */
function tellShrunk({ seed, events, violation, steps }: Outcome): void {
  console.log(`\n${nameOf(seed)} needs ${events.length} events, ${steps} steps: ${violation?.message ?? ''}`);
  console.log((violation?.tail ?? []).map((line) => `  ${line}`).join('\n'));
  console.log(`  again: npm run sim -- --seed ${seed} --trace --only '${events.join(',')}'`);
}

const USAGE = `npm run sim -- --seeds 300 --from 1     runs seeds 1 to 300 and prints how often each fault struck
npm run sim -- --list 1,2,5             runs these seeds
npm run sim -- --fixed                  runs the seeds of the gate, which together must apply each mutation
npm run sim -- --seed 17 [--trace]      runs one again; the same seed gives the same history
npm run sim -- --seed 17 --only 'A,B'   runs it with these events only, as printed for a seed that was shrunk
npm run sim -- --planted [NAME]         plants known bugs, one after the other: each must be found
npm run sim -- --modules                says which files of the product one seed runs, and whether as they are
  --quick                               ends at the first seed that breaks, and does not shrink it
  --limit S                             seconds without a step after which the process is killed (no limit)
  --jobs N                              processes at a time (2)`;

/** Seeds for each process: opening its databases takes as long as a seed, and each seed leaks some memory. */
const SHARE = 30;

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const planted = process.argv.indexOf('--planted');
  if (planted >= 0) return huntAll(process.argv[planted + 1]);
  if (process.argv.includes('--modules')) {
    const complaint = await runSeeds([1], ['modules'], { modules: (list) => console.log(list.join('\n')) });
    if (complaint !== null) console.log(complaint);
    return complaint === null ? 0 : 1;
  }
  const from = value('seed', value('from', 1));
  const list = process.argv.indexOf('--list');
  const fixed = process.argv.includes('--fixed');
  const named = list < 0 ? null : (process.argv[list + 1] ?? '').split(',').map(Number);
  const listed = fixed ? FIXED_SEEDS : named;
  const count = listed?.length ?? (process.argv.includes('--seed') ? 1 : value('seeds', 30));
  const seeds = listed ?? Array.from({ length: count }, (_, i) => from + i);
  const jobs = jobsFor(count);
  const only = process.argv.indexOf('--only');
  // A seed that breaks is shrunk by itself, unless it is run again to be looked at.
  const alone = process.argv.includes('--seed');
  const quick = process.argv.includes('--quick');
  const flags = [
    ...(quick ? ['first'] : []),
    ...(process.argv.includes('--trace') ? ['trace'] : []),
    ...(only < 0 ? [] : [`only=${process.argv[only + 1] ?? ''}`]),
    ...(only < 0 && !alone && !quick ? ['shrink'] : []),
  ];
  const started = Date.now();
  const outcomes: Outcome[] = [];
  const complaints: string[] = [];
  const ended = (): boolean => quick && (complaints.length > 0 || outcomes.some((o) => o.violation !== null));
  const share = Math.min(SHARE, Math.ceil(count / jobs));
  const waiting = Array.from({ length: Math.ceil(count / share) }, (_, i) => seeds.slice(i * share, (i + 1) * share));
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let next = waiting.shift(); next && !ended(); next = waiting.shift()) {
        const heard = {
          outcome(outcome: Outcome) {
            outcomes.push(outcome);
            tell(outcome);
          },
          shrunk: tellShrunk,
        };
        const complaint = await runSeeds(next, flags, heard, value('limit', 0));
        if (complaint !== null) complaints.push(`seeds ${next[0]} to ${next.at(-1)}: ${complaint}`);
      }
    }),
  );
  const faults = noCounts();
  const acts: Record<string, number> = {};
  for (const outcome of outcomes) {
    for (const name of faultNames) faults[name] += outcome.counts[name];
    for (const [name, n] of Object.entries(outcome.acts)) acts[name] = (acts[name] ?? 0) + n;
  }
  const line = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  const broken = outcomes.filter((o) => o.violation !== null);
  if (count === 1) console.log(`history ${outcomes[0]?.digest}`);
  console.log(`faults: ${line(faults)}\nacts: ${line(acts)}`);
  for (const complaint of complaints) console.log(complaint);
  const missed = fixed && outcomes.length === count ? neverApplied(outcomes, Object.keys(mutations)) : [];
  if (missed.length > 0) console.log(`the fixed seeds never applied: ${missed.join(', ')} (e2e/sim/mutations)`);
  const cpu = outcomes.reduce((sum, o) => sum + o.ms, 0);
  console.log(
    `${outcomes.length} seeds from ${seeds[0]} in ${((Date.now() - started) / 1000).toFixed(0)} s ` +
      `(${(cpu / 1000).toFixed(0)} s of processor), ${broken.length} ` +
      `violations${broken.length > 0 ? `: ${broken.map((o) => o.seed).join(', ')}` : ''}`,
  );
  return broken.length + complaints.length + missed.length > 0 || outcomes.length < count ? 1 : 0;
}
process.exitCode = await main();
