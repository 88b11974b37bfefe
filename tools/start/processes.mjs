/** Child processes of the command runners: plain Node 20, no dependencies. */
import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** The folder of what the steps of a command print. */
const logs = join(root, '.test/logs');

/**
 * Runs a program to its end with our stdio and forwards SIGINT, SIGTERM and SIGHUP, so that stopping us stops it. Each
 * kind of signal is forwarded once, because npm may deliver it to us twice. A Ctrl-C at a terminal reaches the program
 * directly.
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it.
 */
export function runForwarding(file, args, options = {}) {
  const child = spawn(file, args, { stdio: 'inherit', ...options });
  const sent = new Set();
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (!sent.has(signal) && !(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
      sent.add(signal);
    });
  }
  const watch = watchParent(() => child.kill('SIGTERM'));
  return ended(child).finally(() => clearInterval(watch));
}

/**
 * A killed npm cannot forward signals, so what it started must end when npm is gone. When not started by npm, we may
 * outlive our parent. @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, 500).unref();
}

/** The process groups of steps under way. @type {Set<number>} */
const underWay = new Set();
/** Kills a process group, unless it has ended. @param {number} pid of its leader */
const killGroup = (pid) => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};
const killAll = () => underWay.forEach(killGroup);
const stopAll = () => process.exit(130);

/** @param {number} pid */
function begin(pid) {
  if (underWay.size === 0) process.on('exit', killAll).on('SIGINT', stopAll).on('SIGTERM', stopAll);
  underWay.add(pid);
}

/** @param {number} pid */
function finish(pid) {
  killGroup(pid);
  underWay.delete(pid);
  if (underWay.size === 0) process.off('exit', killAll).off('SIGINT', stopAll).off('SIGTERM', stopAll);
}

let steps = 0;

/**
 * Calls `act` once: after `limitS` seconds, or when `mark` gave the same for `s` seconds.
 * @param {number} limitS
 * @param {Still | undefined} still
 * @param {(why: string) => void} act
 * @returns {() => void} ends the watch
 */
function watchTime(limitS, still, act) {
  const start = performance.now();
  let moved = start;
  let mark = still?.mark();
  const timer = setInterval(() => {
    const now = performance.now();
    const next = still?.mark();
    if (next !== mark) [mark, moved] = [next, now];
    const why =
      now - start >= limitS * 1000
        ? `not ended after ${limitS.toFixed(0)} s`
        : still && now - moved >= still.s * 1000 && `nothing began or ended for ${still.s.toFixed(0)} s`;
    if (!why) return;
    clearInterval(timer);
    act(why);
  }, 1000);
  return () => clearInterval(timer);
}

/**
 * Runs a step to its end, or to its limit, in a process group of its own, of which nothing is left afterwards. Its
 * stdout and stderr go to a file: a process that it leaves behind, holding them open, keeps nobody waiting.
 * @typedef {{ s: number, mark: () => string }} Still how long `mark`, which tells how far a step is, may stay the same
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, limitS?: number, still?: Still | undefined, name?: string, onLate?:
 * (pid: number) => Promise<unknown> }} [options] `onLate` looks at the processes of a step that reached a limit, before
 * they end.
 * @returns {Promise<{ code: number, output: string, late: boolean }>}
 */
export async function runStep(file, args, { env = process.env, cwd = root, limitS = 900, still, name, onLate } = {}) {
  const log = join(logs, `${name ?? basename(file)}-${process.pid}-${++steps}.log`);
  await mkdir(logs, { recursive: true });
  const to = await open(log, 'w');
  const windows = process.platform === 'win32';
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', to.fd, to.fd], shell: windows, detached: !windows });
  // Heard from the start: a short step has ended before the file below is closed.
  const over = ended(child, 'exit');
  await to.close();
  const { pid } = child;
  if (pid !== undefined) begin(pid);
  let late = '';
  /** @type {Promise<unknown>} */
  let look = Promise.resolve();
  const endWatch = watchTime(limitS, still, (why) => {
    late = why;
    look = Promise.resolve(pid !== undefined && onLate?.(pid))
      .catch(console.error)
      .finally(() => pid !== undefined && killGroup(pid));
  });
  try {
    const code = await over;
    // It may end while it is looked at.
    await look;
    const output = await readFile(log, 'utf8');
    return { code, output: late ? `${output}\n${name ?? file}: ${late}` : output, late: late !== '' };
  } finally {
    endWatch();
    if (pid !== undefined) finish(pid);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {'exit' | 'close'} event
 * @returns {Promise<number>}
 */
const ended = (child, event = 'close') =>
  new Promise((resolve, reject) => {
    /** @param {number | null} code @param {NodeJS.Signals | null} signal */
    const end = (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 9));
    child.on('error', reject);
    child.on(event, end);
  });
