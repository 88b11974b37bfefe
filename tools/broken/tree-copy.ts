/**
 * A disposable copy of the committed tree: a git worktree in the temporary folder, with the installed packages linked.
 */
import { cp, mkdir, mkdtemp, readdir, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onOurDeath } from '@egoejo/server/testing/database/on-our-death.ts';
import { root, runStep } from '../start/processes.mjs';

const packages = ['.', 'shared', 'server', 'client', 'e2e', 'tools'];

export interface TreeCopy {
  folder: string;
  remove: () => Promise<void>;
}

/** The working tree as a commit that is on no branch: the last commit plus uncommitted changes of tracked files. */
export async function presentTree(): Promise<string> {
  const author = ['-c', 'user.name=copy', '-c', 'user.email=copy@localhost'];
  const { code, output } = await runStep('git', [...author, 'stash', 'create']);
  if (code !== 0) throw new Error(output);
  return output.trim() || 'HEAD';
}

/** Copies commit `at`. `remove` deletes the copy; it is also deleted when this process dies. */
export async function copyTree(at: string): Promise<TreeCopy> {
  const folder = join(await mkdtemp(join(tmpdir(), 'egoejo-copy-')), 'tree');
  const forget = onOurDeath(`git -C '${root}' worktree remove --force '${folder}'; rm -rf '${join(folder, '..')}'`);
  const { code, output } = await runStep('git', ['worktree', 'add', '--detach', '--quiet', folder, at]);
  if (code !== 0) throw new Error(output);
  for (const name of packages)
    await linkPackages(join(root, name, 'node_modules'), join(folder, name, 'node_modules'), folder);
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

/** Links the installed packages, except the project's own, which must come from the copy. Caches are not shared. */
async function linkPackages(from: string, to: string, copy: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name === '@egoejo') {
      await mkdir(join(to, name));
      for (const own of await readdir(join(from, name))) await symlink(join(copy, own), join(to, name, own));
    } else if (!name.startsWith('.') || name === '.bin' || name === '.pnpm')
      await symlink(await realpath(join(from, name)), join(to, name));
  }
}
