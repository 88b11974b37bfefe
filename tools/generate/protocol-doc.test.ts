/**
 * docs/protocol.md is correct: the parts generated from the source, the output of its commands, and a client written
 * from it.
 */
import { execFile, type ExecFileException } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syncErrors } from '@egoejo/shared/sync/errors.ts';
import { blocksOf, mended, readDoc } from './protocol-doc.ts';
import { bareEnv, startServer, type ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ env: { NODE_ENV: 'development' } });
}, 180_000);
afterAll(() => server.close());

interface Ran {
  failed: ExecFileException | null;
  out: string;
  err: string;
}
const run = (program: string, args: string[]): Promise<Ran> =>
  new Promise((done) => {
    execFile(
      program,
      args,
      { cwd: root, timeout: 120_000, env: { ...bareEnv(), BASE: server.url, DATA_DIR: server.dataDir } },
      (failed, out, err) => done({ failed, out, err }),
    );
  });

/** Drops empty lines; `…` in the expected text matches anything. */
const tidy = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
const matches = (printed: string, expected: string): boolean =>
  new RegExp(
    `^${tidy(expected)
      .split('…')
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^\\n]*')}$`,
  ).test(tidy(printed));

it('S4 S10: tables, limits and test vectors of docs/protocol.md match the source (mend: npm run generate)', async () => {
  expect(readDoc()).toBe(await mended(readDoc()));
});

/** Codes that a client sets by itself; no server sends them. */
const OF_THE_CLIENT = new Set<string>([
  'sync.key_reused',
  'sync.wrong_order',
  'sync.no_answer',
  'sync.storage_full',
  'sync.not_kept',
  'sync.not_received',
  'sync.unreadable_act',
  'sync.scope_revoked',
]);
it('docs/protocol.md lists every code that the sync layer of a server sends', () => {
  const doc = readDoc();
  expect(Object.keys(syncErrors).filter((code) => !OF_THE_CLIENT.has(code) && !doc.includes(`\`${code}\``))).toEqual(
    [],
  );
});

it('S6: each test vector of docs/protocol.md is the plain SHA-256 of the line above it', () => {
  const lines =
    /<!-- vectors -->\n([\s\S]*?)<!-- \/vectors -->/
      .exec(readDoc())?.[1]
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '') ?? [];
  expect(lines).toHaveLength(6);
  for (let i = 0; i < lines.length; i += 2)
    expect(
      createHash('sha256')
        .update(lines[i] ?? '')
        .digest('hex'),
    ).toBe(lines[i + 1]);
});

it('S1 S6 S21: the curl commands of docs/protocol.md run in order against a new demo and print the documented output', async () => {
  // Fails with a clear message where curl is missing.
  expect((await run('curl', ['--version'])).out).toMatch(/^curl \d/);
  const blocks = blocksOf(readDoc());
  const script = blocks.map((block) => `${block.script}\nprintf '\\036'`).join('\n');
  const { failed, out, err } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', script]);
  const printed = out.split('\x1e');
  expect(err).toBe('');
  const wrong = blocks.flatMap((block, i) =>
    block.prints === null || matches(printed[i] ?? '', block.prints) ? [] : [`${block.script}\nprinted\n${printed[i]}`],
  );
  expect([wrong, failed]).toEqual([[], null]);
  expect(blocks.length).toBeGreaterThan(7);
}, 150_000);

it('S1 S6 S8 S14 S15 S21 S26: a client that shares no code with ours passes the conformance tests', async () => {
  const { failed, out, err } = await run(process.execPath, [
    'docs/conformance.mjs',
    server.url,
    'awa@example.org',
    'grains-du-matin',
  ]);
  console.log(out.trim());
  expect([out.split('\n').filter((line) => line.startsWith('FAILED')), err, failed]).toEqual([[], '', null]);
  expect(out).toMatch(/\n(\d+) of \1 hold\n$/);
}, 150_000);
