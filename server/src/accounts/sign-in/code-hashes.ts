/** Hashes of codes and of one-time tokens, as they are stored. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** The hash of a code or of a token's secret, under the id of its row. */
export const hashOf = (id: string, secret: string): Buffer => createHash('sha256').update(`${id}:${secret}`).digest();
/** Compares hashes in constant time. */
export const sameHash = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
