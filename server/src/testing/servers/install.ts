/** Installs what a test needs from the sources that the machine can reach: Debian packages and the npm registry. */
import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest time of an installation, ms. */
const LIMIT_MS = 300_000;

/**
 * Runs a program to its end, or to the limit; never throws: a program that cannot start, or does not end, has code -1
 * and the reason as output.
 */
export function run(
  file: string,
  args: string[],
  options: { uid?: number; gid?: number; cwd?: string } = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({ code: -1, output: `${output}\nnot ended after ${LIMIT_MS / 1000} s` });
    }, LIMIT_MS);
    const end = (code: number, text: string): void => {
      clearTimeout(limit);
      resolve({ code, output: text });
    };
    child.once('error', (error) => end(-1, error.message));
    child.once('close', (code) => end(code ?? -1, output));
  });
}

/** Tests that run at the same time need packages at the same time, and apt gives up where another apt is at work. */
const apt = (...args: string[]): ReturnType<typeof run> =>
  run('/usr/bin/env', [
    'DEBIAN_FRONTEND=noninteractive',
    'flock',
    join(tmpdir(), 'egoejo-apt.lock'),
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=200',
    ...args,
  ]);

/** Installs a Debian package if permitted. @returns one line with the result. */
export async function installDebianPackage(name: string): Promise<string> {
  const debian = await access('/usr/bin/apt-get').then(
    () => true,
    () => false,
  );
  if (!debian) return `${name}: not a Debian machine`;
  if (process.getuid?.() !== 0) return `${name}: not installed, and installing needs root`;
  console.error(`installing ${name} from Debian …`);
  // The machine's lists may be old, and with them the package: puppeteer cannot drive last year's Firefox.
  await apt('update');
  const { code, output } = await apt('install', '-y', '--no-install-recommends', name);
  return code === 0 ? `${name}: installed` : `apt-get install ${name}: ${output.trim().slice(-300)}`;
}
