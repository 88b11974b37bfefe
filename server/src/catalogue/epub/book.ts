/** Judges a file as a book and reads all that the catalogue keeps of it (B1, B3). Nothing of it is executed. */
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import type { BookCounts, BookWarning, SpineItem, Stripped } from '@egoejo/shared/catalogue/model.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { DamagedEntry, openArchive, type Archive } from './archive.ts';
import { CONTAINER, encryptedEntry, ENCRYPTION, packagePaths } from './container.ts';
import { countNav, countNcx } from './contents.ts';
import { isDocument, unpackAll } from './documents.ts';
import type { ManifestItem } from './cover.ts';
import { readPackage, type PackageData } from './package.ts';
import { declaresEntities, parseXml, xmlText, type Element } from '../../platform/files/xml.ts';

type Said = Omit<PackageData, 'manifest' | 'spine' | 'missingInManifest' | 'ncx' | 'cover'>;
export interface Book extends Said {
  entries: number;
  /** Sum of the entries' sizes, unpacked. */
  unpacked: number;
  packagePath: string;
  spine: SpineItem[];
  words: number;
  counts: BookCounts;
  stripped: Stripped;
  /** The cover's file; null: the book has none, or its file is missing or damaged. */
  cover: { path: string; type: string; bytes: Uint8Array } | null;
  /** What is wrong with the book without making it unreadable. */
  warnings: BookWarning[];
}

/** Bytes of a document that is read as a whole: the package, the contents. */
const MOST_XML = 16 * 1024 * 1024;
const MOST_COVER = 20 * 1024 * 1024;
const MOST_WARNINGS = 50;
const MIMETYPE = 'application/epub+zip';

/** @param path of the file. Reads it only; run it where memory and time are limited (read.ts). */
export async function readBook(path: string): Promise<Result<Book, BookError>> {
  const archive = await openArchive(path);
  if (!archive.ok) return archive;
  try {
    return await judge(archive.value);
  } catch (error) {
    if (error instanceof DamagedEntry) return { ok: false, error: error.failure };
    throw error;
  } finally {
    archive.value.close();
  }
}

async function judge(archive: Archive): Promise<Result<Book, BookError>> {
  const encrypted = await documentAt(archive, ENCRYPTION);
  if (!encrypted.ok) return encrypted;
  const locked = encrypted.value ? encryptedEntry(encrypted.value) : null;
  if (locked !== null) return fail('book.encrypted', { entry: locked });
  const found = await findPackage(archive);
  if (!found.ok) return found;
  const { path, said } = found.value;
  const { manifest, spine, missingInManifest, ncx, cover, ...facts } = said;
  const pathsOf = ({ path: p }: ManifestItem): string[] => (p !== null && archive.entries.has(p) ? [p] : []);
  const readable = spine.map(({ item, linear }) => ({ item: readableOf(item, manifest), linear }));
  const needed = new Set(readable.flatMap(({ item }) => pathsOf(item)));
  if (needed.size === 0) return fail('book.no_spine', { entry: path });
  const types = new Map(manifest.flatMap((i) => (i.path === null ? [] : [[i.path, i.type] as const])));
  const unpacked = await unpackAll(archive, types, needed);
  if (!unpacked.ok) return unpacked;
  const { words, found: dangers, damaged } = unpacked.value;
  const { footnotes, ...stripped } = dangers;
  const items = readable.flatMap(({ item, linear }) =>
    pathsOf(item).map((p) => ({ path: p, words: words.get(p) ?? 0, linear })),
  );
  return ok({
    ...facts,
    entries: archive.count,
    unpacked: archive.unpacked,
    packagePath: path,
    spine: items,
    words: items.reduce((sum, item) => sum + item.words, 0),
    counts: { ...(await listsOf(archive, manifest, ncx)), footnotes, overlays: overlaysOf(manifest) },
    stripped,
    cover: await coverOf(archive, manifest, cover, damaged),
    warnings: [
      ...(await mimetypeWarnings(archive)),
      ...archive.duplicates.map((what) => ({ code: 'duplicate', what }) as const),
      ...damaged.map((what) => ({ code: 'damaged', what }) as const),
      ...missingInManifest.map((what) => ({ code: 'unlisted', what }) as const),
      ...manifest.flatMap(({ path: what }) =>
        what === null || archive.entries.has(what) ? [] : ({ code: 'missing', what } as const),
      ),
    ].slice(0, MOST_WARNINGS),
  });
}

/** The entry as a tree; null: there is no such entry, or it is no document. Refuses what declares entities. */
async function documentAt(archive: Archive, name: string): Promise<Result<Element | null, BookError>> {
  const entry = archive.entries.get(name);
  if (!entry) return ok(null);
  if (entry.uncompressedSize > MOST_XML)
    return fail('book.too_large', { entry: name, found: entry.uncompressedSize, most: MOST_XML });
  const text = xmlText(await wholeContent(archive, name));
  return declaresEntities(text) ? fail('book.entities', { entry: name }) : ok(parseXml(text));
}

async function wholeContent(archive: Archive, name: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of archive.content(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The first document that the container names and that is a package. */
async function findPackage(archive: Archive): Promise<Result<{ path: string; said: PackageData }, BookError>> {
  const container = await documentAt(archive, CONTAINER);
  if (!container.ok) return container;
  if (!container.value) return fail('book.no_container', { entry: CONTAINER });
  const paths = packagePaths(container.value);
  for (const path of paths) {
    const root = await documentAt(archive, path);
    if (!root.ok) return root;
    const said = root.value && readPackage(root.value, path);
    if (said) return ok({ path, said });
  }
  return fail('book.no_package', { entry: paths[0] ?? CONTAINER });
}

/** The item itself, or the first of its fallbacks that a reader can show. */
function readableOf(item: ManifestItem, manifest: readonly ManifestItem[]): ManifestItem {
  const MOST_FALLBACKS = 10;
  let next: ManifestItem | undefined = item;
  for (let i = 0; next && i < MOST_FALLBACKS; i++) {
    if (isDocument(next.type)) return next;
    const { fallback }: ManifestItem = next;
    next = fallback === '' ? undefined : manifest.find((m) => m.id === fallback);
  }
  return item;
}

const overlaysOf = (manifest: readonly ManifestItem[]): number => manifest.filter((i) => i.overlay !== '').length;

/** Counts of the navigation document, else of the NCX. What cannot be read counts as nothing. */
async function listsOf(archive: Archive, manifest: readonly ManifestItem[], ncx: string | null) {
  const navPath = manifest.find((i) => i.properties.includes('nav'))?.path ?? '';
  const nav = await quietly(archive, navPath);
  const counts = nav && countNav(nav);
  if (counts && counts.toc > 0) return counts;
  const old = await quietly(archive, ncx ?? '');
  return old ? countNcx(old) : (counts ?? { toc: 0, tocDepth: 0, landmarks: 0, pages: 0 });
}

/** A document that the book can do without: null also when it is damaged or too large. */
async function quietly(archive: Archive, name: string): Promise<Element | null> {
  const entry = archive.entries.get(name);
  if (!entry || entry.uncompressedSize > MOST_XML) return null;
  try {
    return parseXml(xmlText(await wholeContent(archive, name)));
  } catch (error) {
    if (error instanceof DamagedEntry) return null;
    throw error;
  }
}

async function coverOf(
  archive: Archive,
  manifest: readonly ManifestItem[],
  path: string | null,
  damaged: readonly string[],
): Promise<Book['cover']> {
  const entry = path === null ? undefined : archive.entries.get(path);
  if (path === null || !entry || damaged.includes(path) || entry.uncompressedSize > MOST_COVER) return null;
  const type = manifest.find((i) => i.path === path)?.type ?? '';
  return { path, type, bytes: await wholeContent(archive, path) };
}

async function mimetypeWarnings(archive: Archive): Promise<BookWarning[]> {
  const what = 'mimetype';
  const entry = archive.entries.get(what);
  if (!entry) return [{ code: 'noType', what }];
  const MOST = 100;
  if (entry.uncompressedSize > MOST) return [{ code: 'otherType', what }];
  const text = (await wholeContent(archive, what)).toString('latin1');
  if (text === MIMETYPE) return [];
  return [{ code: text.trim() === MIMETYPE ? 'besideType' : 'otherType', what }];
}
