/**
 * Files that devices fetch by address: avatars and pictures. The content of a key never changes; new content gets a new
 * key, so everything can be cached without revalidation.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';

export interface Media {
  /** @param key such as `avatars/0198….webp`: lower-case letters, digits, `.`, `_`, `-`, `/`. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null: there is no file with that key. */
  get(key: string): Promise<{ bytes: Uint8Array; type: string } | null>;
  /** Does nothing if the file does not exist. */
  delete(key: string): Promise<void>;
}

const types: Record<string, string> = { webp: 'image/webp', jpg: 'image/jpeg', png: 'image/png', avif: 'image/avif' };
const KEY = /^(?:[a-z0-9_][a-z0-9_.-]*\/)*[a-z0-9_][a-z0-9_.-]*\.([a-z0-9]+)$/;

/** The media type that the key's ending stands for; undefined for a key that cannot be one of ours. */
export const mediaTypeOf = (key: string): string | undefined => {
  const ending = KEY.exec(key)?.[1];
  return ending !== undefined && key.length <= 200 ? types[ending] : undefined;
};

/** Stores media as files under `folder`. */
export function localMedia(folder: string): Media {
  const pathOf = (key: string): string => {
    if (mediaTypeOf(key) === undefined) throw new Error('not a media key');
    return join(folder, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Write and rename, so that a concurrent reader sees the whole file or none.
      const half = `${path}.${newId()}`;
      await writeFile(half, bytes, { mode: 0o600 });
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
