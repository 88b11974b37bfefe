/**
 * Reads the blocks of a Markdown text, line by line, as CommonMark describes it: containers that go on are matched
 * first, then new ones begin, and the rest of the line belongs to the innermost. Blocks of HTML are no blocks here:
 * scripts, styles and comments are left out, other tags are treated within the text.
 */
import { takeDefinitions, type Target } from './links.ts';
import { labelOf } from './nodes.ts';

interface Place {
  /** Its first line and its last one with content, from 1. */
  from: number;
  to: number;
}
export type Container = Place & { children: RawBlock[] } & (
    | { kind: 'document' | 'quote' }
    | { kind: 'note'; label: string }
    /** `indent`: the columns after which its content stands. */
    | { kind: 'item'; indent: number }
  );
type List = Place & { kind: 'list'; mark: string; start: number | null; items: Container[] };
export type RawBlock =
  | Container
  | List
  | (Place & { kind: 'paragraph'; text: string; lines: string[] })
  | (Place & { kind: 'heading'; level: number; text: string })
  | (Place & { kind: 'rule' })
  | (Place & { kind: 'code'; lines: string[]; fence: string; indent: number })
  | (Place & { kind: 'hidden'; end: string });
type Leaf = Exclude<RawBlock, Container | List>;
/** A list stands before its item, so that another item finds it. */
type Open = Container | List;

/** Containers nested deeper are not what a person wrote: their marks stay text. */
const MOST_DEPTH = 24;
const TAB = 4;

const HEADING = /^ {0,3}(#{1,6})(?: +(.*))?$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const ITEM = /^( {0,3})([*+-]|\d{1,9}[.)])( +|$)/;
const NOTE = /^ {0,3}\[\^([^\]\s[]{1,100})\]: */;
const HIDDEN = /^ {0,3}(?:<(script|style|template)(?=[\s>]|$)|(<!--)|(<\?)|(<!\[CDATA\[))/i;

interface Blocks {
  document: Container;
  targets: Map<string, Target>;
  notes: Map<string, Container>;
}

const indentOf = (text: string): number => text.search(/[^ ]|$/);
const isBlank = (text: string): boolean => !/\S/.test(text);

/** Where marks of blocks may stand, tabs become spaces up to the next multiple of four, so columns are characters. */
function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  const marks = /^[ \t>*+\-_#\d.)]*/.exec(line)?.[0] ?? '';
  let out = '';
  for (const [i, part] of marks.split('\t').entries())
    out += i === 0 ? part : ' '.repeat(TAB - (out.length % TAB)) + part;
  return out + line.slice(marks.length);
}

/** @param text with line breaks `\n` only. */
export function readBlocks(text: string): Blocks {
  const reader = new Reader();
  for (const line of text.split('\n')) reader.read(withoutTabs(line));
  reader.finish();
  return reader.blocks;
}

class Reader {
  readonly blocks: Blocks = {
    document: { kind: 'document', from: 1, to: 1, children: [] },
    targets: new Map(),
    notes: new Map(),
  };
  private open: Open[] = [this.blocks.document];
  private leaf: Leaf | null = null;
  private line = 0;
  private rest = '';

  read(line: string): void {
    this.line++;
    this.rest = line;
    const matched = this.matchContainers();
    const inAll = matched === this.open.length;
    if (inAll && this.leaf && this.goesOn(this.leaf)) return;
    const before = this.leaf;
    if (inAll && isBlank(this.rest)) {
      if (this.leaf?.kind === 'paragraph') this.leaf = null;
      return;
    }
    if (before?.kind !== 'paragraph' || isBlank(this.rest)) this.closeTo(matched);
    if (isBlank(this.rest)) return;
    if (this.startBlocks(matched, before)) return;
    // A paragraph goes on, also in containers that the line does not repeat.
    if (this.leaf?.kind === 'paragraph') this.leaf.lines.push(this.rest.trimStart());
    else {
      const lines = [this.rest.trimStart()];
      this.add({ kind: 'paragraph', from: this.line, to: this.line, text: '', lines });
    }
    this.touch();
  }

  finish(): void {
    finishIn(this.blocks.document, this.blocks.targets);
    for (const note of this.blocks.notes.values()) finishIn(note, this.blocks.targets);
  }

  /** Takes the marks of the containers that go on off the line. @returns how many do. */
  private matchContainers(): number {
    let n = 1;
    for (; n < this.open.length; n++) {
      const container = this.open[n]!;
      const blank = isBlank(this.rest);
      if (container.kind === 'quote') {
        const mark = /^ {0,3}> ?/.exec(this.rest);
        if (!mark) break;
        this.rest = this.rest.slice(mark[0].length);
      } else if (container.kind === 'item' || container.kind === 'note') {
        const indent = container.kind === 'item' ? container.indent : TAB;
        // An item that begins with an empty line has no second one.
        if (blank ? container.children.length === 0 : indentOf(this.rest) < indent) break;
        this.rest = this.rest.slice(Math.min(indent, indentOf(this.rest)));
      }
    }
    // A list alone goes on only with an item.
    return this.open[n - 1]?.kind === 'list' ? n - 1 : n;
  }

  /** Whether the line belongs to the block of code, or of what is left out, that is open. */
  private goesOn(leaf: Leaf): boolean {
    if (leaf.kind === 'hidden') {
      if (this.rest.toLowerCase().includes(leaf.end)) this.leaf = null;
      this.touch();
      return true;
    }
    if (leaf.kind !== 'code') return false;
    if (leaf.fence === '') {
      if (indentOf(this.rest) < TAB && !isBlank(this.rest)) {
        this.leaf = null;
        return false;
      }
      leaf.lines.push(this.rest.slice(TAB));
      if (!isBlank(this.rest)) this.touch();
      return true;
    }
    const mark = leaf.fence[0] ?? '';
    const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(this.rest)?.[1] ?? '';
    if (closing.startsWith(mark) && closing.length >= leaf.fence.length) this.leaf = null;
    else leaf.lines.push(this.rest.slice(Math.min(leaf.indent, indentOf(this.rest))));
    this.touch();
    return true;
  }

  /** Opens the blocks that begin on the line. @returns whether nothing of it is left. */
  private startBlocks(matched: number, before: Leaf | null): boolean {
    let depth = matched;
    /** The paragraph that the line would continue; it may stand in containers that the line does not repeat. */
    let paragraph = before?.kind === 'paragraph' ? before : null;
    for (;;) {
      const closes = (): void => {
        this.closeTo(depth);
        paragraph = null;
      };
      if (isBlank(this.rest)) return true;
      if (indentOf(this.rest) >= TAB) {
        if (paragraph) return false;
        closes();
        this.add({ kind: 'code', from: this.line, to: this.line, lines: [this.rest.slice(TAB)], fence: '', indent: 0 });
        this.touch();
        return true;
      }
      const here: boolean = paragraph !== null && depth === this.open.length;
      if (here && paragraph && this.underlines(paragraph)) return true;
      if (this.isLeafStart()) {
        closes();
        this.addLeaf();
        return true;
      }
      const next = depth < MOST_DEPTH ? this.containerAt(depth, here) : null;
      if (!next) {
        if (!paragraph) this.closeTo(depth);
        return false;
      }
      closes();
      this.enter(next);
      depth = this.open.length;
    }
  }

  private isLeafStart(): boolean {
    return HEADING.test(this.rest) || RULE.test(this.rest) || FENCE.test(this.rest) || HIDDEN.test(this.rest);
  }

  private addLeaf(): void {
    const { rest, line } = this;
    const place = { from: line, to: line };
    const heading = HEADING.exec(rest);
    const fence = FENCE.exec(rest);
    const hidden = HIDDEN.exec(rest);
    if (heading) {
      const text = (heading[2] ?? '')
        .trim()
        .replace(/(?:^|(?<= ))#+$/, '')
        .trimEnd();
      this.add({ kind: 'heading', level: heading[1]?.length ?? 1, text, ...place });
      this.leaf = null;
    } else if (fence)
      this.add({ kind: 'code', lines: [], fence: fence[2] ?? '', indent: fence[1]?.length ?? 0, ...place });
    else if (hidden) {
      const [all, element, comment, instruction] = hidden;
      const end = element ? `</${element.toLowerCase()}` : comment ? '-->' : instruction ? '?>' : ']]>';
      this.add({ kind: 'hidden', end, ...place });
      if (rest.slice(all.length).toLowerCase().includes(end)) this.leaf = null;
    } else {
      this.add({ kind: 'rule', ...place });
      this.leaf = null;
    }
    this.touch();
  }

  /** Makes the paragraph a heading when the line underlines it. */
  private underlines(paragraph: Extract<Leaf, { kind: 'paragraph' }>): boolean {
    const mark = UNDERLINE.exec(this.rest)?.[1];
    if (mark === undefined) return false;
    const text = takeDefinitions(paragraph.lines.join('\n'), this.blocks.targets).trim();
    if (text === '') return false;
    const siblings = this.children();
    siblings.pop();
    siblings.push({ kind: 'heading', level: mark.startsWith('=') ? 1 : 2, text, from: paragraph.from, to: this.line });
    this.leaf = null;
    this.touch();
    return true;
  }

  /** The container whose mark begins the line; the mark is taken off. */
  private containerAt(depth: number, inParagraph: boolean): Container | { list: List; item: Container } | null {
    const place = { from: this.line, to: this.line };
    const quote = /^ {0,3}> ?/.exec(this.rest);
    if (quote) {
      this.rest = this.rest.slice(quote[0].length);
      return { kind: 'quote', children: [], ...place };
    }
    const note = depth === 1 ? NOTE.exec(this.rest) : null;
    if (note) {
      this.rest = this.rest.slice(note[0].length);
      return { kind: 'note', label: labelOf(note[1] ?? ''), children: [], ...place };
    }
    const found = ITEM.exec(this.rest);
    if (!found) return null;
    const [all, before = '', mark = '', space = ''] = found;
    const empty = isBlank(this.rest.slice(all.length));
    const start = /^\d/.test(mark) ? Number.parseInt(mark, 10) : null;
    if (inParagraph && (empty || (start !== null && start !== 1))) return null;
    const padding = empty || space.length > TAB ? 1 : space.length;
    const indent = before.length + mark.length + padding;
    this.rest = this.rest.slice(indent);
    return {
      list: { kind: 'list', mark: mark.at(-1) ?? '', start, items: [], ...place },
      item: { kind: 'item', indent, children: [], ...place },
    };
  }

  private enter(next: Container | { list: List; item: Container }): void {
    if ('list' in next) {
      // The list that is open below takes the item if its marks are the same.
      const last = this.children().at(-1);
      const goesOn =
        last?.kind === 'list' && last.mark === next.list.mark && (last.start === null) === (next.list.start === null);
      const list = goesOn ? last : next.list;
      if (!goesOn) this.children().push(list);
      list.items.push(next.item);
      this.open.push(list, next.item);
    } else if (next.kind === 'note') {
      // The first of several notes with one label counts, as with links.
      if (!this.blocks.notes.has(next.label)) this.blocks.notes.set(next.label, next);
      this.open.push(next);
    } else {
      this.children().push(next);
      this.open.push(next);
    }
    this.touch();
  }

  private children(): RawBlock[] {
    const inner = this.open.at(-1);
    return inner && inner.kind !== 'list' ? inner.children : [];
  }
  private add(leaf: Leaf): void {
    this.children().push(leaf);
    this.leaf = leaf;
  }
  private closeTo(depth: number): void {
    this.leaf = null;
    this.open.length = depth;
  }
  /** The line has content of everything that is open. */
  private touch(): void {
    for (const container of this.open) container.to = this.line;
    const last = this.children().at(-1);
    if (last) last.to = this.line;
  }
}

/** Takes the definitions of links off the paragraphs, everywhere before any line is read for its links. */
function finishIn(container: Container, targets: Map<string, Target>): void {
  for (const block of container.children) {
    if (block.kind === 'paragraph') block.text = takeDefinitions(block.lines.join('\n'), targets).trimEnd();
    else if (block.kind === 'list') for (const item of block.items) finishIn(item, targets);
    else if ('children' in block) finishIn(block, targets);
  }
}
