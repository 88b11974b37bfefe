/** Characters of a manuscript: what XML cannot hold and what nobody types is removed, entities are resolved. */
import { wellFormed } from '@egoejo/shared/platform/cut.ts';
import { Parser } from 'htmlparser2';

/** Controls, marks that reverse the direction of what follows, and code points that stand for no character. */
const UNTYPED = /(?![\n\t])[\p{Cc}\u202A-\u202E\uFEFF\uFFF9-\uFFFB]|\p{NChar}/gu;

/** A text with line breaks of one kind, and only with characters that may stand in a book. */
export const typedText = (text: string): string =>
  wellFormed(text)
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(UNTYPED, '');

const named = new Map<string, string>();

/** The characters that an entity such as `&eacute;` or `&#233;` stands for; the text itself if it is none. */
export function entityText(entity: string): string {
  const digits = /^&#(?:x([\da-f]{1,6})|(\d{1,7}));$/i.exec(entity);
  if (digits) {
    const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
    return code === 0 || code > 0x10ffff ? '\uFFFD' : typedText(String.fromCodePoint(code));
  }
  let text = named.get(entity);
  if (text === undefined) {
    let decoded = '';
    const parser = new Parser({ ontext: (piece) => void (decoded += piece) }, { decodeEntities: true });
    parser.end(entity);
    text = typedText(decoded);
    // There are about two thousand names; what is none of them is not kept.
    if (text !== entity) named.set(entity, text);
  }
  return text;
}

const ESCAPED = /\\([!-/:-@[-`{-~])|&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/gi;
/** A text whose backslashes and entities are resolved, as addresses and titles of links are. */
export const unescaped = (text: string): string =>
  text.replaceAll(ESCAPED, (all: string, mark: string | undefined) => mark ?? entityText(all));
