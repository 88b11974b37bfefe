/** Warnings about a file that was imported, in words for an operator. */
import type { BookWarning } from '@egoejo/shared/catalogue/model.ts';

const words: Readonly<Record<BookWarning['code'], (what: string) => string>> = {
  scripts: (n) => `readers strip ${n} scripts`,
  handlers: (n) => `readers strip ${n} handlers`,
  remote: (n) => `readers strip ${n} remote resources`,
  noType: () => 'no entry mimetype',
  besideType: () => 'mimetype: something stands beside the type',
  otherType: () => 'mimetype: another type',
  duplicate: (name) => `several entries named ${name}`,
  damaged: (name) => `damaged: ${name}`,
  unlisted: (id) => `not in the manifest: ${id}`,
  missing: (name) => `missing: ${name}`,
  cover: (name) => `cover left out, no usable photo: ${name}`,
  restored: () => 'its file was missing and is stored again',
};
export const warningText = ({ code, what }: BookWarning): string => words[code](what);
