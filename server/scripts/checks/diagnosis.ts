/**
 * What can be told about a step that reached its limit: the tests that were running, its processes and their stacks,
 * what its databases do, and what it printed last.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Longest time that one question may take, ms: a step that hangs must not make its diagnosis hang. */
const ASK_MS = 10_000;

interface Running {
  pid: number;
  parent: number;
  /** Its command line, NUL-separated as in /proc. */
  line: string;
}

/** The processes that `pid` started, directly or through others, and itself; in the order of their start. */
async function descendants(pid: number): Promise<Running[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(
    ids.map(async (id): Promise<Running> => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return { pid: id, parent: Number(/\) \S (\d+)/.exec(stat)?.[1] ?? 0), line };
    }),
  );
  const found = all.filter((p) => p.pid === pid);
  for (const { pid: parent } of found) found.push(...all.filter((p) => p.parent === parent));
  return found;
}

/** What a program prints, or why it printed nothing. */
const ask = (file: string, args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(file, args, { timeout: ASK_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) =>
      resolve(error ? `${error.message} ${stderr}`.trim() : stdout.trim()),
    );
  });

/** The JavaScript stack of each Node process that writes a report at SIGUSR2 (see `withReports`). */
async function stacks(processes: readonly Running[], folder: string): Promise<string[]> {
  for (const { pid } of processes) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.includes(folder)) process.kill(pid, 'SIGUSR2');
  }
  await pause(3000);
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  return Promise.all(
    files.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      const stack = /"stack":\s*\[([^\]]*)\]/.exec(text.slice(text.indexOf('"javascriptStack"')))?.[1] ?? 'no stack';
      return `${name}\n${stack.replaceAll(/^\s*"|",?$/gm, '  ')}`;
    }),
  );
}

/** What each PostgreSQL among these processes is doing. */
async function activity(processes: readonly Running[]): Promise<string[]> {
  const servers = processes
    .map(({ line }) => line.split('\0'))
    .filter(([file = '']) => file.endsWith('/postgres'))
    .map((args) => ({ bin: args[0]!.replace(/postgres$/, 'psql'), port: args[args.indexOf('-p') + 1] ?? '' }));
  const query = `select pid, datname, state, wait_event, now() - query_start as since, left(query, 160) as query
    from pg_stat_activity where datname is not null and pid <> pg_backend_pid()`;
  return Promise.all(
    servers.map(({ bin, port }) => ask(bin, ['-h', '127.0.0.1', '-p', port, '-U', 'postgres', '-c', query])),
  );
}

/**
 * Environment of a step whose Node processes write their stack to `folder` when `diagnose` asks. @returns also how the
 * folder is removed.
 */
export async function withReports(): Promise<{ folder: string; env: NodeJS.ProcessEnv; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-reports-'));
  const options = `${process.env['NODE_OPTIONS'] ?? ''} --report-on-signal --report-directory=${folder}`.trim();
  return {
    folder,
    env: { ...process.env, NODE_OPTIONS: options },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * A page about the step whose first process is `pid`. @param tests what was running, a line each
 * @param folder of `withReports`
 */
export async function diagnose(pid: number, tests: readonly string[], folder: string): Promise<string> {
  const processes = await descendants(pid);
  const tree = await ask('ps', [
    '-o',
    'pid,ppid,stat,etime,time,wchan:20,args',
    '--forest',
    '--width',
    '160',
    '-p',
    processes.map((p) => p.pid).join(','),
  ]);
  const databases = await activity(processes);
  return [
    '--- tests that were running',
    ...(tests.length > 0 ? tests : ['none was told']),
    '--- processes',
    tree,
    '--- databases',
    ...(databases.length > 0 ? databases : ['no PostgreSQL']),
    '--- stacks',
    ...(await stacks(processes, folder)),
  ].join('\n');
}
