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
 * Runs a step to its end, or to its limit, in a process group of its own, of which nothing is left afterwards. Its
 * stdout and stderr go to a file: a process that it leaves behind, holding them open, keeps nobody waiting.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, limitS?: number, name?: string, onLate?: (pid: number) =>
 * Promise<unknown> }} [options] `onLate` looks at the processes of a step that reached its limit, before they end.
 * @returns {Promise<{ code: number, output: string, late: boolean }>}
 */
export async function runStep(file, args, { env = process.env, cwd = root, limitS = 900, name, onLate } = {}) {
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
  let late = false;
  /** @type {Promise<unknown>} */
  let look = Promise.resolve();
  const limit = setTimeout(() => {
    late = true;
    look = Promise.resolve(pid !== undefined && onLate?.(pid))
      .catch(console.error)
      .finally(() => pid !== undefined && killGroup(pid));
  }, limitS * 1000);
  try {
    const code = await over;
    // It may end while it is looked at.
    await look;
    const output = await readFile(log, 'utf8');
    return { code, output: late ? `${output}\n${name ?? file}: not ended after ${limitS} s` : output, late };
  } finally {
    clearTimeout(limit);
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
