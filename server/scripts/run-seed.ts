/**
 * The seed of everything that `npm test` chooses by chance: simulator seeds, proofs, generated arguments. It is derived
 * from the files of the last commit: each commit tries other values, and a second run of the same commit gives the same
 * verdict. `EGOEJO_SEED` sets it; without Git it is random.
 */
import { randomInt } from 'node:crypto';
import { root, runStep } from './processes.mjs';

export async function runSeed(): Promise<number> {
  const set = process.env['EGOEJO_SEED'];
  if (set !== undefined && /^\d{1,9}$/.test(set)) return Number(set);
  const { code, output } = await runStep('git', ['-C', root, 'rev-parse', 'HEAD^{tree}']);
  const tree = /^([0-9a-f]{40,64})\s*$/.exec(output)?.[1];
  return code === 0 && tree ? parseInt(tree.slice(0, 7), 16) : randomInt(2 ** 28);
}
