/** The operator's command line as a separate process besides the servers. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bareEnv, compiledOnce } from '@egoejo/server/testing/servers/server-process.ts';

/** Runs `egoejo ARGS` with `env` as its only settings. */
export const egoejo = (
  env: Record<string, string>,
  ...args: string[]
): Promise<{ exit: number; out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const cli = fileURLToPath(new URL('../../server/src/cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...bareEnv(), ...compiledOnce, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ exit: code ?? -1, out, err }));
  });
