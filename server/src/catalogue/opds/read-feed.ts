/** Reads a feed of either version. Pure. */
import type { Feed } from './feed.ts';
import { xmlText } from '../../platform/files/xml.ts';
import { readAtom } from './read-atom.ts';
import { readOpds2 } from './read-json.ts';

/** @param base the address that the bytes came from; '' if they came from a file. @returns null: they are no feed. */
export function readFeed(bytes: Uint8Array, base: string): Feed | null {
  const text = xmlText(bytes).replace(/^\uFEFF/, '');
  return text.trimStart().startsWith('{') ? readOpds2(text, base) : readAtom(text, base);
}
