/** Makes an EPUB 3 of a manuscript. The same manuscript, id and time give the same bytes. Pure. */
import { createHash } from 'node:crypto';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault } from '../../platform/files/file-fault.ts';
import { writeZip } from '../../platform/files/zip-write.ts';
import { chaptersOf } from './chapters.ts';
import { MANUSCRIPT, type MadeBook, type Making, type Manuscript, type ManuscriptCode } from './model.ts';
import { CONTAINER, coverPage, navigationOf, ncxOf, packageOf, type Packed } from './package.ts';
import { pictureName } from './manuscript.ts';
import { judgePictures } from './pictures.ts';
import { STYLE } from './style.ts';
import { chapterPage, type Writing } from './xhtml.ts';

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);
const isRightToLeft = (language: string): boolean =>
  RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? '');

/** @param found the bytes of the pictures that the manuscript wants, by their names. */
export function makeBook(
  { metadata, text, wanted }: Manuscript,
  found: ReadonlyMap<string, Uint8Array>,
  making: Making,
): Result<MadeBook, ManuscriptCode> {
  const judged = judgePictures(wanted, found);
  if (!judged.ok) return judged;
  const pictures = judged.value;
  const divided = chaptersOf(text.blocks, metadata.title);
  const { chapters } = divided;
  if (chapters.reduce((sum, c) => sum + c.headings.length, 0) > MANUSCRIPT.headings)
    return fault('manuscript.too_long', 0, `more than ${MANUSCRIPT.headings} headings for the list of contents`);
  const rightToLeft = isRightToLeft(metadata.language);
  const places = new Map(
    chapters.flatMap((c) => c.blocks.flatMap((b) => [[divided.ids.get(b) ?? '', c.path] as const])),
  );
  places.delete('');
  const writing: Writing = {
    language: metadata.language,
    rightToLeft,
    notes: text.notes,
    pictures,
    divided,
    places,
    remarks: new Map(),
    described: 0,
    undescribed: 0,
    noted: false,
  };
  const pages: [string, string][] = [];
  let written = 0;
  for (const chapter of chapters) {
    const page = chapterPage(chapter, writing);
    written += page.length;
    if (written > MANUSCRIPT.written) return fault('manuscript.too_long', 0, 'the book would be too large');
    pages.push([`EPUB/${chapter.path}`, page]);
  }
  const cover = pictures.get(pictureName(metadata.cover) ?? '') ?? null;
  const each = [...new Map([...pictures.values()].map((p) => [p.path, p])).values()];
  each.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { described, undescribed, noted } = writing;
  const book: Packed = {
    metadata,
    making,
    rightToLeft,
    chapters,
    pictures: each,
    cover,
    described,
    undescribed,
    notes: noted,
  };
  const front = coverPage(book);
  const bytes = writeZip([
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', CONTAINER],
    ['EPUB/package.opf', packageOf(book)],
    ['EPUB/nav.xhtml', navigationOf(book, writing)],
    ['EPUB/toc.ncx', ncxOf(book)],
    ['EPUB/style.css', STYLE],
    ...(front === null ? [] : [['EPUB/cover.xhtml', front] as const]),
    ...pages,
    ...each.map((p) => [`EPUB/${p.path}`, p.bytes] as const),
  ]);
  return ok({
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    title: metadata.title,
    chapters: chapters.map(({ path, title }) => ({ path, title })),
    pictures: each.length,
    remarks: [...writing.remarks].map(([remark, line]) => {
      const code = remark.startsWith('no_alt ') ? 'no_alt' : 'dead_link';
      return { line, code, what: remark.slice(code.length + 1) };
    }),
  });
}
