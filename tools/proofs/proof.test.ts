import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../broken/change.ts';
import { root } from '../start/processes.mjs';
import { readStatedRules } from '../generate/rule-pages.ts';
import type { Outcome } from '../broken/run-apart.ts';
import { readTitles } from '../generate/titles.ts';
import { allProofs } from './all.ts';
import { failureText, failuresOn, renderPage } from './page.ts';
import { nameOf, type Proof } from './proof.ts';
import { verdictOn } from './verdict.ts';

const outcome = (status: string, message: string, fileMessage = ''): Outcome => ({
  code: 1,
  output: '',
  report: {
    testResults: [
      {
        name: 'x.test.ts',
        status: 'failed',
        message: fileMessage,
        assertionResults: [
          { status, fullName: 'x S1: it holds', title: 'S1: it holds', failureMessages: message ? [message] : [] },
        ],
      },
    ],
  },
});

describe('a verdict', () => {
  it('is an assertion only when the test itself found a wrong value', () => {
    expect(verdictOn(outcome('failed', 'AssertionError: expected 1 to be 2\n at x'), 'S1: it holds')).toEqual({
      kind: 'assertion',
      line: 'AssertionError: expected 1 to be 2',
    });
    expect(verdictOn(outcome('failed', 'error: syntax error at or near "x"'), 'S1: it holds').kind).toBe('other');
    expect(verdictOn(outcome('failed', 'Error: Test timed out in 5000ms.'), 'S1: it holds').kind).toBe('other');
    expect(verdictOn(outcome('passed', ''), 'S1: it holds')).toEqual({ kind: 'passed' });
  });
  it('names why a test did not run', () => {
    expect(verdictOn(outcome('skipped', '', 'SyntaxError: Unexpected token'), 'S1: it holds')).toEqual({
      kind: 'absent',
      line: 'SyntaxError: Unexpected token',
    });
  });
  it('reports a skipped test, which is not a failure', () => {
    expect(verdictOn(outcome('skipped', ''), 'S1: it holds')).toEqual({ kind: 'skipped' });
  });
  it('matches a title with placeholders', () => {
    const each = outcome('failed', 'AssertionError: no');
    expect(verdictOn(each, 'S1: it %s').kind).toBe('assertion');
    expect(verdictOn(each, 'S1: ${it} holds').kind).toBe('assertion');
    expect(verdictOn(each, 'S1: it (%s)').kind).toBe('absent');
  });
});

it('the page keeps the failures of proofs that were not run, and lists the rules without a proof', () => {
  const proof: Proof = { rule: 'S1', test: 'S1: it holds', file: 'a.ts', from: 'a || `b`', to: '' };
  const page = renderPage(['S1', 'S2'], new Map([[proof, failureText('AssertionError: no')]]));
  expect(page).toContain('Without a proof: S2.');
  expect(failuresOn(page, [proof, { ...proof, to: 'c' }])).toEqual(new Map([[proof, '`AssertionError: no`']]));
});

describe('the proofs of the project', () => {
  it('match one place in their file and cite a title of one test file (mend the stale proof in tools/proofs/)', async () => {
    const titles = readTitles();
    const stale: string[] = [];
    for (const proof of allProofs) {
      const text = await readFile(join(root, proof.file), 'utf8').catch(() => '');
      const broken = applyChange(text, proof);
      if (!broken.ok) stale.push(`${nameOf(proof)}: its text stands ${broken.found} times`);
      const files = new Set(titles.filter((t) => t.title === proof.test).map((t) => t.path));
      if (files.size !== 1) stale.push(`${nameOf(proof)}: ${files.size} files have that test`);
    }
    expect(stale).toEqual([]);
  });
  it('are on docs/proofs.md, each with its observed failure (mend: npm run proofs -- --only RULE)', async () => {
    const page = await readFile(join(root, 'docs/proofs.md'), 'utf8');
    const failures = failuresOn(page, allProofs);
    expect(allProofs.filter((p) => !failures.has(p)).map(nameOf)).toEqual([]);
    expect(renderPage(await readStatedRules(), failures)).toBe(page);
  });
  it('cover every rule of sync and SAKA', async () => {
    const proven = new Set(allProofs.map((p) => p.rule));
    expect((await readStatedRules()).filter((rule) => /^[SR]/.test(rule) && !proven.has(rule))).toEqual([]);
  });
});
