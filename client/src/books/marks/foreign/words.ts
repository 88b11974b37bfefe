/**
 * Finds passages by their words alone, without white space and soft hyphens: apps write different white space between
 * blocks (B9).
 */
const LEFT_OUT = /[\s\u00ad\u200b\ufeff]/;
export const wordsOf = (text: string): string => text.normalize('NFC').replaceAll(new RegExp(LEFT_OUT, 'g'), '');

/** The text of a document without space, and where each unit of it is. */
export interface Words {
  text: string;
  at: [Node, number][];
}

export function wordsIn(doc: Document): Words {
  const words: Words = { text: '', at: [] };
  const walker = doc.createTreeWalker(doc.body, 4 /* text */);
  const parts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/^(style|script)$/.test(node.parentElement?.localName ?? '')) continue;
    for (const [i, unit] of (node.nodeValue ?? '').split('').entries()) {
      if (LEFT_OUT.test(unit)) continue;
      parts.push(unit);
      words.at.push([node, i]);
    }
  }
  words.text = parts.join('');
  return words;
}

/** The first passage with these words; null: there is none. */
export function findWords(doc: Document, { text, at }: Words, wanted: string): Range | null {
  const needle = wordsOf(wanted);
  const from = needle === '' ? -1 : text.indexOf(needle);
  const [start, end] = [at[from], at[from + needle.length - 1]];
  if (from < 0 || !start || !end) return null;
  const range = doc.createRange();
  range.setStart(...start);
  range.setEnd(end[0], end[1] + 1);
  return range;
}
