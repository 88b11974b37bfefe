/** Books for walks: real ones where they are beside the project, else small ones made here. */
import { existsSync, readFileSync } from 'node:fs';
import { zip } from '@egoejo/client/books/testing/zip.ts';

export interface FilePayload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}
const asFile = (name: string, bytes: Uint8Array): FilePayload => ({
  name: `${name}.epub`,
  mimeType: 'application/epub+zip',
  buffer: Buffer.from(bytes),
});

/** A book of the real data; null where they are not beside the project. */
export function realBook(path: string): FilePayload | null {
  const file = new URL(`../../../shared/data/epub/${path}.epub`, import.meta.url);
  return existsSync(file) ? asFile(path.replaceAll('/', '-'), readFileSync(file)) : null;
}

const container =
  '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile ' +
  'full-path="b/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

/**
 * An EPUB 3 with these chapters, each the markup of a body. `about`: its description. `navs`:
 * markup of more lists in the navigation document. `more`: more files in the archive, and `items`: their lines in the
 * manifest. `overlays`: for each chapter, the id of the manifest item with its narration.
 */
export function madeBook(
  title: string,
  chapters: readonly string[],
  {
    language = 'fr',
    rtl = false,
    author = '',
    about = '',
    more = {},
    items: others = '',
    overlays = [],
    navs = '',
  }: {
    language?: string;
    rtl?: boolean;
    author?: string;
    about?: string;
    more?: Record<string, string | Uint8Array>;
    items?: string;
    overlays?: readonly string[];
    navs?: string;
  } = {},
): FilePayload {
  const narrated = (i: number) => (overlays[i] === undefined ? '' : ` media-overlay="${overlays[i]}"`);
  const items = chapters.map(
    (_, i) => `<item id="c${i}" href="c${i}.xhtml" media-type="application/xhtml+xml"${narrated(i)}/>`,
  );
  const refs = chapters.map((_, i) => `<itemref idref="c${i}"/>`);
  const links = chapters.map((_, i) => `<li><a href="c${i}.xhtml">Chapitre ${i + 1}</a></li>`);
  const creator =
    (author && `<dc:creator>${author}</dc:creator>`) + (about && `<dc:description>${about}</dc:description>`);
  const opf =
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata ' +
    `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">${title}</dc:identifier>` +
    `<dc:title>${title}</dc:title><dc:language>${language}</dc:language>${creator}</metadata>` +
    `<manifest>${items.join('')}${others}` +
    '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>' +
    `<spine${rtl ? ' page-progression-direction="rtl"' : ''}>${refs.join('')}</spine></package>`;
  const page = (body: string) =>
    `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${rtl ? ' dir="rtl"' : ''}>` +
    `<head><title>${title}</title></head><body>${body}</body></html>`;
  return asFile(
    title,
    zip({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': container,
      'b/p.opf': opf,
      'b/n.xhtml': page(`<nav epub:type="toc"><ol>${links.join('')}</ol></nav>${navs}`),
      ...Object.fromEntries(chapters.map((c, i) => [`b/c${i}.xhtml`, page(c)])),
      ...more,
    }),
  );
}
