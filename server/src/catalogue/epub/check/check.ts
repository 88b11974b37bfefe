/**
 * Checks a file by the rules of EPUB 3 that matter to readers of books: container, package, navigation and content
 * documents. It says more than an import asks for: an import takes what can be read.
 */
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { DamagedEntry, openArchive, type Archive } from '../archive.ts';
import { CONTAINER, pathIn } from '../container.ts';
import { xmlText } from '../../../platform/files/xml.ts';
import { readContent, styleReferences, type ReadDocument, type Reference } from './content.ts';
import { Findings, type Finding } from './findings.ts';
import { readNav, readNcx, type Listed } from './navigation.ts';
import { checkPackage, showable, type Item, type ReadPackage } from './package.ts';
import { everyNode, treeOf } from './strict-xml.ts';

const MIMETYPE = 'application/epub+zip';
const XHTML = 'application/xhtml+xml';
const SVG = 'image/svg+xml';
/** Pictures that every reader shows. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', SVG]);
/** Bytes of a document that is read as a whole. */
const MOST_DOCUMENT = 64 * 1024 * 1024;

/** Opens the file and checks it. @returns what is wrong with it, or why it cannot be opened. */
export async function checkEpub(path: string): Promise<Result<Finding[], BookError>> {
  const archive = await openArchive(path);
  if (!archive.ok) return archive;
  const findings = new Findings();
  try {
    await checkArchive(archive.value, findings);
  } catch (error) {
    if (!(error instanceof DamagedEntry)) throw error;
    return { ok: false, error: error.failure };
  } finally {
    archive.value.close();
  }
  return { ok: true, value: findings.all };
}

async function bytesOf(archive: Archive, name: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of archive.content(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function checkArchive(archive: Archive, findings: Findings): Promise<void> {
  await checkMimetype(archive, findings);
  for (const name of archive.duplicates) findings.say('container.duplicate_entry', name, 0, 'several entries');
  if (!archive.entries.has(CONTAINER)) return findings.say('container.malformed', CONTAINER, 0, 'missing');
  const container = treeOf(xmlText(await bytesOf(archive, CONTAINER)));
  if (!('root' in container)) return findings.say('container.malformed', CONTAINER, container.line, container.reason);
  const roots = [...everyNode(container.root)].filter((n) => n.local === 'rootfile');
  const paths = roots
    .filter((n) => n.attributes.get('media-type') === 'application/oebps-package+xml')
    .flatMap((n) => pathIn('', n.attributes.get('full-path') ?? '') ?? []);
  if (paths.length === 0) findings.say('container.malformed', CONTAINER, 0, 'no package is named');
  const packages: ReadPackage[] = [];
  for (const path of new Set(paths)) {
    if (!archive.entries.has(path)) findings.say('container.malformed', CONTAINER, 0, `there is no ${path}`);
    else {
      const text = xmlText(await bytesOf(archive, path));
      const read = checkPackage(path, text, (entry) => archive.entries.has(entry), findings);
      if (read) packages.push(read);
    }
  }
  if (packages.length !== new Set(paths).size) return;
  const listed = new Set([...paths, ...packages.flatMap((p) => p.items.flatMap((i) => i.path ?? []))]);
  for (const name of archive.entries.keys())
    if (name !== 'mimetype' && !name.startsWith('META-INF/') && !listed.has(name))
      findings.say('manifest.unlisted_file', name, 0, 'no manifest has it');
  for (const read of packages) await new PackageCheck(archive, read, findings).run();
}

async function checkMimetype(archive: Archive, findings: Findings): Promise<void> {
  const say = (detail: string): void => findings.say('container.mimetype', 'mimetype', 0, detail);
  const entry = archive.entries.get('mimetype');
  if (!entry) return say('missing');
  if (entry.relativeOffsetOfLocalHeader !== 0) say('not the first entry');
  if (entry.compressionMethod !== 0) say('compressed');
  if (
    entry.uncompressedSize !== MIMETYPE.length ||
    (await bytesOf(archive, 'mimetype')).toString('latin1') !== MIMETYPE
  )
    say(`not ${MIMETYPE} alone`);
}

class PackageCheck {
  private readonly archive: Archive;
  private readonly book: ReadPackage;
  private readonly findings: Findings;
  private readonly byPath: ReadonlyMap<string, Item>;
  private readonly documents = new Map<string, ReadDocument>();

  constructor(archive: Archive, book: ReadPackage, findings: Findings) {
    [this.archive, this.book, this.findings] = [archive, book, findings];
    this.byPath = new Map(book.items.flatMap((i) => (i.path === null ? [] : [[i.path, i] as const])));
  }

  async run(): Promise<void> {
    const lists: [from: string, listed: Listed[], nav: boolean][] = [];
    for (const item of this.book.items) {
      if (item.path === null || !this.archive.entries.has(item.path) || this.findings.full) continue;
      const listed = await this.readItem(item, item.path);
      if (listed) lists.push([item.path, listed, item.type === XHTML]);
    }
    for (const [path, { references }] of this.documents) for (const r of references) this.checkReference(path, r);
    for (const [path, listed] of lists) for (const l of listed) this.checkListed(path, l);
  }

  /** @returns where it leads, if it is a list of contents. */
  private async readItem(item: Item, path: string): Promise<Listed[] | null> {
    const { findings, book } = this;
    const size = this.archive.entries.get(path)?.uncompressedSize ?? 0;
    const isText = [XHTML, SVG, 'text/css'].includes(item.type) || item === book.ncx;
    if (isText && size > MOST_DOCUMENT) {
      findings.say('container.unreadable', path, 0, `larger than ${MOST_DOCUMENT} bytes`);
      return null;
    }
    const bytes = await bytesOf(this.archive, path);
    if (item.type.startsWith('image/')) this.checkPicture(item, path, bytes);
    if (!isText) return null;
    const text = xmlText(bytes);
    if (item === book.ncx) return readNcx(path, text, book.identifier, findings);
    if (item.type === 'text/css') {
      const references = styleReferences(text, 0);
      this.documents.set(path, { ids: new Set(), references, scripted: false, wellFormed: false });
      return null;
    }
    const read = readContent(path, text, findings, { svg: item.type === SVG, old: book.old });
    this.documents.set(path, read);
    if (read.scripted && !book.old && !item.properties.includes('scripted'))
      findings.say('content.scripted', path, 0, 'has scripts, and the manifest does not say so');
    return item.properties.includes('nav') && read.wellFormed ? readNav(path, text, findings) : null;
  }

  /** The first bytes of a picture are those of its type. */
  private checkPicture(item: Item, path: string, bytes: Buffer): void {
    const starts: Record<string, string[]> = {
      'image/png': ['\u0089PNG'],
      'image/jpeg': ['\u00FF\u00D8\u00FF'],
      'image/gif': ['GIF8'],
      'image/webp': ['RIFF'],
    };
    const head = bytes.subarray(0, 4).toString('latin1');
    const expected = starts[item.type];
    if (expected && !expected.some((s) => head.startsWith(s)))
      this.findings.say('manifest.media_type', path, 0, item.type);
  }

  private checkReference(from: string, { href, line, kind }: Reference): void {
    const { findings, book } = this;
    const remote = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(href.trim());
    if (remote) {
      if (kind === 'link' || /^data:/i.test(href.trim())) return;
      const declared = this.byPath.get(from)?.properties.includes('remote-resources') ?? false;
      if (kind === 'media' && declared) return;
      const style = this.byPath.get(from)?.type === 'text/css';
      if (!style || !declared) findings.say(style ? 'style.remote' : 'content.remote', from, line, href);
      return;
    }
    // The parts of a drawing that a style names are those of whatever it is applied to.
    const target = this.targetOf(from, kind === 'style' ? href.replace(/#.*$/s, '') : href, line);
    if (target === null || kind === 'link') return;
    const item = this.byPath.get(target);
    // What stands outside the manifest is said once, of the entry itself.
    if (item && kind === 'picture' && showable(item, book.items, (type) => PICTURES.has(type)) !== true)
      findings.say('content.foreign', from, line, `${href} (${item.type})`);
  }

  /** The entry that an address within the book means; says when there is none, or no such place in it. */
  private targetOf(from: string, href: string, line: number): string | null {
    const [address = '', fragment] = href.trim().split(/#(.*)/s);
    const target = address === '' ? from : pathIn(from, address);
    if (target === null || !this.archive.entries.has(target)) {
      this.findings.say('link.missing', from, line, href);
      return null;
    }
    const document = this.documents.get(target);
    // Other schemes of fragments name places by numbers.
    if (fragment === undefined || fragment === '' || !document?.wellFormed || /[=(]/.test(fragment)) return target;
    if (!document.ids.has(fragment) && !document.ids.has(decoded(fragment)))
      this.findings.say('link.fragment', from, line, href);
    return target;
  }

  private checkListed(from: string, { href, line }: Listed): void {
    const reached = this.documents.get(from)?.references.some((r) => r.href === href && r.line === line);
    // Links of a navigation document were followed as those of any document.
    const before = this.findings.all.length;
    const target = reached ? this.entryOf(from, href) : this.targetOf(from, href, line);
    // A place may also be named by the steps to it from the package.
    if (this.findings.all.length > before || target === null || href.includes('#epubcfi(')) return;
    if (!this.book.spine.includes(target) && !this.isFallback(target))
      this.findings.say('nav.link', from, line, `${href} is not in the reading order`);
  }

  private entryOf(from: string, href: string): string | null {
    const [address = ''] = href.trim().split('#');
    const target = address === '' ? from : pathIn(from, address);
    return target !== null && this.archive.entries.has(target) ? target : null;
  }

  /** Whether what is read stands for another item by which the list names it. */
  private isFallback(path: string): boolean {
    const id = this.byPath.get(path)?.id;
    return id !== undefined && this.book.items.some((i) => i.fallback === id);
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) return fragment;
    throw error;
  }
}
