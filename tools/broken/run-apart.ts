/** Runs a check in a copy of the tree, in a separate process group that ends when this process ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of vitest's JSON report that the scripts use. */
export interface TestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; title: string; failureMessages: string[] }[];
  }[];
}
export interface Outcome {
  code: number;
  output: string;
  /** Null when the check wrote no report. */
  report: TestReport | null;
}

/** Path of the test report, from the root of the copy. */
export const reportFile = '.test/apart.json';

const underWay = new Set<ChildProcess>();
process.once('exit', () => {
  for (const { pid } of underWay) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
});

export async function runApart(folder: string, command: string[], cwd = '.'): Promise<Outcome> {
  const [file = '', ...args] = command;
  await rm(join(folder, reportFile), { force: true });
  const child = spawn(file, args, { cwd: join(folder, cwd), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  underWay.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = await once(child, 'close');
  underWay.delete(child);
  const report = await readFile(join(folder, reportFile), 'utf8').then(
    (text): TestReport => JSON.parse(text),
    () => null,
  );
  return { code: typeof code === 'number' ? code : 137, output, report };
}
