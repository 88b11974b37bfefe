/** Reads XML as strictly as readers of books may: what is not well-formed is said with its line. Pure. */
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface XmlNode {
  uri: string;
  local: string;
  line: number;
  /** By `name`, or by `{namespace}name` if it has one. */
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  /** Its text and that of all below. */
  text: string;
}
interface XmlEvents {
  open(node: XmlNode): void;
  close?(node: XmlNode): void;
}

export const XHTML = 'http://www.w3.org/1999/xhtml';
export const OPS = 'http://www.idpf.org/2007/ops';
export const XML_LANG = '{http://www.w3.org/XML/1998/namespace}lang';

/** A document nested deeper is not one that a person or a tool wrote. */
const MOST_DEPTH = 500;

/**
 * Reads a document. @param named whether it may use the names of HTML's characters, as documents of EPUB 2 do.
 * @returns what is wrong with it, or null.
 */
export function readStrictly(text: string, events: XmlEvents, named = false): { line: number; reason: string } | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let wrong: { line: number; reason: string } | null = null;
  const open: XmlNode[] = [];
  parser.on('error', (error) => {
    if (named && error.message.includes('undefined entity')) return;
    wrong ??= { line: parser.line, reason: error.message.replace(/^\d+:\d+: /, '') };
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/.test(doctype)) wrong ??= { line: parser.line, reason: 'entities are declared' };
  });
  const say = (piece: string): void => {
    const node = open.at(-1);
    if (node) node.text += piece;
  };
  parser.on('text', say);
  parser.on('cdata', say);
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (wrong) return;
    if (open.length >= MOST_DEPTH) wrong = { line: parser.line, reason: 'nested too deep' };
    const node: XmlNode = {
      uri: tag.uri,
      local: tag.local,
      line: parser.line,
      attributes: new Map(
        Object.values(tag.attributes)
          .filter((a) => a.prefix !== 'xmlns' && a.name !== 'xmlns')
          .map((a) => [a.prefix === '' ? a.local : `{${a.uri}}${a.local}`, a.value]),
      ),
      children: [],
      text: '',
    };
    open.push(node);
    events.open(node);
  });
  parser.on('closetag', () => {
    const node = wrong ? undefined : open.pop();
    if (!node) return;
    say(node.text);
    events.close?.(node);
  });
  // Half of a document at a time would change nothing: the whole is in memory.
  parser.write(text).close();
  return wrong;
}

/** A small document as a tree. */
export function treeOf(text: string): { root: XmlNode } | { line: number; reason: string } {
  const open: XmlNode[] = [];
  let root: XmlNode | null = null;
  const wrong = readStrictly(text, {
    open(node) {
      root ??= node;
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    close: () => void open.pop(),
  });
  return wrong ?? (root ? { root } : { line: 1, reason: 'no element' });
}

export const below = (node: XmlNode | undefined, local: string): XmlNode[] =>
  node?.children.filter((c) => c.local === local) ?? [];

export function* everyNode(node: XmlNode): Iterable<XmlNode> {
  yield node;
  for (const child of node.children) yield* everyNode(child);
}
