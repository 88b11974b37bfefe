/** Reads a Markdown text: CommonMark, footnotes and tables. */
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Token } from 'markdown-it';
import { withElements, type Tag } from './html.ts';
import { MANUSCRIPT, type ManuscriptCode, type MarkdownText } from './model.ts';
import { wordsOf, type Block, type Inline, type ListItem, type TableRow } from './nodes.ts';
import { Refusal, tokensOf, type Tokens } from './tokens.ts';
import { typedText } from './typed-text.ts';

/** @param text as `typedText` gives it. */
export function readMarkdown(text: string): Result<MarkdownText, ManuscriptCode> {
  try {
    const reader = new TokenReader(tokensOf(text), text.length);
    return ok({ blocks: reader.blocks(''), notes: reader.notes });
  } catch (error) {
    if (error instanceof Refusal) return error.result;
    throw error;
  }
}

/** The characters that references may add to any text. */
const SMALL = 100_000;

/** Makes nodes of tokens, one after the other. */
class TokenReader {
  readonly notes = new Map<string, Block[]>();
  private readonly words: Tokens['wordsOf'];
  private tokens: readonly Token[];
  private at = 0;
  /** The line of the text, and how many are above the tokens. */
  private line = 1;
  private above = 0;
  private depth = 0;
  /** Characters that references to addresses may still add: a short text cannot become a huge one. */
  private budget: number;

  constructor(tokens: Tokens, length: number) {
    [this.tokens, this.words] = [tokens.blocks, tokens.wordsOf];
    this.budget = Math.max(SMALL, length);
  }

  /** The blocks up to the token `end`. */
  blocks(end: string): Block[] {
    const blocks: Block[] = [];
    for (const token of this.until(end)) for (const block of this.block(token)) blocks.push(block);
    return blocks;
  }

  private *until(end: string): Iterable<Token> {
    for (let token = this.next(); token && token.type !== end; token = this.next()) yield token;
  }

  private next(): Token | undefined {
    const token = this.tokens[this.at++];
    if (token?.map) this.line = this.above + token.map[0] + 1;
    return token;
  }

  /** What `read` makes of other tokens, which begin at the present line. */
  private among<T>(tokens: readonly Token[], read: () => T): T {
    const outer = [this.tokens, this.at, this.above] as const;
    [this.tokens, this.at, this.above] = [tokens, 0, this.line - 1];
    const made = read();
    [this.tokens, this.at, this.above] = outer;
    return made;
  }

  private within<T>(read: () => T): T {
    if (++this.depth > MANUSCRIPT.depth)
      throw new Refusal(
        'manuscript.too_deep',
        this.line,
        `blocks or marks within others, more than ${MANUSCRIPT.depth} deep`,
      );
    const made = read();
    this.depth--;
    return made;
  }

  private block(token: Token): Block[] {
    switch (token.type) {
      case 'heading_open': {
        const children = this.lineOfWords();
        // A heading without words separates what stands before and after it.
        return isBlank(children)
          ? [{ type: 'rule' }]
          : [{ type: 'heading', depth: Number(token.tag.slice(1)), children }];
      }
      case 'paragraph_open': {
        const children = this.lineOfWords();
        return isBlank(children) ? [] : [{ type: 'paragraph', tight: token.hidden, children }];
      }
      case 'blockquote_open':
        return [{ type: 'quote', children: this.within(() => this.blocks('blockquote_close')) }];
      case 'bullet_list_open':
        return [{ type: 'list', start: null, children: this.within(() => this.items('bullet_list_close')) }];
      case 'ordered_list_open': {
        const start = Number(token.attrGet('start') ?? 1);
        return [{ type: 'list', start, children: this.within(() => this.items('ordered_list_close')) }];
      }
      case 'footnote_reference_open': {
        const label = String(token.meta?.['label']);
        const blocks = this.within(() => this.blocks('footnote_reference_close'));
        // The first of several notes with one label counts, as with links.
        if (!this.notes.has(label)) this.notes.set(label, blocks);
        return [];
      }
      case 'table_open':
        return [{ type: 'table', children: this.within(() => this.rows()) }];
      case 'html_block':
        return this.among(token.children ?? [], () => this.blocks(''));
      case 'code_block':
      case 'fence':
        return [{ type: 'codeBlock', value: typedText(token.content).replace(/\n$/, '') }];
      case 'hr':
        return [{ type: 'rule' }];
      default:
        return [];
    }
  }

  private items(end: string): ListItem[] {
    const items: ListItem[] = [];
    for (const token of this.until(end))
      if (token.type === 'list_item_open')
        items.push({ type: 'listItem', children: this.within(() => this.blocks('list_item_close')) });
    return items;
  }

  private rows(): TableRow[] {
    const rows: TableRow[] = [];
    for (const { type } of this.until('table_close')) {
      if (type === 'tr_open') rows.push({ type: 'tableRow', children: [] });
      if (type === 'th_open' || type === 'td_open')
        rows.at(-1)?.children.push({ type: 'tableCell', children: this.lineOfWords() });
    }
    return rows;
  }

  /** The words of the paragraph, heading or cell that was opened. */
  private lineOfWords(): Inline[] {
    const token = this.next();
    const children = token?.type === 'inline' ? this.words(token, this.line) : [];
    return this.among(children, () => this.inlines(''));
  }

  private inlines(end: string): Inline[] {
    const inlines: (Inline | Tag)[] = [];
    for (const token of this.until(end)) inlines.push(...this.inline(token));
    return withElements(inlines);
  }

  private inline(token: Token): (Inline | Tag)[] {
    switch (token.type) {
      case 'text':
      case 'text_special':
        return [{ type: 'text', value: typedText(token.content) }];
      case 'code_inline':
        return [{ type: 'code', value: typedText(token.content) }];
      case 'softbreak':
        return [{ type: 'text', value: '\n' }];
      case 'hardbreak':
        return [{ type: 'break' }];
      case 'html_inline':
        return [{ type: 'tag', value: token.content }];
      case 'em_open':
        return [{ type: 'marked', tag: 'em', children: this.within(() => this.inlines('em_close')) }];
      case 'strong_open':
        return [{ type: 'marked', tag: 'strong', children: this.within(() => this.inlines('strong_close')) }];
      case 'link_open': {
        const children = this.within(() => this.inlines('link_close'));
        return this.mayRefer(token) ? [{ type: 'link', url: attribute(token, 'href'), children }] : children;
      }
      case 'footnote_ref':
        return [{ type: 'noteMark', label: String(token.meta?.['label']) }];
      case 'image': {
        const alt = typedText(alternativeOf(token.children ?? []))
          .replaceAll(/\s+/g, ' ')
          .trim();
        if (!this.mayRefer(token)) return [{ type: 'text', value: alt }];
        return [
          { type: 'image', url: attribute(token, 'src'), title: attribute(token, 'title'), alt, line: this.line },
        ];
      }
      default:
        return [];
    }
  }

  /** Whether a link or a picture may have its address; one that stands at its place always may. */
  private mayRefer(token: Token): boolean {
    if (token.meta?.['label'] !== undefined)
      for (const [, value] of token.attrs ?? []) this.budget -= String(value).length;
    return this.budget >= 0;
  }
}

const attribute = (token: Token, name: string): string => typedText(String(token.attrGet(name) ?? ''));

/** The words of a picture for those who cannot see it. */
const alternativeOf = (tokens: readonly Token[]): string =>
  tokens
    .map((t) => {
      if (t.type === 'softbreak' || t.type === 'hardbreak') return ' ';
      if (t.type === 'image') return alternativeOf(t.children ?? []);
      return t.type === 'html_inline' ? '' : t.content;
    })
    .join('');

/** Whether nothing can be seen of it. */
const isBlank = (nodes: readonly Inline[]): boolean =>
  wordsOf(nodes).trim() === '' && !nodes.some((n) => n.type !== 'text' && n.type !== 'break');
