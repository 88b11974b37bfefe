/**
 * `npm run proofs`: applies each break in a copy of the tree and requires its test to fail on an assertion, and to pass
 * without the break. Writes `docs/proofs.md`, except with `--count`.
 *
 *   npm run proofs -- --only S5,S9           the proofs of these rules
 *   npm run proofs -- --missing              those whose failure is not on the page yet
 *   npm run proofs -- --count 5 --seed 42    a seeded choice
 *   npm run proofs -- --list                 only lists them
 */
import { createHash, randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allProofs } from './all.ts';
import { failureText, failuresOn, renderPage } from './page.ts';
import { nameOf, type Proof } from './proof.ts';
import { root } from '../start/processes.mjs';
import { readStatedRules } from '../generate/rule-pages.ts';
import { copyTree, presentTree } from '../broken/tree-copy.ts';
import { prove, type Proved } from './prove.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    missing: { type: 'boolean', default: false },
    count: { type: 'string' },
    seed: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const page = join(root, 'docs/proofs.md');

/** The choice depends on the seed and on each proof, but not on the order of the list. */
const draw = (seed: string, p: Proof): string =>
  createHash('sha256').update([seed, p.rule, p.test, p.file, p.from].join('\n')).digest('hex');

const shown = async (): Promise<Map<Proof, string>> =>
  failuresOn(await readFile(page, 'utf8').catch(() => ''), allProofs);

async function choose(): Promise<Proof[]> {
  const only = options.only?.split(',');
  const known = options.missing ? await shown() : new Map<Proof, string>();
  const wanted = allProofs.filter((p) => (only?.includes(p.rule) ?? true) && !known.has(p));
  if (options.count === undefined) return wanted;
  const seed = options.seed ?? String(randomInt(2 ** 32));
  console.log(`seed ${seed}`);
  return wanted
    .map((p) => ({ p, key: draw(seed, p) }))
    .sort((a, b) => a.key.localeCompare(b.key))
    .slice(0, Number(options.count))
    .map(({ p }) => p);
}

/** A proof that was not run keeps the failure that is on the page; a proof that does not hold has none. */
async function writePage({ seen, broken }: Proved): Promise<void> {
  const before = await shown();
  const failures = allProofs.flatMap((p): [Proof, string][] => {
    const line = seen.get(p);
    const failure = line === undefined ? (broken.has(p) ? undefined : before.get(p)) : failureText(line);
    return failure === undefined ? [] : [[p, failure]];
  });
  await writeFile(page, renderPage(await readStatedRules(), new Map(failures)));
}

async function main(): Promise<number> {
  const chosen = await choose();
  if (options.list) {
    for (const proof of chosen) console.log(nameOf(proof));
    return 0;
  }
  const stop = (): void => process.exit(130);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const started = performance.now();
  const copy = await copyTree(await presentTree());
  try {
    const proved = await prove(chosen, copy.folder);
    if (options.count === undefined) await writePage(proved);
    console.log(
      `${chosen.length} proofs, ${proved.broken.size} that do not hold, ` +
        `${((performance.now() - started) / 1000).toFixed(0)} s`,
    );
    return proved.broken.size > 0 ? 1 : 0;
  } finally {
    await copy.remove();
  }
}

process.exitCode = await main();
