/** Divides a text into the chapters of a book, at its headings of the first level. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { Ids, slugOf } from './ids.ts';
import { MANUSCRIPT } from './model.ts';
import { wordsOf, type Block } from './nodes.ts';

interface Heading {
  id: string;
  words: string;
  /** 1 or 2. */
  level: number;
}
export interface Chapter {
  path: string;
  title: string;
  /** What stands before the first heading. */
  front: boolean;
  blocks: Block[];
  /** Headings that the list of contents has, in their order. */
  headings: Heading[];
}
export interface Chapters {
  chapters: Chapter[];
  /** The id of each heading that is no part of another block. */
  ids: ReadonlyMap<Block, string>;
  /** Ids that are taken; those of notes are added. */
  taken: Ids;
}

const MOST_WORDS = 200;

export function chaptersOf(blocks: readonly Block[], title: string): Chapters {
  const chapters: Chapter[] = [];
  const ids = new Map<Block, string>();
  const taken = new Ids();
  let current: Chapter | null = null;
  for (const block of blocks) {
    const begins = block.type === 'heading' && block.depth === 1;
    if (!current || (begins && chapters.length < MANUSCRIPT.chapters)) {
      // The part before the first heading has a name of its own, so that adding it moves no other file.
      const front = !begins;
      const number = chapters.length + (chapters[0]?.front ? 0 : 1);
      const path = front ? 'front.xhtml' : `chapter-${String(number).padStart(4, '0')}.xhtml`;
      current = { path, title, front, blocks: [], headings: [] };
      chapters.push(current);
    }
    if (block.type === 'heading') {
      const words = cut(plainLine(wordsOf(block.children)), MOST_WORDS) || title;
      const id = taken.take(slugOf(words));
      ids.set(block, id);
      if (begins && current.blocks.length === 0) current.title = words;
      if (block.depth <= 2) current.headings.push({ id, words, level: block.depth });
    }
    current.blocks.push(block);
  }
  return { chapters: chapters.filter((c) => !c.front || c.blocks.some((b) => b.type !== 'rule')), ids, taken };
}
