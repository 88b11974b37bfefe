/** Child processes of the command runners: plain Node 20, no dependencies. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

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

/**
 * Runs a preparation step. With `loud`, its stdout and stderr both go to our stderr; else they are captured and
 * returned.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, loud?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runStep(file, args, { env = process.env, cwd = root, loud = false } = {}) {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (loud) process.stderr.write(text);
    });
  }
  return { code: await ended(child), output };
}

/** @param {import('node:child_process').ChildProcess} child */
const ended = (child) =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 9)));
  });
