/** Runs seeds in separate processes. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './seed.ts';

const runner = fileURLToPath(new URL('run.ts', import.meta.url));
/** The number given for an option of the command line. */
export const value = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

interface Heard {
  outcome?(outcome: Outcome): void;
  /** A violated seed, limited to the events that matter (shrink.ts). */
  shrunk?(outcome: Outcome): void;
  modules?(list: string[]): void;
}

/**
 * Runs seeds in a separate process. @returns an error message if it did not end normally.
 * @param limitS the process is killed when its seed makes no step for so many seconds. 0: no limit. A seed that goes on
 *   may take as long as it needs; the scheduler limits the number of its steps
 */
export function runSeeds(
  seeds: readonly number[],
  flags: readonly string[],
  heard: Heard,
  limitS = 0,
): Promise<string | null> {
  const child = spawn(process.execPath, ['--max-old-space-size=1500', runner, seeds.join(','), ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  let ended = 0;
  const kill = (): void => {
    complaint = `seed ${seeds[ended] ?? '?'} made no step in ${limitS} s; ${complaint}`;
    child.kill('SIGKILL');
  };
  let limit: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(limit);
    if (limitS > 0) limit = setTimeout(kill, limitS * 1000);
  };
  wait();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The app's libraries also write to stdout.
    if (line.startsWith('{"steps"')) wait();
    if (line.startsWith('{"seed"')) {
      ended++;
      wait();
      heard.outcome?.(JSON.parse(line));
    }
    if (line.startsWith('{"shrunk"')) heard.shrunk?.(JSON.parse(line).shrunk);
    if (line.startsWith('{"modules"')) heard.modules?.(JSON.parse(line).modules);
  });
  return new Promise((done) =>
    child.once('close', (code) => {
      clearTimeout(limit);
      done(code === 0 ? null : `the simulator ended with ${code}: ${complaint}`);
    }),
  );
}

/** How many processes run at a time, of at most `most`. */
export const jobsFor = (most: number): number => Math.min(value('jobs', Math.min(2, availableParallelism())), most);
