/**
 * Reads small XML documents into a tree with namespaces. htmlparser2 tokenises: it opens nothing, and of entities it
 * knows only the five of XML and numbers, so a declared entity stays as the text `&name;`. It forgives what is not
 * well-formed, as books and feeds often are.
 */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { Parser } from 'htmlparser2';

export interface Element {
  /** The namespace; '' if there is none. */
  ns: string;
  /** The name without prefix. */
  name: string;
  /** Values by name without prefix; those with another namespace than the element's also by `{namespace}name`. */
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  /** Text and children, in order. */
  content: (string | Element)[];
}

/** A document nested deeper is not one that a person or a tool wrote. */
const MOST_DEPTH = 200;
/** Elements of a package or a list of contents; the largest real ones have a few ten thousands. */
const MOST_ELEMENTS = 500_000;
/**
 * Most characters of a namespace. Each attribute with a prefix holds its namespace once more, so a long one would cost
 * much memory. A longer one is taken for an empty one.
 */
const MOST_NAMESPACE = 300;

/** The decoder that a document's first bytes ask for: by byte-order mark, then by declaration, else UTF-8. */
export function decoderFor(first: Uint8Array) {
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder('utf-16be');
  const head = Buffer.from(first.subarray(0, 200)).toString('latin1');
  const label = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder();
    throw error;
  }
}
export const xmlText = (bytes: Uint8Array): string => decoderFor(bytes).decode(bytes);

/** Whether a document declares entities of its own, by which a few bytes can stand for gigabytes or for other files. */
export const declaresEntities = (text: string): boolean => /<!ENTITY\s/i.test(text);

type Prefixes = Readonly<Record<string, string>>;
const NO_PREFIXES = Object.create(null) as Prefixes;

/** The root element, or null if there is none, or the document is deeper or larger than any honest one. */
export function parseXml(text: string): Element | null {
  let root: Element | null = null;
  let count = 0;
  let tooMuch = false;
  const open: { element: Element; prefixes: Prefixes }[] = [];
  const parser: Parser = new Parser(
    {
      onopentag(qualified, attributes) {
        if (tooMuch || open.length >= MOST_DEPTH || ++count > MOST_ELEMENTS) {
          tooMuch = true;
          parser.pause();
          return;
        }
        const parent = open.at(-1);
        const prefixes = prefixesOf(attributes, parent?.prefixes ?? NO_PREFIXES);
        const element = elementOf(qualified, attributes, prefixes);
        parent?.element.children.push(element);
        parent?.element.content.push(element);
        root ??= element;
        open.push({ element, prefixes });
      },
      ontext(piece) {
        const element = open.at(-1)?.element;
        if (!element || tooMuch) return;
        element.content.push(piece);
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return tooMuch ? null : root;
}

function prefixesOf(attributes: Record<string, string>, outer: Prefixes): Prefixes {
  const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  // An element inherits the prefixes of the elements around it: copying them for each would take quadratic time.
  const prefixes = Object.create(outer) as Record<string, string>;
  for (const [name, uri] of declared) prefixes[name.slice(6)] = uri.length > MOST_NAMESPACE ? '' : uri;
  return prefixes;
}

function elementOf(qualified: string, given: Record<string, string>, prefixes: Prefixes): Element {
  const [prefix, name] = splitName(qualified);
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(given)) {
    const [p, local] = splitName(key);
    if (p === 'xmlns' || key === 'xmlns') continue;
    if (p !== '') attributes[`{${p === 'xml' ? 'xml' : (prefixes[p] ?? p)}}${local}`] = value;
    if (p === '' || !(local in given)) attributes[local] = value;
  }
  return { ns: prefixes[prefix] ?? prefix, name, attributes, children: [], content: [] };
}

const splitName = (qualified: string): [prefix: string, name: string] => {
  const at = qualified.indexOf(':');
  return at < 0 ? ['', qualified] : [qualified.slice(0, at), qualified.slice(at + 1)];
};

/** Child elements of this name, in any namespace unless one is given. */
export const childrenOf = (element: Element | undefined | null, name: string, ns?: string): Element[] =>
  element?.children.filter((c) => c.name === name && (ns === undefined || c.ns === ns)) ?? [];
export const childOf = (element: Element | undefined | null, name: string): Element | undefined =>
  element?.children.find((c) => c.name === name);

/** Every element below, in the order of the document. */
export function* descendants(element: Element): Iterable<Element> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

/** The whole text of an element and those below it. */
export const wholeText = (element: Element): string =>
  element.content.map((c) => (typeof c === 'string' ? c : wholeText(c))).join('');

/** One line of text that can be seen: spaces joined, without what nobody types, at most `most` characters. */
export const oneLine = (text: string | undefined, most: number): string =>
  cut(plainLine((text ?? '').replace(/[\s\p{Cc}]+/gu, ' ')), most).trim();
