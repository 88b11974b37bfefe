/** Reads a Markdown text as a tree: CommonMark, and footnotes. Nothing of it is trusted as markup. */
import { readBlocks, type Container, type RawBlock } from './blocks.ts';
import { readInlines, type Known } from './inlines.ts';
import type { Block, MarkdownText } from './nodes.ts';

const SMALL = 100_000;

/** @param text as `typedText` gives it. `firstLine`: the number of its first line. */
export function readMarkdown(text: string, firstLine = 1): MarkdownText {
  const { document, targets, notes } = readBlocks(text);
  const known: Known = { targets, notes, budget: Math.max(SMALL, text.length) };
  const treeOf = (container: Container): Block[] => container.children.flatMap((b) => blockOf(b));

  function blockOf(block: RawBlock): Block | Block[] {
    const line = block.from + firstLine - 1;
    switch (block.kind) {
      case 'paragraph': {
        const children = readInlines(block.text, known, line);
        return children.every((c) => c.kind === 'text' && c.text.trim() === '') ? [] : { kind: 'paragraph', children };
      }
      case 'heading': {
        const children = readInlines(block.text, known, line);
        // A heading without words separates what stands before and after it.
        if (children.length === 0) return { kind: 'rule' };
        return { kind: 'heading', level: block.level, children };
      }
      case 'quote':
        return { kind: 'quote', children: treeOf(block) };
      case 'list':
        return { kind: 'list', start: block.start, tight: isTight(block.items), items: block.items.map(treeOf) };
      case 'code':
        return { kind: 'code', text: block.lines.join('\n').replace(/\n+$/, '') };
      case 'rule':
        return { kind: 'rule' };
      default:
        return [];
    }
  }
  return { blocks: treeOf(document), notes: new Map([...notes].map(([label, note]) => [label, treeOf(note)])) };
}

/** No empty line stands between the items, nor between the blocks of one. */
function isTight(items: readonly Container[]): boolean {
  const close = (blocks: readonly { from: number; to: number }[]): boolean =>
    blocks.every((b, i) => i === 0 || b.from <= (blocks[i - 1]?.to ?? 0) + 1);
  return close(items) && items.every((item) => close(item.children));
}
