/**
 * A reporter for vitest and for Playwright: writes a line to the file `EGOEJO_RUNNING` when a test begins and when it
 * ends, so that `npm test` can tell how far a run is and, when it hangs, in which test.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const note = (sign: '+' | '-', name: string): void => {
  const file = process.env['EGOEJO_RUNNING'];
  if (file !== undefined) appendFileSync(file, `${sign} ${name.replaceAll('\n', ' ')}\n`);
};

/** The parts of a vitest test and of a Playwright test that name it. */
interface VitestCase {
  fullName: string;
  module: { relativeModuleId: string };
}
interface BrowserCase {
  titlePath(): string[];
}
const ofVitest = (test: VitestCase): string => `${test.module.relativeModuleId} > ${test.fullName}`;
const ofBrowser = (test: BrowserCase): string => test.titlePath().filter(Boolean).join(' > ');

export default class RunningTests {
  onTestCaseReady(test: VitestCase): void {
    note('+', ofVitest(test));
  }
  onTestCaseResult(test: VitestCase): void {
    note('-', ofVitest(test));
  }
  onTestBegin(test: BrowserCase): void {
    note('+', ofBrowser(test));
  }
  onTestEnd(test: BrowserCase): void {
    note('-', ofBrowser(test));
  }
}

/** How far a run is, from the file that the reporter writes. */
export function readRunning(file: string): { ended: number; running: string[] } {
  // Absent as long as no test has begun.
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const running = new Set<string>();
  let ended = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('+ ')) running.add(line.slice(2));
    else if (line.startsWith('- ')) {
      running.delete(line.slice(2));
      ended++;
    }
  }
  return { ended, running: [...running] };
}
