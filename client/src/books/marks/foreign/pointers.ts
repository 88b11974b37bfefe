/** KOReader's pointers into a book, such as `/body/DocFragment[8]/body/p[12]/text()[2].57`, in our documents (B9). */

const POINTER = /^\/body\/DocFragment(?:\[(\d{1,5})\])?((?:\/[^/.]+)*)(?:\.(\d{1,7}))?$/;
const STEP = /^([\w:-]+|text\(\))(?:\[(\d{1,6})\])?$/;
const NAMED: Readonly<Record<string, string>> = { 'text()': '#text' };

/** The number of the document in the order of the book, from 0; null: it is no pointer. */
export function sectionOf(pointer: string): number | null {
  const [whole, n = '1'] = POINTER.exec(pointer) ?? [];
  return whole === undefined ? null : Number(n) - 1;
}

/** The child of this name, the n-th of them from 1; a name alone is the first. */
function childOf(node: Node, step: string): Node | null {
  const [, name = '', n = '1'] = STEP.exec(step) ?? [];
  const wanted = NAMED[name] ?? name.toLowerCase();
  // KOReader has no text nodes for the white space between block elements, so they are not counted here either.
  const those = [...node.childNodes].filter(
    (c) => c.nodeName.toLowerCase() === wanted && (wanted !== '#text' || /\S/.test(c.nodeValue ?? '')),
  );
  return those[Number(n) - 1] ?? null;
}

/** Where a pointer leads in its document: a node, and how many units into it. Null: there is no such place. */
function pointIn(doc: Document, pointer: string): [Node, number] | null {
  const [, , path = '', offset = '0'] = POINTER.exec(pointer) ?? [];
  let node: Node | null = doc.documentElement;
  for (const step of path.split('/').filter((s) => s !== '')) node = node && childOf(node, step);
  if (!node || node === doc.documentElement) return null;
  const most = node.nodeType === 3 /* text */ ? (node.nodeValue ?? '').length : node.childNodes.length;
  return Number(offset) <= most ? [node, Number(offset)] : null;
}

/** The passage between two pointers; without an end, the point where the first leads. */
export function rangeBetween(doc: Document, start: string, end: string | null): Range | null {
  const from = pointIn(doc, start);
  const to = end === null ? from : pointIn(doc, end);
  if (!from || !to || (end !== null && sectionOf(end) !== sectionOf(start))) return null;
  const range = doc.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
