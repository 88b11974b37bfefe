/**
 * Reads what stands within a block: emphasis, links, pictures, code, footnotes. It follows CommonMark's algorithm with
 * its bounds, so that no text takes more than time in proportion to its length.
 */
import { entityText } from './characters.ts';
import { readTarget, type Target } from './links.ts';
import { KEPT_TAGS, labelOf, wordsOfInlines, type Inline, type KeptTag } from './nodes.ts';
import { NodeList, type Delimiter, type Node } from './node-list.ts';

export interface Known {
  targets: ReadonlyMap<string, Target>;
  notes: ReadonlyMap<string, unknown>;
  /** Characters that references to link targets may still add: a short text cannot become a huge one. */
  budget: number;
}
interface Opener {
  node: Node;
  /** Where the text after the bracket or tag begins. */
  at: number;
  kind: 'link' | 'picture' | KeptTag;
  active: boolean;
  /** Another bracket came after it, so what it encloses is no label. */
  enclosing: boolean;
  delimiters: Delimiter | null;
}

/** A label or a tag that is longer is not one. */
const MOST_LABEL = 999;
const MOST_TAG = 1000;
/** How many open tags are looked through for the one that is closed. */
const MOST_OPEN_TAGS = 20;

const PLAIN = /[^\n\\`*_[\]!<&]+/y;
const ENTITY = /&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/iy;
const NOTE = /\[\^([^\]\s[]{1,100})\]/y;
const LABEL = /\[((?:[^[\]\\]|\\[^]){0,999})\]/y;
const ADDRESS =
  /<((?:[a-z][a-z\d+.-]{1,31}:[^\s<>]{0,2000})|([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d][a-z\d.-]{0,250}))>/iy;
const TAG = /^<(\/?)([a-z][a-z\d-]*)(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/i;
/** Elements whose content is no text of the book either. */
const WITHOUT_WORDS = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'noscript', 'title']);
const kept: ReadonlySet<string> = new Set(KEPT_TAGS);
const isKept = (name: string): name is KeptTag => kept.has(name);

const PUNCTUATION = /[\p{P}\p{S}]/u;
const SPACE = /\s/;

/** @param line where the text begins, for what is said about its pictures. */
export const readInlines = (text: string, known: Known, line: number): Inline[] => new Reader(text, known, line).read();

class Reader {
  private at = 0;
  private readonly list = new NodeList();
  private readonly openers: Opener[] = [];
  /** Places of runs of backticks by their length, and how many were passed. */
  private readonly runs = new Map<number, { places: number[]; passed: number }>();
  /** Ends of comments and the like that do not come any more. */
  private readonly absent = new Set<string>();
  private breaks = 0;
  private counted = 0;

  private readonly text: string;
  private readonly known: Known;
  private readonly line: number;

  constructor(text: string, known: Known, line: number) {
    [this.text, this.known, this.line] = [text, known, line];
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const runs = this.runs.get(run.length) ?? { places: [], passed: 0 };
      runs.places.push(index);
      this.runs.set(run.length, runs);
    }
  }

  read(): Inline[] {
    while (this.at < this.text.length) this.readOne();
    this.list.pair(null);
    return this.list.inlines();
  }

  private readOne(): void {
    const { text } = this;
    const c = text[this.at] ?? '';
    if (c === '\n') this.lineBreak(false);
    else if (c === '\\') this.backslash();
    else if (c === '`') this.code();
    else if (c === '*' || c === '_') this.delimiters(c);
    else if (c === '[') this.bracket();
    else if (c === ']') this.closeBracket();
    else if (c === '!' && text[this.at + 1] === '[') this.open('picture', '![');
    else if (c === '<') this.angle();
    else if (c === '&') this.entity();
    else {
      PLAIN.lastIndex = this.at;
      this.say(PLAIN.exec(text)?.[0] ?? c);
    }
  }

  /** Adds the characters that stand here as text. */
  private say(text: string, as = text): Node {
    this.at += text.length;
    return this.list.push({ kind: 'text', text: as });
  }

  private lineBreak(hard: boolean): void {
    this.at++;
    const last = this.list.last?.inline;
    const end = last?.kind === 'text' ? (/[ \t]*$/.exec(last.text.slice(-MOST_LABEL))?.[0] ?? '') : '';
    if (last?.kind === 'text' && end !== '') last.text = last.text.slice(0, -end.length);
    if (hard || end.endsWith('  ')) this.list.push({ kind: 'break' });
    else this.list.push({ kind: 'text', text: '\n' });
  }

  private backslash(): void {
    const next = this.text[this.at + 1] ?? '';
    if (next === '\n') {
      this.at++;
      this.lineBreak(true);
    } else if (/[!-/:-@[-`{-~]/.test(next)) this.say(`\\${next}`, next);
    else this.say('\\');
  }

  private code(): void {
    const run = /`+/y;
    run.lastIndex = this.at;
    const marks = run.exec(this.text)?.[0] ?? '`';
    const runs = this.runs.get(marks.length) ?? { places: [], passed: 0 };
    while ((runs.places[runs.passed] ?? Infinity) <= this.at) runs.passed++;
    const end = runs.places[runs.passed];
    if (end === undefined) return void this.say(marks);
    const inner = this.text.slice(this.at + marks.length, end).replaceAll('\n', ' ');
    const padded = /^ .* $/.test(inner) && /[^ ]/.test(inner);
    this.list.push({ kind: 'code', text: padded ? inner.slice(1, -1) : inner });
    this.at = end + marks.length;
  }

  private delimiters(mark: '*' | '_'): void {
    const { text, at } = this;
    let end = at;
    while (text[end] === mark) end++;
    // A character beyond the first 65,536 has two parts; the whole one is judged.
    const before = /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? ' ';
    const after = String.fromCodePoint(text.codePointAt(end) ?? 32);
    const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)];
    const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
    const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
    const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
    const opens = mark === '*' ? left : left && (!right || markBefore);
    const closes = mark === '*' ? right : right && (!left || markAfter);
    this.list.delimit(this.say(text.slice(at, end)), mark, end - at, opens, closes);
  }

  private entity(): void {
    ENTITY.lastIndex = this.at;
    const found = ENTITY.exec(this.text)?.[0] ?? '&';
    this.say(found, found === '&' ? found : entityText(found));
  }

  private bracket(): void {
    NOTE.lastIndex = this.at;
    const [all = '', label = ''] = NOTE.exec(this.text) ?? [];
    if (label === '' || !this.known.notes.has(labelOf(label))) return this.open('link', '[');
    this.list.push({ kind: 'note', label: labelOf(label) });
    this.at += all.length;
  }

  private open(kind: Opener['kind'], mark: string): void {
    const last = this.openers.at(-1);
    if (last && (kind === 'link' || kind === 'picture')) last.enclosing = true;
    const node = this.say(mark, isKept(kind) ? '' : mark);
    const { delimiters } = this.list;
    this.openers.push({ node, at: this.at, kind, active: true, enclosing: false, delimiters });
  }

  private closeBracket(): void {
    // A tag that is open within brackets is not closed by them: it marks nothing.
    while (isKept(this.openers.at(-1)?.kind ?? '')) this.openers.pop();
    const opener = this.openers.pop();
    if (!opener) return void this.say(']');
    const target = opener.active ? this.targetAt(opener) : null;
    if (!target) return void this.say(']');
    this.at = target.end;
    this.list.pair(opener.delimiters);
    const children = this.list.takeAfter(opener.node);
    const { href, title } = target;
    if (opener.kind === 'picture') {
      const alt = wordsOfInlines(children.map((n) => n.inline))
        .replaceAll(/\s+/g, ' ')
        .trim();
      this.list.replace(opener.node, { kind: 'picture', src: href, alt, title, line: this.lineOf(opener.at) }, []);
    } else {
      const inlines = children.map((n) => n.inline);
      this.list.replace(opener.node, { kind: 'link', href, title, children: inlines }, children);
      // Links do not stand within links.
      for (let i = this.openers.length - 1; i >= 0; i--) {
        const outer = this.openers[i]!;
        if (outer.kind !== 'link') continue;
        if (!outer.active) break;
        outer.active = false;
      }
    }
  }

  /** Where the bracket that closes here leads. */
  private targetAt(opener: Opener): (Target & { end: number }) | null {
    const { text, at } = this;
    const next = at + 1;
    if (text[next] === '(') {
      const direct = readTarget(text, next);
      if (direct) return direct;
    }
    LABEL.lastIndex = next;
    const [all = '', label = ''] = text[next] === '[' ? (LABEL.exec(text) ?? []) : [];
    const end = next + all.length;
    if (label !== '') return this.reference(label, end);
    if (opener.enclosing || at - opener.at > MOST_LABEL) return null;
    return this.reference(text.slice(opener.at, at), end);
  }

  private reference(label: string, end: number): (Target & { end: number }) | null {
    const target = this.known.targets.get(labelOf(label));
    if (!target) return null;
    this.known.budget -= target.href.length + target.title.length;
    return this.known.budget < 0 ? null : { ...target, end };
  }

  private angle(): void {
    ADDRESS.lastIndex = this.at;
    const address = ADDRESS.exec(this.text);
    if (address) {
      const [all, shown = '', mail] = address;
      const href = mail === undefined ? shown : `mailto:${mail}`;
      this.list.push({ kind: 'link', href, title: '', children: [{ kind: 'text', text: shown }] });
      this.at += all.length;
      return;
    }
    for (const [begin, end] of [
      ['<!--', '-->'],
      ['<?', '?>'],
      ['<![CDATA[', ']]>'],
      ['<!', '>'],
    ] as const)
      if (this.text.startsWith(begin, this.at)) {
        const after = this.after(end, this.at + begin.length);
        if (after === null) return void this.say('<');
        this.at = after;
        return;
      }
    const tag = TAG.exec(this.text.slice(this.at, this.at + MOST_TAG));
    if (tag) this.tag(tag[0], (tag[2] ?? '').toLowerCase(), tag[1] === '/');
    else this.say('<');
  }

  /** The place after the next `end`; null: there is none. */
  private after(end: string, from: number): number | null {
    if (this.absent.has(end)) return null;
    const found = this.text.indexOf(end, from);
    if (found < 0) this.absent.add(end);
    return found < 0 ? null : found + end.length;
  }

  private tag(all: string, name: string, closes: boolean): void {
    if (name === 'br') {
      this.list.push({ kind: 'break' });
      this.at += all.length;
    } else if (isKept(name) && closes) {
      this.at += all.length;
      this.closeTag(name);
    } else if (isKept(name) && !all.endsWith('/>')) this.open(name, all);
    else {
      const hides = !closes && !all.endsWith('/>') && WITHOUT_WORDS.has(name);
      this.at = (hides ? this.afterElement(name, this.at + all.length) : null) ?? this.at + all.length;
    }
  }

  /** The place after the end of an element, whose name may stand in either case. */
  private afterElement(name: string, from: number): number | null {
    if (this.absent.has(name)) return null;
    const end = new RegExp(`</${name}[^>]{0,100}>`, 'gi');
    end.lastIndex = from;
    if (end.test(this.text)) return end.lastIndex;
    this.absent.add(name);
    return null;
  }

  private closeTag(name: KeptTag): void {
    const lowest = Math.max(0, this.openers.length - MOST_OPEN_TAGS);
    for (let i = this.openers.length - 1; i >= lowest; i--) {
      const opener = this.openers[i]!;
      if (opener.kind !== name) continue;
      this.openers.length = i;
      this.list.pair(opener.delimiters);
      const children = this.list.takeAfter(opener.node);
      const inlines = children.map((n) => n.inline);
      this.list.replace(opener.node, { kind: 'marked', tag: name, children: inlines }, children);
      return;
    }
  }

  /** The line of a place; places are asked for in their order, or nearly. */
  private lineOf(at: number): number {
    if (at < this.counted) [this.counted, this.breaks] = [0, 0];
    for (let i = this.text.indexOf('\n', this.counted); i >= 0 && i < at; i = this.text.indexOf('\n', i + 1)) {
      this.breaks++;
      this.counted = i + 1;
    }
    return this.line + this.breaks;
  }
}
