/** Runs a check on a mutant, and finds out which checks and test files fail without any. */
import { basename, relative } from 'node:path';
import { vitest, run, type Step } from './mutant-steps.ts';

/**
 * The test files that fail without a mutant, by step: determined once each, one after the other, in an unmodified copy.
 */
const red = new Map<string, Promise<string[]>>();
let asking: Promise<unknown> = Promise.resolve();
/** The test files of this set that fail without a mutant. */
export function redAlready(untouched: string, widest: string[]): Promise<string[]> {
  const key = widest.join(' ');
  const asked = red.get(key) ?? asking.then(() => askRed(untouched, widest));
  red.set(key, asked);
  asking = asked;
  return asked;
}
/** Whether a step other than tests passes without a mutant; if it fails, its result is meaningless. */
const passing = new Map<string, Promise<boolean>>();
/** Whether this step passes without a mutant. */
export function passes(untouched: string, step: Step): Promise<boolean> {
  const key = step.args.join(' ');
  const asked =
    passing.get(key) ??
    asking.then(async () => {
      const { code } = await run(untouched, step);
      if (code !== 0) console.error(`${step.name}: fails without a mutant, left out`);
      return code === 0;
    });
  passing.set(key, asked);
  asking = asked;
  return asked;
}
async function askRed(untouched: string, which: string[]): Promise<string[]> {
  const { failure, output } = await run(untouched, vitest('', which));
  if (!failure) throw new Error(`${which.join(' ')}: no report without a mutant: ${output.slice(-500)}`);
  const files = failure.testResults.filter((t) => t.status === 'failed').map((t) => relative(untouched, t.name));
  if (files.length > 0) console.error(`red without a mutant, left out: ${files.join(', ')}`);
  return files;
}

/** @returns a description of the failure; null when the check passed. */
export async function runCheck(folder: string, step: Step): Promise<string | null> {
  const { code, output, failure } = await run(folder, step);
  if (code === 0) return null;
  if (!failure) {
    const said = /(?<=steps: ).*| \d\) .*|error TS.*|[\w-]+\([\w-]+\): .*|[Ee]rror.*/.exec(output);
    const complaint = said?.[0] ?? output.slice(-200);
    return `${step.name}: ${code === 124 || code === 137 ? 'does not end' : complaint}`;
  }
  const tests = failure.testResults.flatMap((t) =>
    t.assertionResults.filter((a) => a.status === 'failed').map((a) => `${basename(t.name)}: ${a.fullName}`),
  );
  return (
    tests[0] ??
    failure.testResults.filter((t) => t.message).map((t) => `${basename(t.name)}: ${t.message.split('\n')[0]}`)[0] ??
    `${step.name}: exit ${code}`
  );
}
