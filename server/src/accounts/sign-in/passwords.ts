/** Password hashing with Argon2id (the library's default variant), with the first parameters that OWASP recommends. */
import { hash, verify } from '@node-rs/argon2';
import { createWorkLimit } from '../../platform/limits/work-limit.ts';

/** 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Argon2 runs in Node's thread pool of four threads, which file and DNS calls need too: two hashes at once leave half
 * of it free. The queue is about a second of hashing; further callers are asked to come back (`account.busy`).
 */
export const HASHING = { places: 2, queue: 60, refusal: 'account.busy', retrySeconds: 2 } as const;
const limit = createWorkLimit(HASHING);
/** How much hashing this process has done. */
export const hashingSeen = limit.seen;

/** @throws AppError `account.busy` when the queue is full. */
export const hashPassword = (password: string): Promise<string> => limit.run(() => hash(password, PARAMETERS));

let nobodys: Promise<string> | undefined;

/**
 * True when `password` matches the hash `stored`. Without a stored hash (no such account) it returns false after the
 * same time, so that the duration does not reveal which addresses have accounts.
 * @throws AppError `account.busy` when the queue is full.
 */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  // Computed once, and outside the limit, so that a full queue cannot block it.
  nobodys ??= hash(crypto.randomUUID(), PARAMETERS);
  const same = await limit.run(async () => verify(stored ?? (await nobodys!), password));
  return same && stored !== undefined;
}
