/** Passwords as Argon2id (the library's own choice), with the parameters OWASP names first. */
import { hash, verify } from '@node-rs/argon2';

/** 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

let nobodys: Promise<string> | undefined;

/**
 * True when `password` is the one behind `stored`. Without a stored one (no such account) it takes as long and is false: how long the
 * answer takes tells nobody which addresses have accounts.
 */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(crypto.randomUUID());
  const same = await verify(stored ?? (await nobodys), password);
  return same && stored !== undefined;
}
