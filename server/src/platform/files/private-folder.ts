/**
 * Restricts the data folder to its owner: it holds password hashes, the key of the MACs of
 * receipts, and members' mails.
 * Directories get mode 0700 and files 0600. PGlite creates its files with permissive modes, and older versions of this
 * server left them so.
 */
import { chmod, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a server puts into its data folder. Other entries are left as they are. */
const OURS = /^(pg|media|mail|backups|receipt\.key|lock)($|\.)/;
/** Most entries checked; any further ones are inside a folder that is itself closed. */
const MOST = 200_000;
const OTHERS = 0o077;

/** The data folder cannot be used because other users can read it; the message is one line for the operator. */
export class FolderOpen extends Error {}

const octal = (mode: number): string => (mode & 0o7777).toString(8);
const notOurs = (path: string, mode: number): FolderOpen =>
  new FolderOpen(
    `DATA_DIR: other users may read ${path} (mode ${octal(mode)}), which belongs to another user; as its ` +
      `owner: chmod -R go= ${path}`,
  );

async function narrow(path: string, mode: number): Promise<void> {
  await chmod(path, mode & 0o7700).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return;
    throw error.code === 'EPERM' ? notOurs(path, mode) : error;
  });
}

/**
 * Creates the folder if absent, and removes other users' access to it and to the server's files in it. Symbolic links
 * are not followed. @throws FolderOpen
 */
export async function closeToOthers(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const entries = await readdir(dataDir, { withFileTypes: true });
  const names = entries.map((entry) => entry.name).filter((name) => OURS.test(name));
  const { mode, uid } = await stat(dataDir);
  if ((mode & OTHERS) !== 0) {
    // A shared folder such as /tmp, /var/lib or a checkout: closing it would cut off other users from its content.
    if (names.length === 0 && entries.some((entry) => entry.isDirectory())) {
      throw new FolderOpen(
        `DATA_DIR: other users may read ${dataDir} (mode ${octal(mode)}), and it holds other things than the ` +
          'data of EGOEJO; name a folder of its own',
      );
    }
    if (uid !== process.getuid?.()) throw notOurs(dataDir, mode);
    await narrow(dataDir, mode);
  }
  let left = MOST;
  for (const name of names) left = await closeTree(join(dataDir, name), left);
}

/**
 * Closes a file, or a folder with all its content. @param left how many entries to check. @returns how many are left.
 */
export async function closeTree(path: string, left = MOST): Promise<number> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null || found.isSymbolicLink() || left <= 0) return left;
  if ((found.mode & OTHERS) !== 0) await narrow(path, found.mode);
  let rest = left - 1;
  if (found.isDirectory()) for (const name of await readdir(path)) rest = await closeTree(join(path, name), rest);
  return rest;
}
