/** The folder of backups: one file an hour for 35 days, and beside them the media they refer to. */
import { lstat, readdir, rm, rmdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KEPT_DAYS } from '@egoejo/shared/sync/retention.ts';
import { CHUNKS } from '../media/model.ts';
import { folderMedia } from '../platform/media/media-folder.ts';
import type { Media } from '../platform/media/media.ts';

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

/**
 * Copies the media that are missing in a backup's folder, without the chunks of unfinished uploads, which devices send
 * again after a restore. The content of a key never changes, so existing files are not
 * copied again. With `now`, it also deletes files that the store has not had for 35 days, so that the picture of a
 * closed account does not stay for ever.
 * @returns how many were copied.
 */
export async function copyMedia(media: Media, to: string, now: number | null): Promise<number> {
  const kept = folderMedia(to);
  const here = new Set<string>();
  let copied = 0;
  for await (const { key } of media.list()) {
    if (key.startsWith(CHUNKS)) continue;
    here.add(key);
    if (await copyOne(media, kept, key)) copied++;
    if (now !== null) await utimes(join(to, key), new Date(now), new Date(now)).catch(absent(undefined));
  }
  if (now !== null) await forgetMedia(kept, to, here, now);
  return copied;
}

/** Puts the media of a backup's folder back. @returns how many were missing. */
export async function restoreMedia(from: string, media: Media): Promise<number> {
  const kept = folderMedia(from);
  let copied = 0;
  for await (const { key } of kept.list()) if (await copyOne(kept, media, key)) copied++;
  return copied;
}

async function copyOne(from: Media, to: Media, key: string): Promise<boolean> {
  if (await to.stat(key)) return false;
  const file = await from.get(key);
  // The file was deleted after it was listed: no row refers to it any more.
  if (!file) return false;
  await to.put(key, file.stream);
  return true;
}

async function forgetMedia(kept: Media, folder: string, present: ReadonlySet<string>, now: number): Promise<void> {
  for await (const { key } of kept.list()) {
    if (present.has(key)) continue;
    const { mtimeMs } = await lstat(join(folder, key));
    if (mtimeMs >= now - KEPT_DAYS * 86_400_000) continue;
    await kept.delete(key);
    await rmdir(join(folder, dirname(key))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY') throw error;
    });
  }
}
/** The folder of the media that belong to a backup. */
export const mediaBeside = (path: string): string => join(dirname(path), 'media');
