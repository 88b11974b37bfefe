/**
 * Reads a Markdown text: CommonMark, footnotes and tables. The tree that comes out is mdast's, but has neither HTML nor
 * references any more; nothing of it is trusted as markup.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { FootnoteReference, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { runInNewContext } from 'node:vm';
import { fault } from '../../platform/files/file-fault.ts';
import { withElements, withoutHidden, wordsOf } from './html.ts';
import { MANUSCRIPT, type ManuscriptCode, type MarkdownText } from './model.ts';
import { typedText } from './typed-text.ts';

/** Marks of quotations and lists at the start of a line, each of which begins a block within the one before. */
const CONTAINERS = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t])))+/;
const MARK = />|[*+-]|\d+[.)]/g;

/** @param text as `typedText` gives it. */
export function readMarkdown(text: string): Result<MarkdownText, ManuscriptCode> {
  // The library takes time by the square of how deep blocks are nested, or more: that is refused before.
  for (const [i, line] of text.split('\n').entries()) {
    const marks = CONTAINERS.exec(line)?.[0] ?? '';
    // A line of such marks alone separates.
    if (marks.length <= MANUSCRIPT.depth || /^(?:[ *]+|[ -]+)$/.test(line)) continue;
    if ((marks.match(MARK)?.length ?? 0) > MANUSCRIPT.depth) return tooDeep(i + 1);
  }
  const tree = treeWithin(MANUSCRIPT.patience(text.length), text);
  if (!tree.ok) return tree;
  const tidy = new Tidy(tree.value, text.length);
  return tidy.deep === null ? ok({ blocks: tidy.blocks, notes: tidy.notes }) : tooDeep(tidy.deep);
}

const tooDeep = (line: number): Result<never, ManuscriptCode> =>
  fault('manuscript.too_deep', line, `blocks or marks within others, more than ${MANUSCRIPT.depth} deep`);

const treeOf = (text: string, disable: string[] = []): RootContent[] =>
  fromMarkdown(text, {
    extensions: [gfmFootnote(), gfmTable(), { disable: { null: disable } }],
    mdastExtensions: [gfmFootnoteFromMarkdown(), gfmTableFromMarkdown()],
  }).children;

/**
 * The library has no bound of its own: some texts of marks that match none take time by the square of their length.
 * Node ends the work after `milliseconds`, whatever it is at.
 */
function treeWithin(milliseconds: number, text: string): Result<RootContent[], ManuscriptCode> {
  let tree: RootContent[] = [];
  try {
    runInNewContext('read()', { read: () => void (tree = wholeTreeOf(text)) }, { timeout: milliseconds });
  } catch (error) {
    // It reads some texts by recursion.
    if (error instanceof RangeError) return tooDeep(0);
    if (isTimeout(error))
      return fail('manuscript.too_slow', { line: 0, reason: `reading the text takes over ${milliseconds / 1000} s` });
    throw error;
  }
  return ok(tree);
}

/** The error is one of the context in which the work was ended, so it is no `Error` here. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** The tree, with the blocks that stand in place of each block of HTML: its tags are marks among words here. */
function wholeTreeOf(text: string): RootContent[] {
  const within = (nodes: readonly RootContent[], depth: number): RootContent[] =>
    nodes.flatMap((node): RootContent[] => {
      if (node.type === 'html') {
        const line = (node.position?.start.line ?? 1) - 1;
        return treeOf(withoutHidden(node.value), ['htmlFlow']).map((n) => moved(n, line, depth));
      }
      const holds = node.type === 'blockquote' || node.type === 'footnoteDefinition' || node.type === 'list';
      if ((holds || node.type === 'listItem') && depth <= MANUSCRIPT.depth)
        Object.assign(node, { children: within(node.children, depth + 1) });
      return [node];
    });
  return within(treeOf(text), 0);
}

/** The node with the lines of the text that its own was cut from. */
function moved<N extends RootContent>(node: N, lines: number, depth: number): N {
  if (node.position) node.position.start.line += lines;
  if ('children' in node && depth <= MANUSCRIPT.depth)
    for (const child of node.children) moved(child, lines, depth + 1);
  return node;
}

/** The characters that references may add to any text. */
const SMALL = 100_000;

class Tidy {
  readonly blocks: RootContent[];
  readonly notes = new Map<string, RootContent[]>();
  /** The line of what is nested too deep. */
  deep: number | null = null;
  private readonly targets = new Map<string, { url: string; title?: string | null | undefined }>();
  /** Characters that references to targets may still add: a short text cannot become a huge one. */
  private budget: number;

  constructor(tree: readonly RootContent[], length: number) {
    this.budget = Math.max(SMALL, length);
    this.define(tree, 0);
    this.blocks = this.tidied(tree, 0);
  }

  private define(nodes: readonly RootContent[], depth: number): void {
    for (const node of nodes) {
      if (node.type === 'definition' && !this.targets.has(node.identifier)) this.targets.set(node.identifier, node);
      else if ('children' in node && depth <= MANUSCRIPT.depth) this.define(node.children, depth + 1);
    }
  }

  private tidied(nodes: readonly RootContent[], depth: number): RootContent[] {
    return nodes.flatMap((n) => this.block(n, depth));
  }

  private isDeep(node: RootContent, depth: number): boolean {
    if (depth > MANUSCRIPT.depth) this.deep ??= node.position?.start.line ?? 0;
    return depth > MANUSCRIPT.depth;
  }

  private block(node: RootContent, depth: number): RootContent[] {
    if (this.isDeep(node, depth)) return [];
    switch (node.type) {
      case 'heading': {
        const children = this.phrasing(node.children, depth);
        // A heading without words separates what stands before and after it.
        return isBlank(children) ? [{ type: 'thematicBreak' }] : [{ ...node, children }];
      }
      case 'paragraph': {
        const children = this.phrasing(node.children, depth);
        return isBlank(children) ? [] : [{ ...node, children }];
      }
      case 'tableCell':
        return [{ ...node, children: this.phrasing(node.children, depth) }];
      case 'footnoteDefinition': {
        // The first of several notes with one label counts, as with links.
        if (this.notes.has(node.identifier)) return [];
        this.notes.set(node.identifier, []);
        this.notes.set(node.identifier, this.tidied(node.children, depth + 1));
        return [];
      }
      case 'blockquote':
      case 'list':
      case 'listItem':
      case 'table':
      case 'tableRow':
        return [Object.assign(node, { children: this.tidied(node.children, depth + 1) })];
      case 'code':
        return [{ ...node, value: typedText(node.value) }];
      case 'thematicBreak':
        return [node];
      default:
        return [];
    }
  }

  private phrasing(nodes: readonly PhrasingContent[], depth: number): PhrasingContent[] {
    return withElements(nodes).flatMap((n) => this.inline(n, depth + 1));
  }

  private inline(node: PhrasingContent, depth: number): PhrasingContent[] {
    if (this.isDeep(node, depth)) return [];
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return [{ ...node, value: typedText(node.value) }];
      case 'emphasis':
      case 'strong':
      case 'marked':
        return [{ ...node, children: this.phrasing(node.children, depth) }];
      case 'link':
      case 'linkReference': {
        const target = this.targetOf(node);
        const children = this.phrasing(node.children, depth);
        if (!target) return children;
        // A note's mark is a link too, and links do not stand within links.
        const notes: FootnoteReference[] = [];
        const words = withoutNotes(children, notes);
        return [{ type: 'link', url: target.url, children: words }, ...notes];
      }
      case 'image':
      case 'imageReference': {
        const target = this.targetOf(node);
        const alt = typedText(node.alt ?? '')
          .replaceAll(/\s+/g, ' ')
          .trim();
        if (!target) return [{ type: 'text', value: alt }];
        const place = node.position ? { position: node.position } : {};
        return [{ type: 'image', url: target.url, title: typedText(target.title ?? ''), alt, ...place }];
      }
      case 'break':
      case 'footnoteReference':
        return [node];
      default:
        return [];
    }
  }

  private targetOf(
    node: Extract<PhrasingContent, { type: 'link' | 'linkReference' | 'image' | 'imageReference' }>,
  ): { url: string; title?: string | null | undefined } | null {
    if ('url' in node) return { url: typedText(node.url), title: node.title };
    const target = this.targets.get(node.identifier);
    if (!target) return null;
    this.budget -= target.url.length + (target.title ?? '').length;
    return this.budget < 0 ? null : { url: typedText(target.url), title: target.title };
  }
}

/** Whether nothing can be seen of it. */
const isBlank = (nodes: readonly PhrasingContent[]): boolean =>
  wordsOf(nodes).trim() === '' && !nodes.some((n) => n.type !== 'text' && n.type !== 'break');

function withoutNotes(nodes: readonly PhrasingContent[], notes: FootnoteReference[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'footnoteReference') {
      notes.push(node);
      return [];
    }
    if ('children' in node) return [Object.assign(node, { children: withoutNotes(node.children, notes) })];
    return [node];
  });
}
