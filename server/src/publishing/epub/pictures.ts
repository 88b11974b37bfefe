/** Which pictures a book may hold, judged by their bytes and not by their names. Pure. */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MANUSCRIPT, type ManuscriptCode } from './model.ts';

export interface BookPicture {
  /** Its name in the book, which follows from its content: the same picture has the same one in every edition. */
  path: string;
  type: string;
  bytes: Uint8Array;
  /** It may move, which some readers must know beforehand. */
  moves: boolean;
}

const SVG = 'http://www.w3.org/2000/svg';
const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;

/** What the first bytes say: media type and ending. Null: none of the kinds that every reader shows. */
function kindOf(bytes: Uint8Array): [type: string, ending: string] | null {
  if (startsWith(bytes, '\u0089PNG\r\n\u001A\n')) return ['image/png', 'png'];
  if (startsWith(bytes, '\u00FF\u00D8\u00FF')) return ['image/jpeg', 'jpg'];
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return ['image/gif', 'gif'];
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return ['image/webp', 'webp'];
  const head = Buffer.from(bytes.subarray(0, 1000)).toString('utf8');
  return /^\uFEFF?\s*<(?:\?xml|!DOCTYPE\s+svg|!--|svg)[\s>]?/i.test(head) ? ['image/svg+xml', 'svg'] : null;
}

/** Judges the pictures that a manuscript wants. */
export function judgePictures(
  wanted: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, Uint8Array>,
): Result<Map<string, BookPicture>, ManuscriptCode> {
  const pictures = new Map<string, BookPicture>();
  let all = 0;
  for (const [name, line] of wanted) {
    const refused = (code: ManuscriptCode, reason: string): Result<never, ManuscriptCode> =>
      fail(code, { line, reason: `${reason}: ${name}`, picture: name });
    const bytes = found.get(name);
    if (!bytes) return refused('manuscript.missing_picture', 'there is no such picture');
    all += bytes.length;
    if (bytes.length > MANUSCRIPT.picture)
      return refused('manuscript.large_picture', `larger than ${MANUSCRIPT.picture} bytes`);
    if (all > MANUSCRIPT.allPictures)
      return refused(
        'manuscript.large_picture',
        `with this one, the pictures have over ${MANUSCRIPT.allPictures} bytes`,
      );
    const kind = kindOf(bytes);
    if (!kind) return refused('manuscript.bad_picture', 'neither WebP, JPEG, PNG, GIF nor SVG');
    const [type, ending] = kind;
    const wrong = ending === 'svg' ? svgFault(bytes) : null;
    if (wrong !== null) return refused('manuscript.bad_picture', `${wrong}, in`);
    const sum = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    pictures.set(name, { path: `pictures/${sum}.${ending}`, type, bytes, moves: moves(ending, bytes) });
  }
  return ok(pictures);
}

function moves(ending: string, bytes: Uint8Array): boolean {
  if (ending === 'jpg') return false;
  if (ending === 'gif') return true;
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (ending === 'svg') return /<(?:\w+:)?(?:animate|set\b)|@keyframes/i.test(content.toString('utf8'));
  return content.subarray(0, 200).includes(ending === 'png' ? 'acTL' : 'ANIM');
}

const RUNS = new Set(['script', 'handler', 'listener', 'foreignobject', 'iframe', 'object', 'embed', 'audio', 'video']);
/** What an address within a drawing may be: a part of it, or a picture that it brings along. */
const OWN_ADDRESS = /^\s*(?:#|data:image\/(?:png|jpeg|gif|webp)[;,]|$)/i;

const namesOthers = (value: string): boolean =>
  [...value.matchAll(/url\(\s*["']?([^)"']*)/gi)].some(([, address = '']) => !OWN_ADDRESS.test(address));
/** Whether a style fetches something, or holds what could be read as more than a style. */
const fetches = (style: string): boolean => /@import|javascript:|expression\s*\(|\\/i.test(style) || namesOthers(style);

/** Why a drawing is refused: it runs something, fetches something, or is not well-formed. Null: it is fine. */
function svgFault(bytes: Uint8Array): string | null {
  const parser = new SaxesParser({ xmlns: true });
  let wrong: string | null = null;
  let rooted = false;
  const say = (reason: string): void => void (wrong ??= reason);
  const styles: string[] = [];
  parser.on('error', () => say('not well-formed'));
  parser.on('doctype', (text) => void (text.includes('[') && say('declares entities')));
  parser.on('processinginstruction', ({ target }) => say(`an instruction ${target}`));
  parser.on('text', (text) => void (styles.length > 0 && fetches(text) && say('a style that fetches')));
  parser.on('cdata', (text) => void (styles.length > 0 && fetches(text) && say('a style that fetches')));
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (!rooted && (tag.local !== 'svg' || tag.uri !== SVG)) say('not a drawing');
    rooted = true;
    if (RUNS.has(tag.local.toLowerCase())) say(`an element ${tag.local}`);
    if (tag.local === 'style') styles.push(tag.local);
    for (const { local, value } of Object.values(tag.attributes)) {
      if (/^on/i.test(local)) say(`an attribute ${local}`);
      else if (/^(?:href|src)$/i.test(local) && tag.local !== 'a' && !OWN_ADDRESS.test(value)) say('fetches something');
      else if (/^(?:href|to|from|values)$/i.test(local) && /(?:javascript|vbscript|data):(?!image\/)/i.test(value))
        say('runs something');
      else if (local === 'style' ? fetches(value) : local !== 'href' && namesOthers(value)) say('a style that fetches');
    }
  });
  parser.on('closetag', (tag: SaxesTagNS) => void (tag.local === 'style' && styles.pop()));
  const text = new TextDecoder().decode(bytes);
  parser.write(text).close();
  return wrong;
}
