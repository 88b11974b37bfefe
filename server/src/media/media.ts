/**
 * Files that members' devices fetch by address: avatars, pictures. A key names its content for ever: new content comes under a new
 * key, so everything may be cached without asking again.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';

export interface Media {
  /** @param key such as `avatars/0198….webp`: lower-case letters, digits, `.`, `_`, `-`, `/`. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** null: there is none of that key. */
  get(key: string): Promise<{ bytes: Uint8Array; type: string } | null>;
  /** Nothing when it is gone already. */
  delete(key: string): Promise<void>;
}

const types: Record<string, string> = { webp: 'image/webp', jpg: 'image/jpeg', png: 'image/png', avif: 'image/avif' };
const KEY = /^(?:[a-z0-9_][a-z0-9_.-]*\/)*[a-z0-9_][a-z0-9_.-]*\.([a-z0-9]+)$/;

/** The type a key's ending says; undefined for a key that cannot be one of ours. */
export const mediaTypeOf = (key: string): string | undefined => {
  const ending = KEY.exec(key)?.[1];
  return ending !== undefined && key.length <= 200 ? types[ending] : undefined;
};

/** Keeps them as files under `folder`. */
export function localMedia(folder: string): Media {
  const pathOf = (key: string): string => {
    if (mediaTypeOf(key) === undefined) throw new Error('not a media key');
    return join(folder, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      // Whole or not at all, also for a reader that comes meanwhile.
      const half = `${path}.${newId()}`;
      await writeFile(half, bytes);
      await rename(half, path);
    },
    async get(key) {
      const type = mediaTypeOf(key);
      if (type === undefined) return null;
      const bytes = await readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
        throw error;
      });
      return bytes && { bytes, type };
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  };
}
