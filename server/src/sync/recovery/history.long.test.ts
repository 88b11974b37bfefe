/** A checker that knows only docs/protocol.md judges what many devices were told by two servers that are killed. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../testing/database/postgres.ts';
import { bareEnv, startServer, type ServerProcess } from '../../testing/servers/server-process.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const people = ['awa@example.org', 'grains-du-matin', 'moussa@example.org', 'ombre-du-manguier'];

/** Runs the checker. @param onProgress called from time to time while its devices act */
function runChecker(urls: string, onProgress: () => void): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, ['docs/conformance.mjs', '--history', urls, ...people, '--seconds', '20'], {
    cwd: root,
    env: { ...bareEnv() },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (/^\d+ exchanges$/m.test(text)) onProgress();
      out += text;
    });
  return new Promise((done) => {
    child.once('close', (code) => done({ code: code ?? -1, out }));
  });
}

describe('a history of two servers', () => {
  it('S5 S6 S7 S9 S14 S15 S16 S26: devices with cut, doubled and copied requests see one history, while servers are killed in turn', async () => {
    const { url, drop } = await createDatabase();
    const options = { databaseUrl: url, args: ['--demo'], env: { RECEIPT_KEY: 'k'.repeat(64) } };
    const servers: ServerProcess[] = [await startServer(options), await startServer(options)];
    const killed = { times: 0, busy: false, last: Promise.resolve() };
    const killOne = async (): Promise<void> => {
      const server = servers[killed.times % 2]!;
      killed.busy = true;
      await server.kill();
      await server.start();
      killed.times++;
      killed.busy = false;
    };
    // One at a time; the other server goes on.
    const onProgress = (): void => {
      if (!killed.busy) killed.last = killOne();
    };
    const { code, out } = await runChecker(servers.map((server) => server.url).join(), onProgress);
    await killed.last;
    console.log(out.trim());
    await Promise.all(servers.map((server) => server.close()));
    await drop();
    expect([out.split('\n').filter((line) => line.startsWith('FAILED')), code]).toEqual([[], 0]);
    expect(out).toMatch(/\n(\d+) of \1 hold\n$/);
    expect(killed.times).toBeGreaterThan(1);
  });
});
