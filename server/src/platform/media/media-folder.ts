/** Media as files under a local folder. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { mediaTypeOf, typeOfKey } from './media-key.ts';
import type { Media, MediaStat } from './media.ts';

/** Treats a missing file or folder as absent. */
const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
};

export function folderMedia(folder: string): Media {
  const pathOf = (key: string): string => {
    typeOfKey(key);
    return join(folder, key);
  };
  return {
    async put(key, content) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Write and rename, so that a concurrent reader sees the whole file or none.
      const half = `${path}.${newId()}`;
      try {
        // Not a pipeline into a write stream: it can fail while the file is still being opened, and the file would then
        // appear after its removal.
        await writeFile(half, content, { mode: 0o600, flush: true });
        await rename(half, path);
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      const type = mediaTypeOf(key);
      if (type === undefined) return null;
      const found = await stat(pathOf(key)).catch(absent);
      const bytes = range ? range.end - range.start + 1 : found?.size;
      return found && { key, bytes: bytes ?? 0, type, stream: contentOf(pathOf(key), range) };
    },
    async stat(key) {
      const found = mediaTypeOf(key) === undefined ? null : await stat(pathOf(key)).catch(absent);
      return found && { key, bytes: found.size };
    },
    delete: (key) => rm(pathOf(key), { force: true }),
    async deleteUnder(under) {
      await rm(dirname(pathOf(`${under}/x.bin`)), { recursive: true, force: true });
    },
    list: (prefix = '') => listed(folder, '', prefix),
  };
}

/** Opens the file only when it is read, so that a stream that nobody reads holds nothing. */
async function* contentOf(path: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array> {
  yield* createReadStream(path, range) as AsyncIterable<Uint8Array>;
}

/** Half-written files have a longer ending and are left out. */
async function* listed(folder: string, under: string, prefix: string): AsyncIterable<MediaStat> {
  for (const entry of (await readdir(join(folder, under), { withFileTypes: true }).catch(absent)) ?? []) {
    const key = `${under}${entry.name}`;
    if (entry.isDirectory()) {
      if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* listed(folder, `${key}/`, prefix);
    } else if (entry.isFile() && key.startsWith(prefix) && mediaTypeOf(key) !== undefined) {
      const found = await stat(join(folder, key)).catch(absent);
      if (found) yield { key, bytes: found.size };
    }
  }
}
