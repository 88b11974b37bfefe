/** The checks of the commands: each reports how many tests passed, failed and were skipped. */
import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { diagnose } from './diagnosis.ts';
import { flakyOr, type FailedWalk } from './flaky.ts';
import { stillS } from './pace.ts';
import { prepare } from '../start/prepare.mjs';
import { root, runStep } from '../start/processes.mjs';
import { readRunning } from './running-tests.ts';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Information for the reader: why something was not run, figures, the output of failures. */
  notes: string[];
  /** Names of failures, repeated at the end, where a truncated output still contains them. */
  broken: string[];
  /** Browser tests that failed and passed when run again alone, each with the first line of its cause. */
  flaky: string[];
}
export interface Check {
  name: string;
  /** The longest that it may take at the usual pace (pace.ts), s. Infinite for tests, which end when none moves. */
  limitS: number;
  run: (limitS: number) => Promise<Tally>;
  /** How far it is. */
  progress?: () => string;
}

export const noTally: Tally = { passed: 0, failed: 0, skipped: 0, notes: [], broken: [], flaky: [] };
const passed = (...notes: string[]): Tally => ({ ...noTally, passed: 1, notes });
const failed = (...notes: string[]): Tally => ({ ...noTally, failed: 1, notes });

/** The sum of several tallies. */
export const sum = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      notes: [...a.notes, ...b.notes],
      broken: [...a.broken, ...b.broken],
      flaky: [...a.flaky, ...b.flaky],
    }),
    noTally,
  );

const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const reports = join(root, '.test');
const reporter = join(root, 'tools/gate/running-tests.ts');

/** Looks at a step that reaches its limit; `page` is then what it saw. @param running the tests under way, a line each */
const witness = (running = (): string[] => []) => {
  const seen = {
    page: '',
    onLate: async (pid: number): Promise<void> => {
      seen.page = await diagnose(pid, running());
    },
  };
  return seen;
};

interface Step {
  limitS: number;
  still?: { s: number; mark: () => string };
  env?: NodeJS.ProcessEnv;
  running?: () => string[];
}
/** Runs a step. When it reaches its limit, the output ends with its last lines and a diagnosis, and it is killed. */
async function step(name: string, file: string, args: string[], { running, ...limits }: Step) {
  const seen = witness(running);
  const { code, output, late } = await runStep(file, args, { name, ...limits, onLate: seen.onLate });
  return { code, late, output: late ? `${output.split('\n').slice(-40).join('\n')}\n${seen.page}` : output };
}
const programCheck = (name: string, file: string, args: string[]): Check => ({
  name,
  limitS: 240,
  async run(limitS) {
    const { code, output } = await step(name.replaceAll(/[ /]/g, '-'), file, args, { limitS });
    return code === 0 ? passed() : failed(output.trim());
  },
});

/** One check for each TypeScript program of the project. */
export const types: Check[] = ['shared', 'server', 'client', 'client/tsconfig.sw.json', 'tools', 'e2e'].map((project) =>
  programCheck(`types ${project}`, bin('tsc'), ['-p', project]),
);

export const lint: Check = programCheck('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '.']);

/** Checks that every file is formatted as by `npm run format`. Without `--check` the formatter would rewrite files. */
export const format: Check = programCheck('format', bin('oxfmt'), ['--check', '.']);

/** Builds the app in the same way as `npm start`. */
export const build: Check = {
  name: 'build',
  limitS: 180,
  run: async (limitS) => {
    const seen = witness();
    const built = await prepare(['client'], { limitS, onLate: seen.onLate });
    return built.ok ? passed() : failed(`${built.reason}\n${seen.page}`.trim());
  },
};

/** The file in which the tests of that name note when they begin and end. */
const runningFile = (name: string): string => join(reports, `${name}.running`);
const progressOf = (name: string) => (): string => {
  const { ended, running } = readRunning(runningFile(name));
  return `${ended} tests ended; running: ${running.slice(0, 3).join('; ') || 'none'}`;
};

/** Runs tests with Node. They hang when none begins or ends for longer than any may take (pace.ts). */
async function runTests(name: string, args: string[], limitS: number, more: NodeJS.ProcessEnv = {}) {
  const file = runningFile(name);
  await rm(file, { force: true });
  const env = { ...process.env, EGOEJO_RUNNING: file, ...more };
  return step(name, process.execPath, args, {
    limitS,
    still: { s: stillS(env), mark: () => JSON.stringify(readRunning(file)) },
    env,
    running: () => readRunning(file).running,
  });
}

/**
 * Known vulnerabilities of production dependencies. If the registry does not provide advisories, the check reports that
 * and counts nothing, because there is no verdict.
 */
export const audit: Check = {
  name: 'audit',
  limitS: 120,
  run: async (limitS) => {
    const args = ['-y', 'pnpm@12.21.0', 'audit', '--prod', '--audit-level', 'moderate'];
    const { code, output } = await step('audit', 'npx', args, { limitS });
    if (code === 0 && !output.includes('ERR_PNPM_AUDIT')) return passed();
    if (/ERR_PNPM_AUDIT|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ERR_PNPM_META_FETCH/.test(output)) {
      return { ...noTally, notes: ['dependency audit: the registry does not answer it from here; no verdict'] };
    }
    return failed(output.trim());
  },
};

interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** Unit and integration tests by vitest. @param args further arguments, for example `--project server` */
export const unit = (name: string, args: string[], { coverage = false, env = {} } = {}): Check => ({
  name,
  limitS: Infinity,
  progress: progressOf(name),
  run: async (limitS) => {
    const file = join(reports, `${name}.json`);
    await rm(file, { force: true });
    const command = [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--reporter=${reporter}`,
      `--outputFile.json=${file}`,
      ...(coverage ? ['--coverage'] : []),
      ...args,
    ];
    const { code, output, late } = await runTests(name, command, limitS, env);
    const report = late ? undefined : await readJson<UnitReport>(file);
    if (!report) return failed(output.trim());
    const notRun = report.testResults.filter(
      (t) => t.status === 'failed' && t.assertionResults.every((a) => a.status !== 'failed'),
    );
    const broken = [
      ...notRun.map((t) => `${t.name}: ${t.message}`),
      ...report.testResults.flatMap((t) =>
        t.assertionResults.filter((a) => a.status === 'failed').map((a) => `${t.name}: ${a.fullName}`),
      ),
    ];
    const unexplained = code !== 0 && broken.length === 0 ? ['the run itself'] : [];
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + notRun.length + unexplained.length,
      skipped: report.numPendingTests + report.numTodoTests,
      notes: [
        ...(code === 0 ? output.split('\n').filter((l) => l.startsWith('server tests on')) : [output.trim()]),
        ...(coverage ? await coverageNotes() : []),
      ],
      broken: [...broken, ...unexplained],
      flaky: [],
    };
  },
});

type Coverage = Record<string, { lines: { total: number; covered: number } }>;

async function coverageNotes(): Promise<string[]> {
  const files = await readJson<Coverage>(join(reports, 'coverage/coverage-summary.json'));
  if (!files) return ['line coverage: no report'];
  return ['shared', 'server'].map((pkg) => {
    const lines = Object.entries(files)
      .filter(([path]) => path.startsWith(join(root, pkg)))
      .map(([, of]) => of.lines);
    const total = lines.reduce((n, l) => n + l.total, 0);
    const covered = lines.reduce((n, l) => n + l.covered, 0);
    return `line coverage of ${pkg}/: ${((100 * covered) / Math.max(1, total)).toFixed(1)} % (goal 90)`;
  });
}

/** Runs the simulator with these arguments. */
export async function simulatorOf(args: string[], limitS: number): Promise<Tally> {
  const program = [join(root, 'e2e/sim/main.ts'), ...args];
  const { code, output } = await step('simulator', process.execPath, program, { limitS });
  const lines = output.split('\n');
  const [, done = 0, violations = 0] = (/^(\d+) seeds from .*, (\d+) violations/m.exec(output) ?? []).map(Number);
  const bad = Math.max(violations, code === 0 ? 0 : 1);
  const told = lines.filter((l) => /^(faults:|\d+ seeds from )/.test(l)).map((l) => `simulator: ${l}`);
  const broken = lines
    .filter((l) => / broke after \d+ steps: |^the fixed seeds never applied/.test(l))
    .map((l) => `simulator: ${l}`);
  return { ...noTally, passed: done - violations, failed: bad, notes: bad > 0 ? [output.trim()] : told, broken };
}
/** The fixed seeds of the simulator (S28; e2e/sim/seeds/plan.ts). The long run tries others. */
export const simulator: Check = {
  name: 'simulator',
  limitS: 480,
  run: (limitS) => simulatorOf(['--fixed', '--quick', '--limit', '60'], limitS),
};

interface BrowserSuite {
  specs: {
    title: string;
    ok: boolean;
    file: string;
    line: number;
    tests: { results: { error?: { message?: string } }[] }[];
  }[];
  suites?: BrowserSuite[];
}
const failedIn = (suite: BrowserSuite): FailedWalk[] => [
  ...suite.specs
    .filter((s) => !s.ok)
    .map(({ file, line, title, tests }) => ({
      name: `${file}: ${title}`,
      at: `${file}:${line}`,
      cause: stripVTControlCharacters(
        tests.flatMap((t) => t.results).find((r) => r.error)?.error?.message ?? 'no message',
      ),
    })),
  ...(suite.suites ?? []).flatMap(failedIn),
];
interface BrowserReport {
  suites: BrowserSuite[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
}

/** Runs browser tests. @param args further arguments of Playwright */
async function walk(name: string, args: string[], limitS: number, env: NodeJS.ProcessEnv) {
  const file = join(reports, `${name}.json`);
  await rm(file, { force: true });
  const cli = join(root, 'e2e/node_modules/@playwright/test/cli.js');
  const command = [cli, 'test', '--config', 'e2e/playwright.config.ts', `--reporter=list,json,${reporter}`, ...args];
  const { output, late } = await runTests(name, command, limitS, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return { output, report: late ? undefined : await readJson<BrowserReport>(file) };
}

/**
 * End-to-end tests in a real Chromium. One that failed is run once more, alone and on a new database: if it passes, it
 * is flaky (flaky.ts). @param args which of them, by default those of the gate
 */
export const browser = (args: string[] = ['--grep-invert', '@long'], env: NodeJS.ProcessEnv = {}): Check => ({
  name: 'browser',
  limitS: Infinity,
  progress: progressOf('browser'),
  run: async (limitS) => {
    const started = performance.now();
    const { output, report } = await walk('browser', args, limitS, env);
    if (!report) return failed(output.trim());
    const { expected, unexpected, skipped } = report.stats;
    const walks = report.suites.flatMap(failedIn);
    const again = async (one: FailedWalk): Promise<boolean> => {
      const left = limitS - (performance.now() - started) / 1000;
      const second = await walk('browser-again', [one.at], Math.max(1, left), env);
      return second.report !== undefined && second.report.stats.expected > 0 && second.report.stats.unexpected === 0;
    };
    const { flaky, broken } = report.errors.length > 0 ? { flaky: [], broken: walks } : await flakyOr(walks, again);
    const bad = broken.length + report.errors.length + (skipped > 0 ? 1 : 0);
    const told = output.split('\n').filter((l) => l.startsWith('browser tests'));
    return {
      passed: expected + flaky.length,
      failed: Math.max(bad, flaky.length < unexpected ? 1 : 0),
      skipped,
      notes: bad > 0 || flaky.length > 0 ? [output.trim()] : told,
      broken: [
        ...broken.map((w) => w.name),
        ...report.errors.map((e) => `the run itself: ${e.message?.split('\n')[0] ?? 'no message'}`),
        ...(skipped > 0 ? [`${skipped} skipped`] : []),
      ],
      flaky: flaky.map((w) => `${w.name} (${w.cause.split('\n')[0]})`),
    };
  },
});

async function readJson<T>(file: string): Promise<T | undefined> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  return there ? (JSON.parse(await readFile(file, 'utf8')) as T) : undefined;
}
