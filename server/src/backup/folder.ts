/** The folder of backups: one file an hour for 35 days, and beside them the media they refer to. */
import { chmod, copyFile, lstat, mkdir, readdir, rm, rmdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KEPT_DAYS } from '@egoejo/shared/sync/retention.ts';

/** Without a new backup for this long, administrators are alerted. */
export const LATE_MS = 2 * 3_600_000;
/** A new backup is taken when the last one is this old: a bit less than an hour. */
export const DUE_MS = 55 * 60_000;

/** Such as `egoejo-2027-03-01T14-03-00Z.gz`: sorts by time and is a valid name on every file system. */
export const nameOf = (at: Date): string => `egoejo-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.gz`;
function timeOf(name: string): number | null {
  const parts = /^egoejo-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.gz$/.exec(name);
  return parts ? Date.parse(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z`) : null;
}
/** Treats a missing or unreadable folder as empty; writing to it will report the reason. */
const absent =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return instead;
    throw error;
  };

/** When the newest backup in the folder was taken, ms; null: there is none. */
export async function newestIn(folder: string): Promise<number | null> {
  const times = (await readdir(folder).catch(absent([]))).map(timeOf).filter((t) => t !== null);
  return times.length === 0 ? null : Math.max(...times);
}

/**
 * Removes backups older than 35 days, and unfinished files of a crashed server. The newest backup stays whatever its
 * age.
 */
export async function prune(folder: string, now: number): Promise<void> {
  const newest = await newestIn(folder);
  for (const name of await readdir(folder).catch(absent([]))) {
    const at = timeOf(name.replace(/\.part-\d+$/, ''));
    if (at === null || (name.endsWith('.gz') && at === newest)) continue;
    const keep = name.endsWith('.gz') ? now - KEPT_DAYS * 86_400_000 : now - 86_400_000;
    if (at < keep) await rm(join(folder, name), { force: true });
  }
}

async function filesIn(folder: string, under = ''): Promise<string[]> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch(absent([]));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(under, entry.name);
    if (entry.isDirectory()) found.push(...(await filesIn(folder, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

/**
 * Copies missing files from `from` to `to`. The content of a key never changes, so existing files are not copied again.
 * With `now`, it also deletes files from `to` that have been missing from `from` for 35 days, so that the picture of a
 * closed account does not stay for ever.
 * @returns how many were copied.
 */
export async function copyMedia(from: string, to: string, now: number | null): Promise<number> {
  const here = await filesIn(from);
  let copied = 0;
  for (const path of here) {
    const there = join(to, path);
    if (!(await lstat(there).then(() => true, absent(false)))) {
      await mkdir(dirname(there), { recursive: true, mode: 0o700 });
      // The file was deleted after it was listed: no row refers to it any more.
      const done = await copyFile(join(from, path), there).then(() => 1, absent(0));
      // copyFile copies the mode as well.
      if (done) await chmod(there, 0o600);
      copied += done;
    }
    if (now !== null) await utimes(there, new Date(now), new Date(now)).catch(absent(undefined));
  }
  if (now !== null) await forgetMedia(to, new Set(here), now);
  return copied;
}

async function forgetMedia(folder: string, present: ReadonlySet<string>, now: number): Promise<void> {
  for (const path of await filesIn(folder)) {
    if (present.has(path)) continue;
    const { mtimeMs } = await lstat(join(folder, path));
    if (mtimeMs >= now - KEPT_DAYS * 86_400_000) continue;
    await rm(join(folder, path), { force: true });
    await rmdir(join(folder, dirname(path))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY') throw error;
    });
  }
}
/** The folder of the media that belong to a backup. */
export const mediaBeside = (path: string): string => join(dirname(path), 'media');
