/** docs/protocol.md is true: what is made from the source, what its lines print, and a client written after it. */
import { execFile, type ExecFileException } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blocksOf, mended, readDoc } from '../testing/protocol-doc.ts';
import { startServer, type ServerProcess } from '../testing/server-process.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ env: { NODE_ENV: 'development' } });
}, 60_000);
afterAll(() => server.close());

interface Ran {
  failed: ExecFileException | null;
  out: string;
  err: string;
}
const run = (program: string, args: string[]): Promise<Ran> =>
  new Promise((done) => {
    execFile(program, args, { cwd: root, timeout: 60_000, env: { PATH: process.env['PATH'] ?? '', BASE: server.url, DATA_DIR: server.dataDir } },
      (failed, out, err) => done({ failed, out, err }));
  });

/** Lines without those that are empty; `…` in what is expected stands for anything. */
const tidy = (text: string): string => text.split('\n').filter((line) => line.trim() !== '').join('\n');
const matches = (printed: string, expected: string): boolean =>
  new RegExp(`^${tidy(expected).split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^\\n]*')}$`).test(tidy(printed));

it('S4 S10: the tables, limits and test vectors of docs/protocol.md are those of the source (mend: node server/src/testing/protocol-doc.ts)', () => {
  expect(readDoc()).toBe(mended(readDoc()));
});

it('S6: the test vectors of docs/protocol.md are plain SHA-256 of the line above them', () => {
  const lines = /<!-- vectors -->\n([\s\S]*?)<!-- \/vectors -->/.exec(readDoc())?.[1]?.split('\n').map((line) => line.trim()).filter((line) => line !== '') ?? [];
  expect(lines).toHaveLength(6);
  for (let i = 0; i < lines.length; i += 2) expect(createHash('sha256').update(lines[i] ?? '').digest('hex')).toBe(lines[i + 1]);
});

it('S1 S6 S21: the curl lines of docs/protocol.md run in their order against a started demo, and print what stands there', async () => {
  // Where there is no curl this fails, and says so.
  expect((await run('curl', ['--version'])).out).toMatch(/^curl \d/);
  const blocks = blocksOf(readDoc());
  const script = blocks.map((block) => `${block.script}\nprintf '\\036'`).join('\n');
  const { failed, out, err } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', script]);
  const printed = out.split('\x1e');
  expect(err).toBe('');
  const wrong = blocks.flatMap((block, i) => (block.prints === null || matches(printed[i] ?? '', block.prints) ? [] : [`${block.script}\nprinted\n${printed[i]}`]));
  expect([wrong, failed]).toEqual([[], null]);
  expect(blocks.length).toBeGreaterThan(7);
}, 90_000);

it('S1 S6 S8 S14 S15 S21 S26: a client that shares no code with ours passes the list of conformance', async () => {
  const { failed, out, err } = await run(process.execPath, ['docs/conformance.mjs', server.url, 'awa@example.org', 'grains-du-matin']);
  console.log(out.trim());
  expect([out.split('\n').filter((line) => line.startsWith('FAILED')), err, failed]).toEqual([[], '', null]);
  expect(out).toMatch(/\n(\d+) of \1 hold\n$/);
}, 90_000);
