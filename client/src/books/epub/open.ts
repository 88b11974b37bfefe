/** Opens a book: its package, its contents, and its documents on demand. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { EPUB, type Contributor, type Metadata, type Names } from 'foliate-js/epub.js';
import { BookFault } from '../errors.ts';
import type { Source } from '../pieces.ts';
import { openArchive, type Archive } from './archive.ts';
import { BookDocuments } from './documents.ts';
import { bookParser, fill, FRAME } from './frame.ts';

/** Encryption that only hides fonts from careless copying; the key is in the book. */
const HIDES_FONTS = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);

export interface OpenBook {
  epub: EPUB;
  documents: BookDocuments;
  title: string;
  authors: string[];
  language: string;
  fixed: boolean;
  close(): void;
}

const nameOf = (names: Names | undefined): string =>
  typeof names === 'string' ? names : (Object.values(names ?? {})[0] ?? '');
const isContributor = (x: Names | Contributor): x is Contributor => typeof x === 'object' && 'name' in x;
function authorsOf({ author = [] }: Metadata): string[] {
  const all = Array.isArray(author) ? author : [author];
  return all.map((a) => nameOf(isContributor(a) ? a.name : a)).filter((n) => n !== '');
}
function languageOf({ language }: Metadata): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? '';
  } catch {
    return '';
  }
}
/** The direction of a language's letters, as browsers know it. */
function directionOf(language: string): string | null {
  if (language === '') return null;
  const { language: base } = new Intl.Locale(language);
  return /^(ar|arc|ckb|dv|fa|he|ku|nqo|ps|sd|syr|ug|ur|yi)$/.test(base) ? 'rtl' : null;
}

/** Text of the package; one with entities of its own is refused, since a few lines of them unfold to gigabytes. */
async function packageText(archive: Archive, name: string): Promise<string | null> {
  const text = await archive.text(name);
  if (text !== null && /<!ENTITY/i.test(text)) throw new BookFault('bad_package', name);
  return text;
}

/** Books whose text is encrypted open only in their shop's own reader. */
function checkEncryption(xml: string | null, parser: DOMParser, epub: EPUB): void {
  if (xml === null) return;
  const doc = parser.parseFromString(xml, 'application/xml');
  const texts = new Set(epub.sections.map((s) => s.id));
  for (const data of doc.getElementsByTagNameNS('*', 'EncryptedData')) {
    const algorithm = data.getElementsByTagNameNS('*', 'EncryptionMethod')[0]?.getAttribute('Algorithm') ?? '';
    const uri = data.getElementsByTagNameNS('*', 'CipherReference')[0]?.getAttribute('URI') ?? '';
    if (!HIDES_FONTS.has(algorithm) && texts.has(decodeURI(uri))) throw new BookFault('encrypted', uri);
  }
}

async function openPackage(archive: Archive, parser: DOMParser): Promise<EPUB> {
  const loadBlob = async (name: string) => {
    const bytes = await archive.bytes(name);
    return bytes && new Blob([bytes]);
  };
  const loadText = (name: string) => packageText(archive, name);
  const epub = new EPUB({ loadText, loadBlob, getSize: archive.size });
  epub.parser = parser;
  if ((await loadText('META-INF/container.xml')) === null) throw new BookFault('not_book', 'META-INF/container.xml');
  try {
    await epub.init();
  } catch (cause) {
    if (cause instanceof BookFault) throw cause;
    throw new BookFault('bad_package', cause instanceof Error ? cut(cause.message.split('\n')[0] ?? '', 120) : '');
  }
  return epub;
}

/**
 * @param damaged the sentence in the place of a chapter that cannot be read
 * @throws BookFault when the file is no book that can be read
 */
export async function openBook(source: Source, damaged: () => string): Promise<OpenBook> {
  // The list of the archive is read while the page for books comes.
  const [archive, parser] = await Promise.all([openArchive(source), bookParser()]);
  const epub = await openPackage(archive, parser);
  const there = new Set(archive.names);
  if (!epub.sections.some((s) => there.has(s.id))) throw new BookFault('no_text');
  checkEncryption(await archive.text('META-INF/encryption.xml'), parser, epub);
  const documents = new BookDocuments(archive, parser, epub);
  const language = languageOf(epub.metadata);
  const dir = directionOf(language);
  for (const section of epub.sections) {
    section.load = async () => {
      const doc = await documents.whole(section.item).catch((cause: unknown) => {
        if (cause instanceof BookFault) return documents.saying(damaged());
        throw cause;
      });
      return { url: FRAME, fill: (into) => fill(into, doc, language, dir) };
    };
    section.createDocument = () => documents.plain(section.item);
  }
  return {
    epub,
    documents,
    title: nameOf(epub.metadata.title),
    authors: authorsOf(epub.metadata),
    language,
    fixed: epub.rendition?.layout === 'pre-paginated',
    close: () => documents.close(),
  };
}
