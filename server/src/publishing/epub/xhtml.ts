/** Writes chapters as XHTML. Only elements that are named here come out, so that it is always well-formed. Pure. */
import { escapeHtml } from '../../platform/http/escape-html.ts';
import type { Chapter, Chapters } from './chapters.ts';
import { slugOf } from './ids.ts';
import { pictureName } from './manuscript.ts';
import { wordsOf, type Block, type Image, type Inline, type Table } from './nodes.ts';
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
    switch (block.type) {
      case 'heading': {
        const id = this.writing.divided.ids.get(block);
        const name = `h${block.depth}`;
        return `<${name}${id === undefined ? '' : ` id="${id}"`}>${this.inlines(block.children)}</${name}>`;
      }
      case 'paragraph':
        if (block.tight) return this.inlines(block.children);
        return this.figure(block.children) ?? `<p>${this.inlines(block.children)}</p>`;
      case 'quote':
        return block.children.length > 0 ? `<blockquote>\n${this.blocks(block.children)}\n</blockquote>` : '';
      case 'list': {
        const name = block.start === null ? 'ul' : 'ol';
        const start = (block.start ?? 1) === 1 ? '' : ` start="${block.start}"`;
        const items = block.children.map((item) => `<li>${this.blocks(item.children)}</li>`);
        return `<${name}${start}>\n${items.join('\n')}\n</${name}>`;
      }
      case 'codeBlock':
        return `<pre><code>${escapeHtml(block.value)}</code></pre>`;
      case 'table':
        return this.table(block);
      case 'rule':
        return '<hr/>';
      default:
        return block satisfies never;
    }
  }

  private table({ children: [head, ...rows] }: Table): string {
    const row = (cells: Table['children'][number]['children'], begin: string, end: string): string =>
      `<tr>${cells.map((cell) => `${begin}${this.inlines(cell.children)}${end}`).join('')}</tr>`;
    const body = rows.map((r) => row(r.children, '<td>', '</td>')).join('\n');
    const rest = body === '' ? '' : `\n<tbody>\n${body}\n</tbody>`;
    return `<table>\n<thead>\n${row(head?.children ?? [], '<th scope="col">', '</th>')}\n</thead>${rest}\n</table>`;
  }

  /** A picture that stands alone, with its title below it; null: the paragraph has something else. */
  private figure(children: readonly Inline[]): string | null {
    const [picture, ...more] = children.filter((c) => c.type !== 'text' || c.value.trim() !== '');
    if (picture?.type !== 'image' || more.length > 0) return null;
    const words = picture.title.trim();
    const caption = words === '' ? '' : `<figcaption>${escapeHtml(words)}</figcaption>`;
    return `<figure>${this.picture(picture)}${caption}</figure>`;
  }

  private picture({ url, alt, line }: Image): string {
    const picture = this.writing.pictures.get(pictureName(url) ?? '');
    if (!picture) throw new Error('every picture was judged before');
    if (alt.trim() !== '') this.writing.described++;
    else {
      this.writing.undescribed++;
      this.writing.remarks.set(`no_alt ${url}`, line);
    }
    return `<img src="${picture.path}" alt="${escapeHtml(alt)}"/>`;
  }

  private inlines(inlines: readonly Inline[]): string {
    return inlines.map((i) => this.inline(i)).join('');
  }

  private inline(inline: Inline): string {
    switch (inline.type) {
      case 'text':
        return escapeHtml(inline.value);
      case 'code':
        return `<code>${escapeHtml(inline.value)}</code>`;
      case 'break':
        return '<br/>\n';
      case 'marked':
        return this.element(inline.tag, inline.children);
      case 'link':
        return this.link(inline.url, inline.children);
      case 'noteMark':
        return this.noteMark(inline.label);
      case 'image':
        return this.picture(inline);
      default:
        return inline satisfies never;
    }
  }

  private element(name: string, children: readonly Inline[]): string {
    const inner = this.inlines(children);
    return inner === '' ? '' : `<${name}>${inner}</${name}>`;
  }

  private link(given: string, children: readonly Inline[]): string {
    const inner = this.inlines(children);
    const href = this.hrefOf(given.trim());
    if (href !== null && wordsOf(children).trim() !== '') return `<a href="${escapeHtml(href)}">${inner}</a>`;
    if (given.trim() !== '') this.writing.remarks.set(`dead_link ${given.trim().slice(0, 100)}`, 0);
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
    const first = head?.type === 'paragraph' ? this.inlines(head.children) : '';
    const rest = this.blocks(head?.type === 'paragraph' ? blocks.slice(1) : blocks);
    return `<aside epub:type="footnote" role="doc-footnote" id="${id}">\n<p>${back}${first}</p>\n${rest}</aside>`;
  }
}
