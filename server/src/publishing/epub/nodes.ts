/** The tree of a Markdown text: it has neither HTML nor references, and nothing in it is trusted as markup. */

/** Elements that a writer may type among the words; all other tags are left out and their words kept. */
export const KEPT_TAGS = ['sup', 'sub', 'small', 'kbd', 'mark', 'ins', 'del', 's', 'u', 'q', 'cite'] as const;
export type KeptTag = (typeof KEPT_TAGS)[number];

export interface Image {
  type: 'image';
  /** The name as the writer gave it. */
  url: string;
  alt: string;
  title: string;
  line: number;
}
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'code'; value: string }
  | { type: 'break' }
  | { type: 'marked'; tag: 'em' | 'strong' | KeptTag; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'noteMark'; label: string }
  | Image;

export interface ListItem {
  type: 'listItem';
  children: Block[];
}
interface TableCell {
  type: 'tableCell';
  children: Inline[];
}
export interface TableRow {
  type: 'tableRow';
  children: TableCell[];
}
export interface Table {
  type: 'table';
  children: TableRow[];
}
export type Block =
  | { type: 'heading'; depth: number; children: Inline[] }
  /** `tight`: one of a list without empty lines, whose paragraphs have no space between them. */
  | { type: 'paragraph'; tight: boolean; children: Inline[] }
  | { type: 'quote'; children: Block[] }
  /** `start`: the first number, null for bullets. */
  | { type: 'list'; start: number | null; children: ListItem[] }
  | { type: 'codeBlock'; value: string }
  | { type: 'rule' }
  | Table;

export type Node = Block | Inline | ListItem | TableRow | TableCell;

/** The words of a line, as a list of contents shows them. */
export const wordsOf = (nodes: readonly Inline[]): string =>
  nodes
    .map((n) => {
      if (n.type === 'text' || n.type === 'code') return n.value;
      if (n.type === 'break') return ' ';
      if (n.type === 'image') return n.alt;
      return 'children' in n ? wordsOf(n.children) : '';
    })
    .join('');
