/** Writes chapters as XHTML. Only elements that are named here come out, so that it is always well-formed. Pure. */
import { escapeHtml } from '../../platform/http/escape-html.ts';
import { wordsOfInlines, type Block, type Inline, type Picture } from '../markdown/nodes.ts';
import type { Chapter, Chapters } from './chapters.ts';
import { slugOf } from './ids.ts';
import { pictureName } from './manuscript.ts';
import type { BookPicture } from './pictures.ts';

export interface Writing {
  language: string;
  rightToLeft: boolean;
  notes: ReadonlyMap<string, Block[]>;
  pictures: ReadonlyMap<string, BookPicture>;
  divided: Chapters;
  /** The file in which an id stands. */
  places: ReadonlyMap<string, string>;
  /** Filled while chapters are written: what is not in the book and where, pictures with and without words, whether it has notes. */
  remarks: Map<string, number>;
  described: number;
  undescribed: number;
  noted: boolean;
}

/** Links that a book may have: they are followed only by who taps them. */
const LINKS = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:[+\d])/i;

/** A whole page. @param body well-formed. */
export const pageOf = (w: Pick<Writing, 'language' | 'rightToLeft'>, title: string, body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${w.language}" \
xml:lang="${w.language}"${w.rightToLeft ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8"/>
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
${body}
</body>
</html>
`;

export function chapterPage(chapter: Chapter, writing: Writing): string {
  return pageOf(writing, chapter.title, new ChapterWriter(chapter, writing).body());
}

interface NoteRef {
  label: string;
  number: number;
  id: string;
  /** The ids of its marks in the text. */
  marks: string[];
}

class ChapterWriter {
  private readonly chapter: Chapter;
  private readonly writing: Writing;
  private readonly refs = new Map<string, NoteRef>();

  constructor(chapter: Chapter, writing: Writing) {
    [this.chapter, this.writing] = [chapter, writing];
  }

  body(): string {
    const { blocks, front } = this.chapter;
    const text = this.blocks(blocks);
    const notes: string[] = [];
    // A note may refer to others, which join the end of the list while it is written.
    for (const ref of this.refs.values()) notes.push(this.note(ref));
    // What stands before the first heading may be anything: a dedication, or the whole of a short text.
    const kind = front ? '' : ' epub:type="chapter" role="doc-chapter"';
    const rest = notes.map((note) => `${note}\n`).join('');
    return `<section${kind}>\n${text}\n${rest}</section>`;
  }

  private blocks(blocks: readonly Block[]): string {
    return blocks.map((b) => this.block(b)).join('\n');
  }

  private block(block: Block): string {
    switch (block.kind) {
      case 'heading': {
        const id = this.writing.divided.ids.get(block);
        const name = `h${block.level}`;
        return `<${name}${id === undefined ? '' : ` id="${id}"`}>${this.inlines(block.children)}</${name}>`;
      }
      case 'paragraph':
        return this.figure(block.children) ?? `<p>${this.inlines(block.children)}</p>`;
      case 'quote':
        return block.children.length > 0 ? `<blockquote>\n${this.blocks(block.children)}\n</blockquote>` : '';
      case 'list': {
        const name = block.start === null ? 'ul' : 'ol';
        const start = block.start === null || block.start === 1 ? '' : ` start="${block.start}"`;
        const items = block.items.map((item) => `<li>${this.item(item, block.tight)}</li>`);
        return `<${name}${start}>\n${items.join('\n')}\n</${name}>`;
      }
      case 'code':
        return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
      default:
        return '<hr/>';
    }
  }

  private item(blocks: readonly Block[], tight: boolean): string {
    return blocks.map((b) => (tight && b.kind === 'paragraph' ? this.inlines(b.children) : this.block(b))).join('\n');
  }

  /** A picture that stands alone, with its title below it; null: the paragraph has something else. */
  private figure(children: readonly Inline[]): string | null {
    const [picture, ...more] = children.filter((c) => c.kind !== 'text' || c.text.trim() !== '');
    if (picture?.kind !== 'picture' || more.length > 0) return null;
    const words = picture.title.trim();
    const caption = words === '' ? '' : `<figcaption>${escapeHtml(words)}</figcaption>`;
    return `<figure>${this.picture(picture)}${caption}</figure>`;
  }

  private picture({ src, alt, line }: Picture): string {
    const picture = this.writing.pictures.get(pictureName(src) ?? '');
    if (!picture) throw new Error('every picture was judged before');
    if (alt.trim() !== '') this.writing.described++;
    else {
      this.writing.undescribed++;
      this.writing.remarks.set(`the picture has no alternative text: ${src}`, line);
    }
    return `<img src="${picture.path}" alt="${escapeHtml(alt)}"/>`;
  }

  private inlines(inlines: readonly Inline[]): string {
    return inlines.map((i) => this.inline(i)).join('');
  }

  private inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
        return escapeHtml(inline.text);
      case 'code':
        return `<code>${escapeHtml(inline.text)}</code>`;
      case 'break':
        return '<br/>\n';
      case 'marked': {
        const inner = this.inlines(inline.children);
        return inner === '' ? '' : `<${inline.tag}>${inner}</${inline.tag}>`;
      }
      case 'link':
        return this.link(inline.href, inline.children);
      case 'note':
        return this.noteMark(inline.label);
      default:
        return this.picture(inline);
    }
  }

  private link(given: string, children: readonly Inline[]): string {
    const inner = this.inlines(children);
    const href = this.hrefOf(given.trim());
    if (href !== null && wordsOfInlines(children).trim() !== '') return `<a href="${escapeHtml(href)}">${inner}</a>`;
    if (given.trim() !== '')
      this.writing.remarks.set(`a link that leads nowhere in a book: ${given.trim().slice(0, 100)}`, 0);
    return inner;
  }

  /** An address as a book may have it; null: it runs something, or leads nowhere. */
  private hrefOf(given: string): string | null {
    if (given.startsWith('#')) {
      const id = given.slice(1);
      const path = this.writing.places.get(id);
      return path === undefined ? null : `${path === this.chapter.path ? '' : path}#${id}`;
    }
    if (!LINKS.test(given)) return null;
    const url = URL.parse(given);
    return url && /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : null;
  }

  private noteMark(label: string): string {
    const { taken } = this.writing.divided;
    this.writing.noted = true;
    let ref = this.refs.get(label);
    if (!ref) {
      ref = { label, number: this.refs.size + 1, id: taken.take(slugOf(`note ${label}`)), marks: [] };
      this.refs.set(label, ref);
    }
    const mark = taken.take(`${ref.id}-mark`);
    ref.marks.push(mark);
    return `<a epub:type="noteref" role="doc-noteref" class="noteref" id="${mark}" href="#${ref.id}">${ref.number}</a>`;
  }

  private note({ label, number, id, marks }: NoteRef): string {
    const back = `<a role="doc-backlink" href="#${marks[0]}">${number}</a>. `;
    const blocks = this.writing.notes.get(label) ?? [];
    const [head] = blocks;
    const first = head?.kind === 'paragraph' ? this.inlines(head.children) : '';
    const rest = this.blocks(head?.kind === 'paragraph' ? blocks.slice(1) : blocks);
    return `<aside epub:type="footnote" role="doc-footnote" id="${id}">\n<p>${back}${first}</p>\n${rest}</aside>`;
  }
}
