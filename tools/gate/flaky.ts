/**
 * Browser tests that fail and pass when they run again alone. Such a test is a fact to explain, not chance: it stands
 * in `docs/flaky.md` until its cause is mended, and fails the run when it is there already.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../start/processes.mjs';

export interface FailedWalk {
  name: string;
  /** File and line, as Playwright takes it. */
  at: string;
  /** The message of its error. */
  cause: string;
}

/** More than this many in one run have a common cause. */
const MOST = 2;
const page = join(root, 'docs/flaky.md');

/** The failed tests that `again` lets pass, and those that fail the run. Writes the former to `docs/flaky.md`. */
export async function flakyOr(
  walks: readonly FailedWalk[],
  again: (walk: FailedWalk) => Promise<boolean>,
): Promise<{ flaky: FailedWalk[]; broken: FailedWalk[] }> {
  if (walks.length === 0 || walks.length > MOST) return { flaky: [], broken: [...walks] };
  const known = await readFile(page, 'utf8');
  const [flaky, broken]: [FailedWalk[], FailedWalk[]] = [[], []];
  for (const walk of walks) (!known.includes(`| ${walk.name} |`) && (await again(walk)) ? flaky : broken).push(walk);
  const day = new Date().toISOString().slice(0, 10);
  const cause = (text: string): string => (text.split('\n')[0] ?? '').replaceAll('|', '/');
  const lines = flaky.map((walk) => `| ${walk.name} | ${day} | ${cause(walk.cause)} |\n`);
  if (lines.length > 0) await writeFile(page, known + lines.join(''));
  return { flaky, broken };
}
