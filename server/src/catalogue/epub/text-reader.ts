/**
 * Reads the text and the dangers of one content document, piece by piece, so that a large one needs little
 * memory. Pure.
 * Documents are read as HTML with the rules of XML for empty elements: that knows the named entities which old books
 * use, and forgives what is not well-formed.
 */
import { Parser } from 'htmlparser2';
import type { Stripped } from '@egoejo/shared/catalogue/model.ts';

/** Elements whose text nobody reads, or which say again how a word is pronounced. */
const UNREAD = new Set(['script', 'style', 'head', 'rt', 'rp', 'template', 'metadata']);
/** Elements that do not end a word. */
const WITHIN_WORDS = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rb ruby s samp small span strike ' +
    'strong sub sup time tt tspan u var wbr'
  ).split(' '),
);
const HANDLER = /^on[a-z]+$/;
const RUNS_CODE = /^\s*(?:javascript|vbscript):/i;
const REMOTE = /^\s*(?:(?:https?|ftp|file):|\/\/)/i;
const REMOTE_IN_STYLE = /(?:url\(\s*["']?|@import\s+["'])\s*(?:(?:https?|ftp|file):|\/\/)/gi;
/** Attributes that fetch by themselves; a link fetches nothing until it is followed. */
const FETCHES = new Set(['src', 'poster', 'data', 'srcset', 'background']);

interface TextReader {
  write(piece: string): void;
  end(): void;
}
export interface Found extends Stripped {
  footnotes: number;
}
export const nothingFound = (): Found => ({ scripts: 0, handlers: 0, remote: 0, footnotes: 0 });

/** How many addresses of other servers a style sheet would fetch. */
export const remoteInStyle = (css: string): number => css.match(REMOTE_IN_STYLE)?.length ?? 0;

/**
 * @param onText gets the text that is read; '\n' where a block begins or ends.
 * @param found is counted up.
 */
export function createTextReader(onText: (text: string) => void, found: Found): TextReader {
  let unread = 0;
  let inStyle = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const local = name.slice(name.indexOf(':') + 1);
        if (UNREAD.has(local)) unread++;
        if (local === 'style') inStyle++;
        if (!WITHIN_WORDS.has(local)) onText('\n');
        count(local, attributes, found);
      },
      ontext(text) {
        if (inStyle > 0) found.remote += remoteInStyle(text);
        else if (unread === 0) onText(text);
      },
      onclosetag(name) {
        const local = name.slice(name.indexOf(':') + 1);
        if (UNREAD.has(local)) unread = Math.max(0, unread - 1);
        if (local === 'style') inStyle = Math.max(0, inStyle - 1);
        if (!WITHIN_WORDS.has(local)) onText('\n');
      },
    },
    { xmlMode: false, recognizeSelfClosing: true, recognizeCDATA: true, decodeEntities: true },
  );
  return { write: (piece) => parser.write(piece), end: () => parser.end() };
}

function count(element: string, attributes: Record<string, string>, found: Found): void {
  if (element === 'script') found.scripts++;
  for (const [key, value] of Object.entries(attributes)) {
    const name = key.slice(key.indexOf(':') + 1);
    if (HANDLER.test(name)) found.handlers++;
    else if (name === 'srcdoc') found.scripts++;
    else if (name === 'style') found.remote += remoteInStyle(value);
    else if (key === 'epub:type' && value.split(/\s+/).includes('noteref')) found.footnotes++;
    else if (RUNS_CODE.test(value) && /^(?:href|src|action|formaction|data)$/.test(name)) found.handlers++;
    else if (REMOTE.test(value) && fetches(element, name)) found.remote++;
  }
  if (element === 'meta' && /^refresh$/i.test(attributes['http-equiv'] ?? '')) found.remote++;
}

const fetches = (element: string, attribute: string): boolean =>
  FETCHES.has(attribute) || (attribute === 'href' && /^(?:link|image|use|script|feimage)$/.test(element));

/** The text of a piece of HTML, its paragraphs on lines of their own; tags go, and what scripts and styles say. */
export function plainText(html: string): string {
  let text = '';
  const reader = createTextReader((piece) => (text += piece), nothingFound());
  reader.write(html);
  reader.end();
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n');
}
