/**
 * Types reach from the server's procedures and the shared mutations to the client's pages: in a copy of the sources,
 * changing one return type or argument must break compilation.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = ['shared', 'server', 'client'];
let copy = '';
// Compiling takes seconds, longer on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'egoejo-types-'));
  await cp(join(ROOT, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const name of PACKAGES) {
    const from = join(ROOT, name);
    const to = join(copy, name);
    await mkdir(join(to, 'node_modules/@egoejo'), { recursive: true });
    for (const entry of await readdir(from)) {
      if (entry !== 'node_modules' && entry !== 'dist')
        await cp(join(from, entry), join(to, entry), { recursive: true });
    }
    // External packages are linked; our own packages come from the copy.
    for (const entry of await readdir(join(from, 'node_modules'))) {
      if (entry !== '@egoejo' && !entry.startsWith('.'))
        await symlink(join(from, 'node_modules', entry), join(to, 'node_modules', entry));
    }
    for (const ours of PACKAGES) await symlink(join(copy, ours), join(to, 'node_modules/@egoejo', ours));
  }
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** Compiles the client of the copy. @returns '' on success, else the compiler's output. */
const compile = async (): Promise<string> =>
  promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(copy, 'client')], { cwd: copy }).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );

async function changed(file: string, from: string, to: string): Promise<string> {
  const path = join(copy, file);
  const before = await readFile(path, 'utf8');
  expect(before, `${file} says ${from}`).toContain(from);
  await writeFile(path, before.replace(from, to));
  const said = await compile();
  await writeFile(path, before);
  return said;
}

it('the unchanged copy compiles', async () => expect(await compile()).toBe(''));

it('S4: changing the arguments of a mutation breaks the compilation of the client', async () => {
  expect(
    await changed(
      'shared/src/saka/mutations.ts',
      'args: z.strictObject({ project: projectId, grains })',
      'args: z.strictObject({ project: projectId, seeds: grains })',
    ),
  ).toMatch(/client\/src/);
});

it('changing a synced entity breaks the compilation of the client', async () => {
  expect(await changed('shared/src/projects/model.ts', 'supporters: z.int() });', 'backers: z.int() });')).toMatch(
    /client\/src/,
  );
});

it('changing the result of a procedure breaks the compilation of the client', async () => {
  expect(
    await changed('server/src/accounts/sessions/authenticate.ts', 'accessToken: string;', 'accessToken: number;'),
  ).toMatch(/client\/src/);
});
