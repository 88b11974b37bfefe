/** Runs seeds for tests. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { Outcome } from './seed.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const exec = promisify(execFile);

/** Runs seeds as `npm run sim` does, in a separate process. */
export async function run(...args: string[]): Promise<{ outcomes: Outcome[]; modules: string[] }> {
  const { stdout } = await exec(process.execPath, ['e2e/sim/seeds/run.ts', ...args], { cwd: root, maxBuffer: 1e9 });
  const lines = stdout.split('\n');
  const last = lines.find((line) => line.startsWith('{"modules"'));
  return {
    outcomes: lines.filter((line) => line.startsWith('{"seed"')).map((line) => JSON.parse(line)),
    modules: last ? JSON.parse(last).modules : [],
  };
}

let firstSeed: ReturnType<typeof run> | undefined;
/** Seed 1 alone, which several tests need: its history, and the modules that it loaded. */
export const runFirstSeed = (): ReturnType<typeof run> => (firstSeed ??= run('1', 'trace', 'modules'));

/** Runs a seed alone and after another one: both give the same history. */
export async function again(seed: number, before: number): Promise<void> {
  const alone = await (seed === 1 ? runFirstSeed() : run(String(seed), 'trace'));
  const after = await run(`${before},${seed}`, 'trace');
  const [first, second] = [alone.outcomes.at(-1), after.outcomes.at(-1)];
  expect(first?.trace.length).toBeGreaterThan(100);
  expect(second?.trace).toEqual(first?.trace);
  expect([second?.digest, second?.steps, second?.counts]).toEqual([first?.digest, first?.steps, first?.counts]);
}
