/** The inlines of a block while they are read, and the marks of emphasis that are not paired yet. */
import type { Inline } from './nodes.ts';

export interface Node {
  inline: Inline;
  /** How deep elements are nested in it. */
  depth: number;
  before: Node | null;
  after: Node | null;
}
export interface Delimiter {
  node: Node;
  mark: '*' | '_';
  /** How many marks are left, and how many there were. */
  count: number;
  first: number;
  opens: boolean;
  closes: boolean;
  before: Delimiter | null;
  after: Delimiter | null;
}

/** Elements nested deeper are not what a person wrote: they are left out, their content stays. */
const MOST_DEPTH = 20;

export class NodeList {
  private head: Node | null = null;
  last: Node | null = null;
  /** The last mark of emphasis. */
  delimiters: Delimiter | null = null;

  push(inline: Inline): Node {
    const node: Node = { inline, depth: inline.kind === 'link' ? 1 : 0, before: this.last, after: null };
    if (this.last) this.last.after = node;
    else this.head = node;
    this.last = node;
    return node;
  }

  delimit(node: Node, mark: '*' | '_', count: number, opens: boolean, closes: boolean): void {
    const delimiter: Delimiter = {
      node,
      mark,
      count,
      first: count,
      opens,
      closes,
      before: this.delimiters,
      after: null,
    };
    if (this.delimiters) this.delimiters.after = delimiter;
    this.delimiters = delimiter;
  }

  /** Pairs the marks of emphasis after `bottom`, and forgets them. */
  pair(bottom: Delimiter | null): void {
    /** Below which mark no opener is left, by the kind of closer. */
    const bottoms = new Map<string, Delimiter | null>();
    let closer = this.delimiters;
    while (closer && closer.before !== bottom) closer = closer.before;
    while (closer) {
      if (!closer.closes) {
        closer = closer.after;
        continue;
      }
      const kind = `${closer.mark}${closer.opens}${closer.first % 3}`;
      const lowest = bottoms.get(kind) ?? bottom;
      let opener = closer.before;
      while (opener && opener !== bottom && opener !== lowest && !fits(opener, closer)) opener = opener.before;
      if (!opener || opener === bottom || opener === lowest) {
        bottoms.set(kind, closer.before);
        closer = closer.after;
        continue;
      }
      this.emphasise(opener, closer);
      if (opener.count === 0) this.forget(opener);
      if (closer.count > 0) continue;
      const next: Delimiter | null = closer.after;
      this.forget(closer);
      closer = next;
    }
    this.delimiters = bottom;
    if (bottom) bottom.after = null;
  }

  private emphasise(opener: Delimiter, closer: Delimiter): void {
    const use = opener.count >= 2 && closer.count >= 2 ? 2 : 1;
    for (const delimiter of [opener, closer]) {
      delimiter.count -= use;
      if (delimiter.node.inline.kind === 'text') delimiter.node.inline.text = delimiter.mark.repeat(delimiter.count);
    }
    // Marks between the two have no partner.
    opener.after = closer;
    closer.before = opener;
    const children: Node[] = [];
    for (let n = opener.node.after; n && n !== closer.node; n = n.after) children.push(n);
    const depth = depthOf(children);
    if (depth > MOST_DEPTH) return;
    const marked: Inline = {
      kind: 'marked',
      tag: use === 2 ? 'strong' : 'em',
      children: children.map((n) => n.inline),
    };
    const node: Node = { inline: marked, depth, before: opener.node, after: closer.node };
    opener.node.after = node;
    closer.node.before = node;
  }

  private forget(delimiter: Delimiter): void {
    if (delimiter.before) delimiter.before.after = delimiter.after;
    if (delimiter.after) delimiter.after.before = delimiter.before;
    else this.delimiters = delimiter.before;
  }

  /** Takes away and returns everything after the node. */
  takeAfter(node: Node): Node[] {
    const taken: Node[] = [];
    for (let n = node.after; n; n = n.after) taken.push(n);
    node.after = null;
    this.last = node;
    return taken;
  }

  /** Puts an inline in the place of the last node; where it would be nested too deep, its content alone. */
  replace(node: Node, inline: Inline, children: readonly Node[]): void {
    node.depth = children.length > 0 ? depthOf(children) : 1;
    if (node.depth <= MOST_DEPTH) {
      node.inline = inline;
      return;
    }
    node.inline = { kind: 'text', text: '' };
    node.depth = 0;
    for (const child of children) {
      [child.before, child.after] = [this.last, null];
      if (this.last) this.last.after = child;
      this.last = child;
    }
  }

  /** All inlines, neighbouring texts joined. */
  inlines(): Inline[] {
    const all: Inline[] = [];
    for (let n = this.head; n; n = n.after) all.push(n.inline);
    return joined(all);
  }
}

const fits = (opener: Delimiter, closer: Delimiter): boolean => {
  if (!opener.opens || opener.mark !== closer.mark) return false;
  const both = opener.closes || closer.opens;
  return !both || closer.first % 3 === 0 || (opener.first + closer.first) % 3 !== 0;
};

const depthOf = (children: readonly Node[]): number =>
  1 + children.reduce((deepest, n) => Math.max(deepest, n.depth), 0);

function joined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  let words: string[] = [];
  const say = (): void => {
    const text = words.join('');
    if (text !== '') out.push({ kind: 'text', text });
    words = [];
  };
  for (const inline of inlines) {
    if (inline.kind === 'text') words.push(inline.text);
    else {
      say();
      out.push('children' in inline ? { ...inline, children: joined(inline.children) } : inline);
    }
  }
  say();
  return out;
}
