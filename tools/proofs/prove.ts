/** Applies breaks in a copy of the tree and runs their tests. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyChange } from '../broken/change.ts';
import { nameOf, type Proof } from './proof.ts';
import { titlePattern, verdictOn, type Verdict } from './verdict.ts';
import { root } from '../start/processes.mjs';
import { reportFile, runApart, type Outcome } from '../broken/run-apart.ts';
import { readTitles } from '../generate/titles.ts';

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
  const broken = applyChange(text, proof);
  if (!broken.ok) return { complaint: `stale: its text stands ${broken.found} times in ${proof.file}` };
  await writeFile(file, broken.text);
  try {
    const verdict = verdictOn(await runTests(folder, filesOf(proof.test), [proof.test], true), proof.test);
    return verdict.kind === 'assertion' ? { seen: verdict.line } : { complaint: complaintAbout(verdict) };
  } finally {
    await writeFile(file, text);
  }
}

export interface Proved {
  /** The observed failures. */
  seen: Map<Proof, string>;
  broken: Set<Proof>;
}

/** Tries all of these proofs, one after the other, and prints what it sees. */
export async function prove(proofs: Proof[], folder: string): Promise<Proved> {
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
