/**
 * The data folder is private to one user of the machine: real files, real modes, and another user who tries to read.
 */
import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareEnv, compiledOnce, startServer } from '../../testing/servers/server-process.ts';
import { closeToOthers } from './private-folder.ts';

const cli = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const NOBODY = 65_534;

let outside: string;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'egoejo-private-'));
  // Everybody may enter this parent folder, so only the data folder itself keeps others out.
  await chmod(outside, 0o755);
});
afterAll(() => rm(outside, { recursive: true, force: true }));

/** Every entry of a folder that other users may access, including the folder itself, as `mode path`. */
async function openToOthers(folder: string): Promise<string[]> {
  const paths = [folder, ...(await readdir(folder, { recursive: true })).map((name) => join(folder, name))];
  const found: string[] = [];
  for (const path of paths) {
    const { mode } = await lstat(path);
    if ((mode & 0o077) !== 0) found.push(`${(mode & 0o777).toString(8)} ${path}`);
  }
  expect(paths.length).toBeGreaterThan(1);
  return found;
}
const openUp = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
};
const run = (args: string[], env: Record<string, string>): Promise<string> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { env: { ...bareEnv(), ...compiledOnce, ...env } },
      (_error, stdout, stderr) => resolve(`${child.exitCode} ${stdout}${stderr}`),
    );
  });

/** The result of another user's read of a file: `read`, or the error code. Null: we cannot become another user. */
const asNobody = (path: string): Promise<string> | null =>
  process.getuid?.() !== 0
    ? null
    : new Promise((resolve, reject) => {
        execFile(
          '/bin/sh',
          ['-c', 'cat "$1" > /dev/null && echo read || echo EACCES', 'sh', path],
          { uid: NOBODY, gid: NOBODY, cwd: '/' },
          (error, stdout) => (error ? reject(error) : resolve(stdout.trim())),
        );
      });

it('is created for its owner only, demo included; a wider mode is narrowed at the next start, and a restored folder is no wider', async () => {
  const dataDir = join(outside, 'data');
  const env = { NODE_ENV: 'development' };
  const server = await startServer({ dataDir, env });
  expect(await openToOthers(dataDir)).toEqual([]);
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['pg', 'media', 'receipt.key', 'operator.sock']));
  await server.stop();

  await openUp(dataDir);
  await writeFile(join(outside, 'public'), 'x', { mode: 0o644 });
  const seenBefore = [await asNobody(join(outside, 'public')), await asNobody(join(dataDir, 'receipt.key'))];
  expect(seenBefore).toEqual(process.getuid?.() === 0 ? ['read', 'read'] : [null, null]);
  await server.start();
  expect(await openToOthers(dataDir)).toEqual([]);
  for (const file of ['receipt.key', 'pg/PG_VERSION']) {
    expect(await readFile(join(dataDir, file), 'utf8')).not.toBe('');
    expect([null, 'EACCES']).toContain(await asNobody(join(dataDir, file)));
  }

  const backups = join(outside, 'backups');
  expect(await run(['backup', join(backups, 'b.gz')], { DATA_DIR: dataDir })).toMatch(/^0 /);
  expect(await openToOthers(backups)).toEqual([]);
  await server.stop();
  await openUp(backups);
  const restored = join(outside, 'restored');
  expect(await run(['restore', join(backups, 'b.gz')], { DATA_DIR: restored })).toMatch(/^0 /);
  expect(await openToOthers(restored)).toEqual([]);
  expect((await readdir(join(restored, 'media'), { recursive: true })).length).toBeGreaterThan(3);
  await server.close();
}, 400_000);

it('refuses a folder that others may read and that holds other files, with a one-line message, and changes nothing in it', async () => {
  const shared = join(outside, 'shared');
  await mkdir(join(shared, 'letters'), { recursive: true, mode: 0o755 });
  await expect(closeToOthers(shared)).rejects.toThrow(
    `DATA_DIR: other users may read ${shared} (mode 755), and it holds other things than the data of EGOEJO; ` +
      'name a folder of its own',
  );
  expect((await lstat(shared)).mode & 0o777).toBe(0o755);
  expect(await run(['audit'], { DATA_DIR: shared })).toMatch(/^2 DATA_DIR: other users may read [^\n]*\n$/);
});

it('follows no link that leads out of the folder', async () => {
  const dataDir = join(outside, 'linked');
  await mkdir(join(dataDir, 'media'), { recursive: true });
  const elsewhere = join(outside, 'elsewhere');
  await writeFile(elsewhere, '', { mode: 0o644 });
  await symlink(elsewhere, join(dataDir, 'media', 'link'));
  await chmod(dataDir, 0o755);
  await closeToOthers(dataDir);
  expect((await lstat(elsewhere)).mode & 0o777).toBe(0o644);
  expect((await lstat(join(dataDir, 'media'))).mode & 0o777).toBe(0o700);
});
