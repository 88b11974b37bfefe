/** The text of a member's file, in whichever encoding it was saved. Pure. */

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252' | 'MacRoman';

/** Letters and signs of European languages that texts have outside ASCII. */
const USUAL = /[À-ÖØ-öø-ÿŒœŸ’‘“”«»‹›…–—€°²·•\u00A0]/gu;
/** A capital or a sign in the middle of a word, one alone, and what no text has: the bytes mean something else. */
const ODD =
  /(?<=\p{Ll})(?:\p{Lu}(?!\p{Lu})|[–—…°²”»‘](?=\p{Ll})|[^\p{L}\p{N}\s\p{M}\p{ASCII}’‘”»›…–—°²·•])|(?<=\p{L})(?![A-Z])\p{Lu}(?=\p{Ll})|(?<!\p{L})[ÁÂÃÄÅÆÇÈËÌÍÎÏÑÒÓÖØÙÚÛÜÝ](?!\p{L})|[\u0080-\u009F‡†ƒ\u02C6˜‰¬]/gu;
const odds = (text: string): number => text.match(ODD)?.length ?? 0;
const worth = (text: string): number => (text.match(USUAL)?.length ?? 0) - 3 * odds(text);

const decode = (bytes: Uint8Array, label: string): string | null => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Which half of each pair of bytes is zero more often: the upper one of most characters. */
function pairsOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' {
  let balance = 0;
  for (const [i, byte] of bytes.entries()) if (byte === 0) balance += i % 2 === 1 ? 1 : -1;
  return balance > 0 ? 'utf-16le' : 'utf-16be';
}

/** @returns null if the encoding is not recognised */
export function textOfFile(file: ArrayBuffer): { text: string; encoding: Encoding } | null {
  const bytes = new Uint8Array(file);
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  if (marked ?? bytes.includes(0)) {
    const text = decode(bytes, marked ?? pairsOf(bytes));
    return text === null || text.includes('\0') ? null : { text, encoding: 'UTF-16' };
  }
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' };
  const windows = decode(bytes, 'windows-1252') ?? '';
  const mac = decode(bytes, 'macintosh') ?? '';
  const [text, encoding] =
    worth(mac) > worth(windows) ? ([mac, 'MacRoman'] as const) : ([windows, 'Windows-1252'] as const);
  return worth(text) < 0 ? null : { text, encoding };
}
