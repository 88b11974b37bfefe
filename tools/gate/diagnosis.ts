/**
 * What can be told about a step that reached its limit: the tests that were running, its processes and their stacks,
 * what its databases do, and what it printed last.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
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

/** Where Node's debugger listens in a process that got SIGUSR1. */
const DEBUGGER = 'http://127.0.0.1:9229/json/list';
/** Longest time until a process has paused; one that waits for something never does, ms. */
const PAUSE_MS = 3000;

interface Paused {
  method?: string;
  params?: { callFrames?: { functionName: string; url: string; location: { lineNumber: number } }[] };
}

/** The address of a debugger on that port; undefined: none listens. */
const listening = (): Promise<string | undefined> =>
  fetch(DEBUGGER)
    .then((answer) => answer.json() as Promise<{ webSocketDebuggerUrl: string }[]>)
    .then(
      ([first]) => first?.webSocketDebuggerUrl,
      () => undefined,
    );
/** Waits until a debugger listens, or until none does. */
async function debuggerUrl(wanted: boolean): Promise<string> {
  for (let left = 10; left > 0; left--) {
    await pause(300);
    const url = await listening();
    if ((url !== undefined) === wanted) return url ?? '';
  }
  throw new Error(wanted ? 'its debugger does not answer' : 'a debugger has not ended');
}

/** The JavaScript stack of a Node process, also of one in an endless loop; the process is killed. */
async function stackOf(pid: number): Promise<string> {
  process.kill(pid, 'SIGUSR1');
  const socket = new WebSocket(await debuggerUrl(true));
  const stack = await new Promise<string>((resolve) => {
    const limit = setTimeout(() => resolve('  waits; runs no code'), PAUSE_MS);
    socket.addEventListener('open', () => {
      for (const [i, method] of ['Debugger.enable', 'Debugger.pause'].entries())
        socket.send(JSON.stringify({ id: i + 1, method }));
    });
    socket.addEventListener('message', ({ data }) => {
      const { method, params }: Paused = JSON.parse(String(data));
      if (method !== 'Debugger.paused') return;
      clearTimeout(limit);
      const frames = params?.callFrames ?? [];
      resolve(
        frames
          .slice(0, 15)
          .map((f) => `  ${f.functionName || '(anonymous)'} ${f.url}:${f.location.lineNumber + 1}`)
          .join('\n'),
      );
    });
  });
  process.kill(pid, 'SIGKILL');
  socket.close();
  // The next one needs its port.
  await debuggerUrl(false);
  return stack;
}

/**
 * The stacks of the Node processes among these, one after the other, since they share the debugger's port; children
 * first, because they end with their parent.
 */
async function stacks(processes: readonly Running[]): Promise<string[]> {
  const told: string[] = [];
  const nodes = processes.filter((p) => /(^|\/)node$/.test(p.line.split('\0')[0] ?? '')).toReversed();
  for (const { pid, line } of nodes.slice(0, 8)) {
    const stack = await stackOf(pid).catch((error: unknown) => `  ${String(error)}`);
    told.push(`${pid} ${line.replaceAll('\0', ' ').slice(0, 120)}\n${stack}`);
  }
  return told;
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

/** A page about the step whose first process is `pid`. @param tests what was running, a line each */
export async function diagnose(pid: number, tests: readonly string[]): Promise<string> {
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
    ...(await stacks(processes)),
  ].join('\n');
}
