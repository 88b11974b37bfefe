/** Which names the entries of a book may have. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name that the bytes stand for; null: they are not UTF-8, which the format requires. */
export function nameOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Why no folder may get a file of this name; null: it stays within the book. */
export function nameFault(name: string): 'empty' | 'control' | 'backslash' | 'absolute' | 'parent' | null {
  if (name === '') return 'empty';
  if (/\p{Cc}/u.test(name)) return 'control';
  if (name.includes('\\')) return 'backslash';
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'absolute';
  if (name.split('/').some((part) => part === '..')) return 'parent';
  return null;
}

/** A name as an operator may read it: one line, without control characters, at most 200 characters. */
export const shownName = (bytes: Uint8Array): string =>
  cut(new TextDecoder().decode(bytes.subarray(0, 400)).replace(/\p{C}/gu, '?'), 200);
