/** Installs what a test needs from the sources that the machine can reach: Debian packages and the npm registry. */
import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';

/** Runs a program to its end; never throws: a program that cannot start has code -1 and the reason as output. */
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
    child.once('error', (error) => resolve({ code: -1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

/** Installs a Debian package if permitted. @returns one line with the result. */
export async function installDebianPackage(name: string): Promise<string> {
  const debian = await access('/usr/bin/apt-get').then(
    () => true,
    () => false,
  );
  if (!debian) return `${name}: not a Debian machine`;
  if (process.getuid?.() !== 0) return `${name}: not installed, and installing needs root`;
  console.error(`installing ${name} from Debian …`);
  const install = () =>
    run('/usr/bin/env', [
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      'install',
      '-y',
      '--no-install-recommends',
      name,
    ]);
  if ((await install()).code === 0) return `${name}: installed`;
  await run('apt-get', ['update']);
  const second = await install();
  return second.code === 0 ? `${name}: installed` : `apt-get install ${name}: ${second.output.trim().slice(-300)}`;
}
