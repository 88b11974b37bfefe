/** Addresses and titles of links, in a line and in definitions. */
import { unescaped } from './characters.ts';
import { labelOf } from './nodes.ts';

export interface Target {
  href: string;
  title: string;
}

/** An address longer than this is not one that a person gave. */
const MOST_HREF = 2000;
const MOST_PARENTHESES = 32;

/** Reads `<address>` or `address` at `at`. @returns the place after it, or null. */
function readHref(text: string, at: number): { href: string; end: number } | null {
  if (text[at] === '<') {
    const angled = /<((?:[^<>\n\\]|\\.){0,2000})>/y;
    angled.lastIndex = at;
    const found = angled.exec(text);
    return found ? { href: unescaped(found[1] ?? ''), end: angled.lastIndex } : null;
  }
  let [end, open] = [at, 0];
  for (; end < text.length && end - at <= MOST_HREF; end++) {
    const c = text[end] ?? '';
    if (c <= ' ') break;
    if (c === '\\') end++;
    else if (c === '(' && ++open > MOST_PARENTHESES) return null;
    else if (c === ')' && --open < 0) break;
  }
  if (end - at > MOST_HREF || open > 0) return null;
  return { href: unescaped(text.slice(at, end)), end };
}

const TITLE = /"((?:[^"\\]|\\[^]){0,2000})"|'((?:[^'\\]|\\[^]){0,2000})'|\(((?:[^()\\]|\\[^]){0,2000})\)/y;
const SPACES = /[ \t]*(?:\n[ \t]*)?/y;

const spacesAt = (text: string, at: number): number => {
  SPACES.lastIndex = at;
  SPACES.exec(text);
  return SPACES.lastIndex;
};

function readTitle(text: string, at: number): { title: string; end: number } | null {
  TITLE.lastIndex = at;
  const found = TITLE.exec(text);
  return found && { title: unescaped(found[1] ?? found[2] ?? found[3] ?? ''), end: TITLE.lastIndex };
}

/** Reads `(address "title")`, whose parenthesis stands at `at`. */
export function readTarget(text: string, at: number): (Target & { end: number }) | null {
  const found = readHref(text, spacesAt(text, at + 1));
  if (!found) return null;
  let end = spacesAt(text, found.end);
  const title = end > found.end ? readTitle(text, end) : null;
  if (title) end = spacesAt(text, title.end);
  return text[end] === ')' ? { href: found.href, title: title?.title ?? '', end: end + 1 } : null;
}

const LABEL = / {0,3}\[((?:[^[\]\\]|\\[^]){1,999})\]:/y;
const LINE_END = /[ \t]*(?:\n|$)/y;

/** Takes definitions such as `[label]: address "title"` off the start of a paragraph. @returns what follows them. */
export function takeDefinitions(text: string, targets: Map<string, Target>): string {
  let at = 0;
  for (;;) {
    LABEL.lastIndex = at;
    const label = labelOf(LABEL.exec(text)?.[1] ?? '');
    if (label === '') break;
    const start = spacesAt(text, LABEL.lastIndex);
    const found = readHref(text, start);
    if (!found || (found.href === '' && text[start] !== '<')) break;
    const titleAt = spacesAt(text, found.end);
    let title = titleAt > found.end ? readTitle(text, titleAt) : null;
    let end = lineEnd(text, title?.end ?? found.end);
    if (end === null && title) [title, end] = [null, lineEnd(text, found.end)];
    if (end === null) break;
    if (!targets.has(label)) targets.set(label, { href: found.href, title: title?.title ?? '' });
    at = end;
  }
  return text.slice(at);
}

function lineEnd(text: string, at: number): number | null {
  LINE_END.lastIndex = at;
  return LINE_END.test(text) ? LINE_END.lastIndex : null;
}
