/** What feeds say, as plain text. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { Parser } from 'htmlparser2';
import { oneLine } from '../platform/files/xml.ts';

const BREAKING = new Set('p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr section article hr pre'.split(' '));
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'math', 'title']);
/** Markup is read up to so many characters: a text of a few thousand does not need more. */
const MOST_READ = 100_000;
/** Markup that is nested deeper is not read further: each end tag costs the parser its depth. */
const MOST_DEPTH = 200;

/** A text that may have markup in it, without it, in paragraphs, at most `most` characters. */
export function plainText(html: string, most: number): string {
  const pieces: string[] = [];
  let silent = 0;
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentagname(name) {
        if (++depth > MOST_DEPTH) parser.pause();
        if (SILENT.has(name)) silent++;
        if (BREAKING.has(name)) pieces.push(name === 'p' || name.startsWith('h') ? '\n\n' : '\n');
      },
      ontext(text) {
        if (silent === 0) pieces.push(text);
      },
      onclosetag(name) {
        depth--;
        if (SILENT.has(name)) silent--;
        if (name === 'p' || name === 'li') pieces.push('\n');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, MOST_READ));
  const paragraphs = pieces.join('').split(/\n\s*\n/);
  const lines = paragraphs.map((paragraph) =>
    paragraph
      .split('\n')
      .map((line) => plainLine(line.replace(/[\s\p{Cc}]+/gu, ' ')))
      .filter((line) => line !== '')
      .join('\n'),
  );
  return cut(lines.filter((paragraph) => paragraph !== '').join('\n\n'), most).trim();
}

/** The same as one line. */
export const plainTitle = (html: string, most: number): string =>
  oneLine(/[<&]/.test(html) ? plainText(html, most * 4) : html, most);

/** Seconds of a duration: `3723`, `62:03`, `1:02:03`, with or without decimals; null if it is none. */
export function secondsOf(text: string): number | null {
  if (!/^\s*\d{1,9}(?::\d{1,2}){0,2}(?:\.\d+)?\s*$/.test(text)) return null;
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
