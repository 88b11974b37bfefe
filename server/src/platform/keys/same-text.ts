/** Compares secret texts in a time that does not depend on where they differ, nor on their lengths and characters. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
