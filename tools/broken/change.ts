/** How every list of broken code says what is broken: proofs, planted bugs and mutants. Pure: text in, text out. */

/** Another text in one place of a file. */
export interface Change {
  /** Path from the root. */
  file: string;
  /**
   * Text that occurs exactly once in the file, ignoring white space and trailing commas; it must not end with a comma.
   */
  from: string;
  to: string;
  /** For changes made by machine: `from` stands exactly here, however often elsewhere. */
  at?: number;
}

/** A text without white space and trailing commas, with the original position of each of its characters. */
interface Squeezed {
  text: string;
  at: number[];
}

function squeeze(text: string): Squeezed {
  const kept: { char: string; at: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) continue;
    if (/[)\]}]/.test(char) && kept.at(-1)?.char === ',') kept.pop();
    kept.push({ char, at });
  }
  return { text: kept.map((k) => k.char).join(''), at: kept.map((k) => k.at) };
}

type Changed = { ok: true; text: string } | { ok: false; found: number };

/** `text` with the change; `found` is the number of occurrences of `from` if that is not one. */
export function applyChange(text: string, { from, to, at }: Omit<Change, 'file'>): Changed {
  if (at !== undefined) {
    if (!text.startsWith(from, at)) return { ok: false, found: 0 };
    return { ok: true, text: text.slice(0, at) + to + text.slice(at + from.length) };
  }
  const whole = squeeze(text);
  const part = squeeze(from).text;
  const found = part === '' ? 0 : whole.text.split(part).length - 1;
  const index = whole.text.indexOf(part);
  const start = whole.at[index];
  const end = whole.at[index + part.length - 1];
  if (found !== 1 || start === undefined || end === undefined) return { ok: false, found };
  return { ok: true, text: text.slice(0, start) + to + text.slice(end + 1) };
}

/** The same where a change must fit. @throws when it does not */
export function changed(text: string, change: Change): string {
  const result = applyChange(text, change);
  if (!result.ok) throw new Error(`${change.file}: the text to change is there ${result.found} times: ${change.from}`);
  return result.text;
}
