/** The tree of a Markdown text. */

/** Elements of HTML that a writer may type among the words; all other tags are left out and their words kept. */
export const KEPT_TAGS = ['sup', 'sub', 'small', 'kbd', 'mark', 'ins', 'del', 's', 'u', 'q', 'cite'] as const;
export type KeptTag = (typeof KEPT_TAGS)[number];

export interface Picture {
  kind: 'picture';
  /** The name as the writer gave it. */
  src: string;
  alt: string;
  title: string;
  line: number;
}
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'marked'; tag: 'em' | 'strong' | KeptTag; children: Inline[] }
  | { kind: 'link'; href: string; title: string; children: Inline[] }
  | { kind: 'note'; label: string }
  | Picture;

export type Block =
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'quote'; children: Block[] }
  /** `start`: the first number, null for bullets. `tight`: its items' paragraphs have no space between them. */
  | { kind: 'list'; start: number | null; tight: boolean; items: Block[][] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' };

export interface MarkdownText {
  blocks: Block[];
  /** Footnotes by their normalised label. */
  notes: ReadonlyMap<string, Block[]>;
}

/** The words of a line, as a list of contents shows them. */
export const wordsOfInlines = (nodes: readonly Inline[]): string =>
  nodes
    .map((n) => {
      if (n.kind === 'text' || n.kind === 'code') return n.text;
      if (n.kind === 'break') return ' ';
      if (n.kind === 'picture') return n.alt;
      return n.kind === 'note' ? '' : wordsOfInlines(n.children);
    })
    .join('');

/** A label of a link or a footnote as it is compared: in one case, with single spaces. */
export const labelOf = (text: string): string =>
  text.trim().replaceAll(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase();
