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
import { allProofs } from './proofs/all.ts';
import { failureText, failuresOn, renderPage } from './proofs/page.ts';
import { applyBreak, nameOf, type Proof } from './proofs/proof.ts';
import { titlePattern, verdictOn, type Verdict } from './proofs/verdict.ts';
import { root } from './processes.mjs';
import { readStatedRules } from './rule-pages.ts';
import { reportFile, runApart, type Outcome } from './run-apart.ts';
import { readTitles } from './titles.ts';
import { copyTree, presentTree } from './tree-copy.ts';

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
const titles = readTitles();

/** The files that contain a test with this title. */
const filesOf = (test: string): string[] => [...new Set(titles.filter((t) => t.title === test).map((t) => t.path))];

/** Runs the named tests of `files`. The long time limits only end tests that hang, not tests on a slow machine. */
function runTests(folder: string, files: string[], tests: string[], bail: boolean): Promise<Outcome> {
  const limits = ['--testTimeout', '60000', '--hookTimeout', '120000', '--maxWorkers', '2'];
  const pattern = `(^| )(${tests.map(titlePattern).join('|')})$`;
  const report = ['--reporter=json', `--outputFile.json=${reportFile}`];
  const program = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run'];
  return runApart(folder, [
    ...program,
    ...limits,
    ...report,
    ...(bail ? ['--bail', '1'] : []),
    '-t',
    pattern,
    ...files,
  ]);
}

const complaintAbout = (verdict: Exclude<Verdict, { kind: 'assertion' }>): string => {
  if (verdict.kind === 'passed') return 'the test passes in spite of the break';
  if (verdict.kind === 'other') return `the test fails, but on no assertion: ${verdict.line}`;
  return `the test does not run: ${verdict.kind === 'absent' ? verdict.line : 'it is skipped'}`;
};

/** Breaks the copy, runs the test, and restores the copy. */
async function tryBreak(folder: string, proof: Proof): Promise<{ seen: string } | { complaint: string }> {
  const file = join(folder, proof.file);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { complaint: `stale: there is no file ${proof.file}` };
  const broken = applyBreak(text, proof);
  if (!broken.ok) return { complaint: `stale: its text stands ${broken.found} times in ${proof.file}` };
  await writeFile(file, broken.text);
  try {
    const verdict = verdictOn(await runTests(folder, filesOf(proof.test), [proof.test], true), proof.test);
    return verdict.kind === 'assertion' ? { seen: verdict.line } : { complaint: complaintAbout(verdict) };
  } finally {
    await writeFile(file, text);
  }
}

interface Proved {
  /** The observed failures. */
  seen: Map<Proof, string>;
  broken: Set<Proof>;
}

async function prove(proofs: Proof[], folder: string): Promise<Proved> {
  const seen = new Map<Proof, string>();
  const broken = new Set<Proof>();
  const files = [...new Set(proofs.flatMap((p) => filesOf(p.test)))];
  const unbroken = await runTests(folder, files, [...new Set(proofs.map((p) => p.test))], false);
  for (const proof of proofs) {
    const before = verdictOn(unbroken, proof.test);
    if (before.kind === 'skipped') {
      console.log(`not run: ${nameOf(proof)}: its test is skipped here`);
      continue;
    }
    const complaint = before.kind === 'passed' ? null : `without the break the test does not pass: ${before.line}`;
    const result = complaint === null ? await tryBreak(folder, proof) : { complaint };
    if ('seen' in result) seen.set(proof, result.seen);
    else broken.add(proof);
    console.log(
      'seen' in result
        ? `holds: ${nameOf(proof)}: ${result.seen}`
        : `does not hold: ${nameOf(proof)}: ${result.complaint}`,
    );
  }
  return { seen, broken };
}

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
