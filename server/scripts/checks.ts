/** The checks of `npm test` and `npm run verify`; each reports how many tests passed, failed and were skipped. */
import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '../../e2e/support/chromium.ts';
import { prepare } from './prepare.mjs';
import { root, runStep } from './processes.mjs';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Information for the reader: why something was not run, figures, the output of failures. */
  notes: string[];
  /** Names of failures, repeated at the end, where a truncated output still contains them. */
  broken: string[];
}
export interface Check {
  name: string;
  run: () => Promise<Tally>;
}

export const noTally: Tally = { passed: 0, failed: 0, skipped: 0, notes: [], broken: [] };
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
    }),
    noTally,
  );

const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const reports = join(root, '.test');
const program = async (file: string, args: string[]): Promise<Tally> => {
  const { code, output } = await runStep(file, args);
  return code === 0 ? passed() : failed(output.trim());
};

/** One check for each TypeScript program of the project. */
export const types: Check[] = ['shared', 'server', 'client', 'client/tsconfig.sw.json', 'e2e'].map((project) => ({
  name: `types ${project}`,
  run: () => program(bin('tsc'), ['-p', project]),
}));

export const lint: Check = {
  name: 'lint',
  run: () => program(bin('oxlint'), ['--type-aware', '--deny-warnings', '.']),
};

/** Checks that every file is formatted as by `npm run format`. Without `--check` the formatter would rewrite files. */
export const format: Check = { name: 'format', run: () => program(bin('oxfmt'), ['--check', '.']) };

/** Builds the app in the same way as `npm start`. */
export const build: Check = {
  name: 'build',
  run: async () => {
    const built = await prepare(['client']);
    return built.ok ? passed() : failed(built.reason);
  },
};

/**
 * Known vulnerabilities of production dependencies. If the registry does not provide advisories, the check reports that
 * and counts nothing, because there is no verdict.
 */
export const audit: Check = {
  name: 'audit',
  run: async () => {
    const { code, output } = await runStep('npx', [
      '-y',
      'pnpm@12.21.0',
      'audit',
      '--prod',
      '--audit-level',
      'moderate',
    ]);
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
export const unit = (name: string, args: string[], { coverage = false } = {}): Check => ({
  name,
  run: async () => {
    const file = join(reports, `${name}.json`);
    await rm(file, { force: true });
    const { code, output } = await runStep(process.execPath, [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...(coverage ? ['--coverage'] : []),
      ...args,
    ]);
    const report = await readJson<UnitReport>(file);
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

/**
 * Seeds of the simulator (S28): some are fixed, so that bugs found earlier stay covered; the seed of the run chooses
 * the others.
 */
const simulatorSeeds = (seed: number) => [
  { from: 1, count: 16 },
  { from: 1_000_000 + seed * 8, count: 8 },
];

async function runSeeds({ from, count }: { from: number; count: number }): Promise<Tally> {
  const { code, output } = await runStep(process.execPath, [
    join(root, 'e2e/sim/main.ts'),
    '--seeds',
    String(count),
    '--from',
    String(from),
  ]);
  const lines = output.split('\n');
  const [, done = 0, violations = 0] = (/^(\d+) seeds from .*, (\d+) violations/m.exec(output) ?? []).map(Number);
  const bad = Math.min(count, Math.max(violations, code === 0 ? 0 : 1, count - done));
  const told = lines.filter((l) => /^(faults:|\d+ seeds from )/.test(l)).map((l) => `simulator: ${l}`);
  const broken = lines.filter((l) => / broke after \d+ steps: /.test(l)).map((l) => `simulator: ${l}`);
  return { passed: count - bad, failed: bad, skipped: 0, notes: bad > 0 ? [output.trim()] : told, broken };
}
export const simulator = (seed: number): Check => ({
  name: 'simulator',
  run: async () => {
    // Together: at the end of one, a processor would have nothing to do.
    return sum(await Promise.all(simulatorSeeds(seed).map(runSeeds)));
  },
});

/** Runs some proofs that a test guards its rule; the seed of the run chooses them. */
export const proofs = (seed: number): Check => ({
  name: 'proofs',
  run: async () => {
    const { code, output } = await runStep(process.execPath, [
      join(root, 'server/scripts/proofs.ts'),
      '--count',
      '5',
      '--seed',
      String(seed),
    ]);
    const lines = output.split('\n');
    const broken = lines.filter((l) => l.startsWith('does not hold: ')).map((l) => `proof ${l}`);
    const held = lines.filter((l) => l.startsWith('holds: ')).length;
    const bad = code === 0 ? 0 : Math.max(1, broken.length);
    const skipped = lines.filter((l) => l.startsWith('not run: ')).length;
    const notes = bad > 0 ? [output.trim()] : lines.filter((l) => /^(seed|holds:|not run:) /.test(l));
    return { passed: held, failed: bad, skipped, notes, broken };
  },
});

interface BrowserSuite {
  file: string;
  specs: { title: string; ok: boolean }[];
  suites?: BrowserSuite[];
}
const brokenIn = (suite: BrowserSuite): string[] => [
  ...suite.specs.filter((s) => !s.ok).map((s) => `${suite.file}: ${s.title}`),
  ...(suite.suites ?? []).flatMap(brokenIn),
];
interface BrowserReport {
  suites: BrowserSuite[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
}

/** End-to-end tests in a real Chromium. If there is none, all of them count as skipped. */
export const browser: Check = {
  name: 'browser',
  run: async () => {
    const cli = join(root, 'e2e/node_modules/@playwright/test/cli.js');
    const file = join(reports, 'browser.json');
    const args = [cli, 'test', '--config', 'e2e/playwright.config.ts'];
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    await rm(file, { force: true });
    const chromium = await findChromium();
    if (!chromium.ok) {
      await runStep(process.execPath, [...args, '--list', '--reporter=json'], { env });
      const listed = await readJson<BrowserReport>(file);
      const skipped = listed ? listed.stats.expected + listed.stats.skipped : 1;
      return {
        ...noTally,
        skipped,
        notes: [`not run: ${skipped} browser tests (${String(chromium.error.params['reason'])})`],
      };
    }
    const { output } = await runStep(process.execPath, [...args, '--reporter=list,json'], { env });
    const report = await readJson<BrowserReport>(file);
    if (!report) return failed(output.trim());
    const { expected, unexpected, flaky, skipped } = report.stats;
    const bad = unexpected + flaky + report.errors.length;
    const told = output.split('\n').filter((l) => l.startsWith('browser tests'));
    return {
      passed: expected,
      failed: bad,
      skipped,
      notes: bad > 0 ? [output.trim()] : told,
      broken: report.suites.flatMap(brokenIn),
    };
  },
};

async function readJson<T>(file: string): Promise<T | undefined> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  return there ? (JSON.parse(await readFile(file, 'utf8')) as T) : undefined;
}
