/**
 * A proof that a test guards a rule: `test` passes on the unmodified tree and fails on an assertion once `from` is
 * replaced by `to` in `file`. Pure: text in, text out.
 */
export interface Proof {
  /** The numbered rule, for example `S5`. */
  rule: string;
  /** The exact title of the test in the test file. */
  test: string;
  /** The file to break, from the root. */
  file: string;
  /**
   * Text that occurs exactly once in the file, ignoring white space and trailing commas; it must not end with a comma.
   */
  from: string;
  to: string;
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

type Broken = { ok: true; text: string } | { ok: false; found: number };

/** `text` with the break applied; `found` is the number of occurrences of `from` if that is not one. */
export function applyBreak(text: string, { from, to }: Pick<Proof, 'from' | 'to'>): Broken {
  const whole = squeeze(text);
  const part = squeeze(from).text;
  const found = part === '' ? 0 : whole.text.split(part).length - 1;
  const index = whole.text.indexOf(part);
  const start = whole.at[index];
  const end = whole.at[index + part.length - 1];
  if (found !== 1 || start === undefined || end === undefined) return { ok: false, found };
  return { ok: true, text: text.slice(0, start) + to + text.slice(end + 1) };
}

/** The name of a proof in messages. */
export const nameOf = (proof: Proof): string => `${proof.rule} by a break of ${proof.file}: ${proof.test}`;
