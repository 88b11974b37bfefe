/**
 * The small Markdown of messages: bold, italic, code, links, lists and quotes. Pure, and in time linear in the text;
 * what is not understood stays as it was typed.
 */

/** A part of a line. `link`: only to http and https. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'bold'; parts: Inline[] }
  | { kind: 'italic'; parts: Inline[] };
/** A part of a message: its lines, or the items of a list, each in parts. */
export interface Block {
  kind: 'words' | 'quote' | 'bullets' | 'numbers';
  lines: Inline[][];
  /** Of a numbered list, its first number. */
  from: number;
}

const ITEM = /^\s{0,3}[-*•]\s+(?=\S)/;
const NUMBER = /^\s{0,3}(\d{1,3})[.)]\s+(?=\S)/;
const QUOTE = /^\s{0,3}>\s?/;

function kindOf(line: string): { kind: Block['kind']; rest: string; from: number } {
  const number = NUMBER.exec(line);
  if (number) return { kind: 'numbers', rest: line.slice(number[0].length), from: Number(number[1]) };
  for (const [kind, mark] of [
    ['bullets', ITEM],
    ['quote', QUOTE],
  ] as const) {
    const found = mark.exec(line);
    if (found) return { kind, rest: line.slice(found[0].length), from: 1 };
  }
  return { kind: 'words', rest: line, from: 1 };
}

/** A message in blocks. An empty line ends one. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const line of text.split('\n')) {
    const { kind, rest, from } = kindOf(line);
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const same: Block = open?.kind === kind ? open : { kind, lines: [], from };
    if (same !== open) blocks.push(same);
    same.lines.push(inlineOf(rest));
    open = same;
  }
  return blocks;
}

const LETTER = /[\p{L}\p{N}]/u;
/** A link with words of its own. Bounded, so that many brackets cost no more than they are long. */
const NAMED = /\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()<>]{1,1000})\)/y;
const BARE = /https?:\/\/[^\s<>"`*]{1,1000}/y;
/** What ends a sentence, not an address. */
const AFTER = /[.,;:!?)\]'’»…]+$/;

const at = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from;
  return pattern.exec(text);
};
/** The address as a browser opens it; null: it is none, or of another kind than http. */
function safeLink(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

function linkAt(text: string, i: number): { link: Inline; end: number } | null {
  const char = text[i];
  if (char === '[') {
    const [whole, words = '', to = ''] = at(NAMED, text, i) ?? [];
    const href = whole === undefined ? null : safeLink(to);
    return href === null ? null : { link: { kind: 'link', text: words, href }, end: i + (whole?.length ?? 0) };
  }
  if (char !== 'h' || LETTER.test(text[i - 1] ?? ' ')) return null;
  const bare = at(BARE, text, i)?.[0].replace(AFTER, '');
  const href = bare === undefined ? null : safeLink(bare);
  return bare === undefined || href === null
    ? null
    : { link: { kind: 'link', text: bare, href }, end: i + bare.length };
}

/** Bold or italic that is not closed yet. */
interface Opened {
  mark: '*' | '**';
  /** The parts before it, to which it returns. */
  before: Inline[];
}

/** One line in parts. */
class Line {
  private parts: Inline[] = [];
  private readonly opened: Opened[] = [];

  word(text: string): void {
    const last = this.parts.at(-1);
    if (last?.kind === 'text') last.text += text;
    else if (text !== '') this.parts.push({ kind: 'text', text });
  }
  put(part: Inline): void {
    this.parts.push(part);
  }
  isOpen(mark: string): boolean {
    return this.opened.some((o) => o.mark === mark);
  }
  open(mark: Opened['mark']): void {
    this.opened.push({ mark, before: this.parts });
    this.parts = [];
  }
  /** Closes a mark; one that was opened after it and not closed was only a star. */
  close(mark: string): void {
    while (this.opened.length > 0 && this.opened.at(-1)?.mark !== mark) this.giveUp();
    const { before = [] } = this.opened.pop() ?? {};
    before.push({ kind: mark === '**' ? 'bold' : 'italic', parts: this.parts });
    this.parts = before;
  }
  private giveUp(): void {
    const open = this.opened.pop();
    if (!open) return;
    const inside = this.parts;
    this.parts = open.before;
    this.word(open.mark);
    for (const part of inside) {
      if (part.kind === 'text') this.word(part.text);
      else this.put(part);
    }
  }
  end(): Inline[] {
    while (this.opened.length > 0) this.giveUp();
    return this.parts;
  }
}

const STARS = /\*+/y;
const PLAIN = /[^*`[h]+/y;

/** Reads the stars at that place and returns how many they are. */
function stars(line: Line, text: string, i: number): number {
  const run = at(STARS, text, i)?.[0] ?? '*';
  const [left, right] = [text[i - 1] ?? ' ', text[i + run.length] ?? ' '];
  if (run !== '*' && run !== '**') line.word(run);
  else if (line.isOpen(run) && /\S/.test(left)) line.close(run);
  else if (!line.isOpen(run) && /\S/.test(right) && !LETTER.test(left)) line.open(run);
  else line.word(run);
  return run.length;
}

/** A line in parts. */
export function inlineOf(text: string): Inline[] {
  const line = new Line();
  /** No code begins once nothing could end it. */
  const lastTick = text.lastIndexOf('`');
  for (let i = 0; i < text.length;) {
    const char = text[i] ?? '';
    const link = char === '[' || char === 'h' ? linkAt(text, i) : null;
    if (link) {
      line.put(link.link);
      i = link.end;
    } else if (char === '*') i += stars(line, text, i);
    else if (char === '`' && i < lastTick && text[i + 1] !== '`') {
      const end = text.indexOf('`', i + 1);
      line.put({ kind: 'code', text: text.slice(i + 1, end) });
      i = end + 1;
    } else {
      const plain = char === '`' || char === '[' || char === 'h' ? char : (at(PLAIN, text, i)?.[0] ?? char);
      line.word(plain);
      i += plain.length;
    }
  }
  return line.end();
}

/** A message as plain text in one line, for lists and quotes. */
export const plainOf = (text: string): string =>
  blocksOf(text)
    .flatMap((block) => block.lines.map((line) => line.map(plainPart).join('')))
    .join(' ');
const plainPart = (part: Inline): string => ('parts' in part ? part.parts.map(plainPart).join('') : part.text);
