/** Which app made a file of marks, and what is in it (B9). */
import { isLua, readLua } from './lua.ts';
import type { ForeignMark } from './model.ts';
import { readKoreaderExport, readSidecar } from './koreader.ts';
import { readReadest } from './readest.ts';

/** @returns `other`: it has marks of other books only; null: it is of none of these apps */
export function readForeign(file: string, title: string): ForeignMark[] | 'other' | null {
  const text = file.replace(/^\ufeff/, '');
  if (isLua(text)) return readSidecar(readLua(text));
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  return readReadest(given) ?? readKoreaderExport(given, title);
}
