/** `npm run sim`: runs seeds, prints what went wrong and how often. */
import './virtual.ts';
import { openEmbeddedBackend } from './backend.ts';
import { loadClient } from './builds.ts';
import { SeedRun } from './seed.ts';

const value = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const backend = await openEmbeddedBackend((text) => text);
const build = await loadClient('present');
const from = value('seed', value('from', 1));
const count = process.argv.includes('--seed') ? 1 : value('seeds', 1);
for (let seed = from; seed < from + count; seed++) {
  const outcome = await new SeedRun(seed, backend, build, { members: 3, devices: 2, acts: seed % 6 === 0 ? 50 : 17 }, process.argv.includes('--trace')).run();
  console.log(seed, outcome.ms, outcome.steps, outcome.digest.slice(0, 12), JSON.stringify(outcome.counts), JSON.stringify(outcome.acts));
  for (const line of outcome.trace) console.log(line);
  if (outcome.violation) console.log(outcome.violation.tail.join('\n'), '\n', outcome.violation.message);
}
await backend.close();
process.exit(0);
