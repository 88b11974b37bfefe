/** Writes an EPUB 3 of texts whose markup is well-formed already. The same content gives the same file. */
import { writeZip } from '../../platform/files/zip-write.ts';
import { escapeHtml } from '../../platform/http/escape-html.ts';

export interface Written {
  identifier: string;
  title: string;
  authors: readonly string[];
  /** BCP 47. */
  language: string;
  rights: string;
  description: string;
  subjects: readonly string[];
  /** `body`: XHTML without the heading. */
  chapters: readonly { title: string; body: string }[];
}

const CONTAINER = `<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;

const page = (language: string, title: string, body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="${language}" xml:lang="${language}">
<head><title>${escapeHtml(title)}</title></head><body>${body}</body></html>`;

const tags = (name: string, values: readonly string[]): string =>
  values.map((value) => `<dc:${name}>${escapeHtml(value)}</dc:${name}>`).join('');

function packageOf({ identifier, title, authors, language, rights, description, subjects, chapters }: Written): string {
  const items = chapters.map((_, n) => `<item id="c${n}" href="c${n}.xhtml" media-type="application/xhtml+xml"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">${escapeHtml(identifier)}</dc:identifier>
${tags('title', [title])}${tags('creator', authors)}${tags('language', [language])}${tags('rights', [rights])}
${tags('description', [description])}${tags('subject', subjects)}
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest>${items.join('')}
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine>${chapters.map((_, n) => `<itemref idref="c${n}"/>`).join('')}</spine></package>`;
}

export function writeEpub(book: Written): Buffer {
  const { title, language, chapters } = book;
  const links = chapters.map((c, n) => `<li><a href="c${n}.xhtml">${escapeHtml(c.title)}</a></li>`);
  const contents = `<nav epub:type="toc"><h1>${escapeHtml(title)}</h1><ol>${links.join('')}</ol></nav>`;
  return writeZip([
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', CONTAINER],
    ['book/package.opf', packageOf(book)],
    ['book/nav.xhtml', page(language, title, contents)],
    ...chapters.map(
      (c, n) => [`book/c${n}.xhtml`, page(language, c.title, `<h1>${escapeHtml(c.title)}</h1>${c.body}`)] as const,
    ),
  ]);
}
