/** Writes the package document and the lists of contents, for new readers and for old ones. Pure. */
import { escapeHtml } from '../../platform/http/escape-html.ts';
import { stableId } from '../../platform/stable-id.ts';
import type { Chapter } from './chapters.ts';
import type { Making, Metadata } from './model.ts';
import type { BookPicture } from './pictures.ts';
import { pageOf, type Writing } from './xhtml.ts';

export interface Packed {
  metadata: Metadata;
  making: Making;
  rightToLeft: boolean;
  chapters: readonly Chapter[];
  /** Each once. */
  pictures: readonly BookPicture[];
  cover: BookPicture | null;
  /** Pictures of the text with alternative texts, and without. */
  described: number;
  undescribed: number;
  notes: boolean;
}

export const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** The page of the cover, if the book has one. */
export const coverPage = ({ metadata, rightToLeft, cover }: Packed): string | null =>
  cover &&
  pageOf(
    { language: metadata.language, rightToLeft },
    metadata.title,
    `<section epub:type="cover" class="cover"><img src="${cover.path}" role="doc-cover" ` +
      `alt="${escapeHtml(metadata.title)}"/></section>`,
  );

/** What readers that cannot see, or that are made ill by movement, should know before they open the book. */
function accessibility({ described, undescribed, pictures, cover, notes }: Packed): string[] {
  const shown = described + undescribed > 0;
  const complete = undescribed === 0;
  const features = [
    'structuralNavigation',
    'tableOfContents',
    'readingOrder',
    'displayTransformability',
    ...(shown && complete ? ['alternativeText'] : []),
  ];
  const words = [
    'Text that can be enlarged and read aloud, with a list of contents and headings.',
    ...(notes ? ['Notes are linked to and fro.'] : []),
    ...(shown
      ? [complete ? 'All pictures have alternative texts.' : `${undescribed} of its pictures have no alternative text.`]
      : []),
  ];
  return [
    ...['textual', ...(shown || cover ? ['visual'] : [])].map((mode) => meta('schema:accessMode', mode)),
    ...(complete ? [meta('schema:accessModeSufficient', 'textual')] : []),
    ...features.map((feature) => meta('schema:accessibilityFeature', feature)),
    meta('schema:accessibilityHazard', pictures.some((p) => p.moves) ? 'unknown' : 'none'),
    `<meta property="schema:accessibilitySummary" xml:lang="en">${escapeHtml(words.join(' '))}</meta>`,
  ];
}

const meta = (property: string, value: string): string => `<meta property="${property}">${escapeHtml(value)}</meta>`;
const dc = (name: string, value: string): string =>
  value === '' ? '' : `<dc:${name}>${escapeHtml(value)}</dc:${name}>`;

export function packageOf(book: Packed): string {
  const { metadata, making, chapters, pictures, cover, rightToLeft } = book;
  const XHTML = 'application/xhtml+xml';
  const item = (id: string, href: string, type: string, properties = ''): string =>
    `<item id="${id}" href="${href}" media-type="${type}"${properties && ` properties="${properties}"`}/>`;
  const creators = metadata.authors.flatMap((name, i) => [
    `<dc:creator id="creator-${i + 1}">${escapeHtml(name)}</dc:creator>`,
    `<meta refines="#creator-${i + 1}" property="role" scheme="marc:relators">aut</meta>`,
    `<meta refines="#creator-${i + 1}" property="display-seq">${i + 1}</meta>`,
  ]);
  const idOf = (path: string): string => path.replace(/\.xhtml$/, '');
  // The place of a mark names the chapter by the id of its first heading, so that it is found after others came before.
  const refOf = (c: Chapter): string => `at-${c.front ? 'front' : (c.headings[0]?.id ?? idOf(c.path))}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${metadata.language}"\
${rightToLeft ? ' dir="rtl"' : ''}>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${[
  `<dc:identifier id="id">${identifierOf(making)}</dc:identifier>`,
  `<dc:title id="title">${escapeHtml(metadata.title)}</dc:title>`,
  `<dc:language>${metadata.language}</dc:language>`,
  ...creators,
  dc('description', metadata.description),
  dc('rights', metadata.rights),
  meta('dcterms:modified', `${making.modified.toISOString().slice(0, 19)}Z`),
  ...accessibility(book),
  // Readers of EPUB 2 find the cover so.
  ...(cover ? ['<meta name="cover" content="cover-image"/>'] : []),
]
  .filter((l) => l !== '')
  .join('\n')}
</metadata>
<manifest>
${[
  item('nav', 'nav.xhtml', XHTML, 'nav'),
  item('ncx', 'toc.ncx', 'application/x-dtbncx+xml'),
  item('style', 'style.css', 'text/css'),
  ...(cover ? [item('cover', 'cover.xhtml', XHTML)] : []),
  ...chapters.map((c) => item(idOf(c.path), c.path, XHTML)),
  ...pictures.map((p) =>
    p.path === cover?.path
      ? item('cover-image', p.path, p.type, 'cover-image')
      : item(p.path.replace(/^pictures\/(\w+)\.\w+$/, 'picture-$1'), p.path, p.type),
  ),
].join('\n')}
</manifest>
<spine toc="ncx"${rightToLeft ? ' page-progression-direction="rtl"' : ''}>
${[
  ...(cover ? ['<itemref id="at-cover" idref="cover"/>'] : []),
  ...chapters.map((c) => `<itemref id="${refOf(c)}" idref="${idOf(c.path)}"/>`),
].join('\n')}
</spine>
</package>
`;
}

/** An identifier that is an address only of this book. */
const identifierOf = ({ id }: Making): string => `urn:uuid:${stableId('manuscript', id)}`;

interface Entry {
  href: string;
  words: string;
  below: Entry[];
}

/** The list of contents: chapters, and their headings of the second level. */
function entriesOf(chapters: readonly Chapter[]): Entry[] {
  const entries: Entry[] = [];
  for (const { path, title, front, headings } of chapters) {
    if (front) entries.push({ href: path, words: title, below: [] });
    for (const { id, words, level } of headings) {
      const entry = { href: `${path}#${id}`, words, below: [] };
      (level === 1 ? entries : (entries.at(-1)?.below ?? entries)).push(entry);
    }
  }
  return entries;
}

export function navigationOf(book: Packed, writing: Pick<Writing, 'language' | 'rightToLeft'>): string {
  const listOf = (entries: readonly Entry[]): string =>
    `<ol>\n${entries
      .map(({ href, words, below }) => {
        const inner = below.length > 0 ? `\n${listOf(below)}` : '';
        return `<li><a href="${href}">${escapeHtml(words)}</a>${inner}</li>`;
      })
      .join('\n')}\n</ol>`;
  const { chapters, metadata, cover } = book;
  const title = escapeHtml(metadata.title);
  const body = chapters.find((c) => !c.front) ?? chapters[0];
  const marks = [
    ...(cover ? [`<li><a epub:type="cover" href="cover.xhtml">${title}</a></li>`] : []),
    `<li><a epub:type="bodymatter" href="${body?.path}">${escapeHtml(body?.title ?? '')}</a></li>`,
  ];
  return pageOf(
    writing,
    metadata.title,
    `<nav epub:type="toc" role="doc-toc" id="toc">
<h1>${title}</h1>
${listOf(entriesOf(chapters))}
</nav>
<nav epub:type="landmarks" id="landmarks" hidden="hidden">
<ol>
${marks.join('\n')}
</ol>
</nav>`,
  );
}

/** The list of contents of EPUB 2. */
export function ncxOf({ chapters, metadata, making }: Packed): string {
  let order = 0;
  const pointsOf = (entries: readonly Entry[]): string =>
    entries
      .map(({ href, words, below }) => {
        order++;
        const label = `<navLabel><text>${escapeHtml(words)}</text></navLabel><content src="${href}"/>`;
        return `<navPoint id="point-${order}" playOrder="${order}">${label}${pointsOf(below)}</navPoint>`;
      })
      .join('\n');
  const entries = entriesOf(chapters);
  return `<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${metadata.language}">
<head>
<meta name="dtb:uid" content="${identifierOf(making)}"/>
<meta name="dtb:depth" content="${entries.some((e) => e.below.length > 0) ? 2 : 1}"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>${escapeHtml(metadata.title)}</text></docTitle>
<navMap>
${pointsOf(entries)}
</navMap>
</ncx>
`;
}
