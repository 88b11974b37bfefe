/** A copy of the committed tree to break at will: a git worktree under the temporary folder, with the installed packages linked. */
import { cp, mkdir, mkdtemp, readdir, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onOurDeath } from '../src/testing/will.ts';
import { root, runStep } from './processes.mjs';

const packages = ['.', 'shared', 'server', 'client', 'e2e'];

export interface TreeCopy {
  folder: string;
  remove: () => Promise<void>;
}

/** Copies commit `at`. The copy goes with `remove`, and also when this process dies. */
export async function copyTree(at: string): Promise<TreeCopy> {
  const folder = join(await mkdtemp(join(tmpdir(), 'egoejo-copy-')), 'tree');
  const forget = onOurDeath(`git -C '${root}' worktree remove --force '${folder}'; rm -rf '${join(folder, '..')}'`);
  const { code, output } = await runStep('git', ['worktree', 'add', '--detach', '--quiet', folder, at]);
  if (code !== 0) throw new Error(output);
  for (const name of packages) await linkPackages(join(root, name, 'node_modules'), join(folder, name, 'node_modules'), folder);
  await cp(join(root, 'server/src/generated'), join(folder, 'server/src/generated'), { recursive: true });
  return {
    folder,
    remove: async () => {
      await runStep('git', ['worktree', 'remove', '--force', folder]);
      await runStep('rm', ['-rf', join(folder, '..')]);
      forget();
    },
  };
}

/** Links what is installed, except the project's own packages: those must be the copy's. Caches are not shared. */
async function linkPackages(from: string, to: string, copy: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name === '@egoejo') {
      await mkdir(join(to, name));
      for (const own of await readdir(join(from, name))) await symlink(join(copy, own), join(to, name, own));
    } else if (!name.startsWith('.') || name === '.bin' || name === '.pnpm') await symlink(await realpath(join(from, name)), join(to, name));
  }
}
