/**
 * Pictures that not everybody may see, as the service worker keeps them: for one member each, so that a device shared
 * by several never shows one's pictures to another.
 */
import { isQuotaError } from '../../../platform/storage/quota-error.ts';
import type { Env } from '../env.ts';

const PREFIX = 'egoejo-pictures-of-member-';
/** Caches of earlier versions, which held pictures of all members and of everybody together. */
const MIXED = ['egoejo-pictures', 'egoejo-avatars'] as const;
/** Most pictures kept for a member; the oldest go first. */
const MOST = 200;

/** The cache of this member's pictures. */
export const picturesOf = (member: string): string => `${PREFIX}${member}`;

/** Whether the server marked the answer as meant for this caller alone. */
export const isPrivate = ({ headers }: Response): boolean => /\bprivate\b/.test(headers.get('cache-control') ?? '');

/** Keeps a picture; storage that is full is no reason to show none. */
export async function keepPicture(cache: Cache, key: string, picture: Response): Promise<void> {
  try {
    await cache.put(key, picture);
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
  } catch (cause) {
    if (!isQuotaError(cause)) throw cause;
  }
}

/** Forgets them: when the member signs out, hands the device over or locks it, or may no longer see a community. */
export async function forgetPictures({ caches }: Pick<Env, 'caches'>, member: string): Promise<void> {
  await caches?.delete(picturesOf(member));
}

/** The caches of all members' pictures on this device. */
export const memberCaches = async (caches: CacheStorage): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(PREFIX));

export const dropMixedCaches = (caches: CacheStorage): Promise<unknown> =>
  Promise.all(MIXED.map((name) => caches.delete(name)));
