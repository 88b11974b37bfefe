/** The documents of a book as they are shown: cleaned, with style sheets inside and pictures from the archive. */
import type { EPUB, ManifestItem } from 'foliate-js/epub.js';
import type { Archive } from './archive.ts';
import { BookFault } from '../errors.ts';
import { clean, nameOf } from './clean.ts';
import { modern, withAddresses } from './css.ts';
import { fragmentsOf, type Fragment } from './smil.ts';

const XHTML = 'application/xhtml+xml';
const SVG = 'image/svg+xml';
const XLINK = 'http://www.w3.org/1999/xlink';
/** Bytes of one narration. */
const MOST_NARRATION = 8 * 1024 * 1024;
/** A style sheet may import others, this deep. */
const DEEPEST = 4;
const SHOWN = /^(application\/xhtml\+xml|text\/html|image\/svg\+xml|application\/x-dtbook\+xml|text\/x-oeb1-document)$/;

/** Entities of a document's own are not read: a few lines of them unfold to gigabytes. */
const withoutEntities = (text: string): string => text.replace(/(<!DOCTYPE[^>[]*)\[[^]*?\]\s*>/i, '$1>');

export class BookDocuments {
  readonly #archive: Archive;
  readonly #parser: DOMParser;
  readonly #book: EPUB;
  /** Addresses of what was taken out of the archive, by name. */
  readonly #taken = new Map<string, Promise<string | null>>();
  #closed = false;
  constructor(archive: Archive, parser: DOMParser, book: EPUB) {
    this.#archive = archive;
    this.#parser = parser;
    this.#book = book;
  }

  /** A document parsed and cleaned: for search, notes and positions. One that the book lacks is empty. */
  async plain({ href, mediaType }: ManifestItem): Promise<Document> {
    const text = (await this.#archive.text(href)) ?? '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>';
    const doc = this.#parsed(text, SHOWN.test(mediaType) ? mediaType : XHTML);
    clean(doc);
    return doc;
  }
  /** A document with one sentence: in the place of one that is damaged. */
  saying(words: string): Document {
    const doc = this.#parser.parseFromString('', 'text/html');
    const p = doc.createElement('p');
    p.textContent = words;
    doc.body.append(p);
    return doc;
  }
  #parsed(text: string, mediaType: string): Document {
    const safe = withoutEntities(text);
    if (mediaType !== 'text/html') {
      const doc = this.#parser.parseFromString(safe, mediaType === SVG ? SVG : XHTML);
      if (!doc.querySelector('parsererror') && doc.documentElement.namespaceURI !== null) return doc;
    }
    // What is no XML is read as browsers read pages.
    return this.#parser.parseFromString(safe, 'text/html');
  }

  /** What a narration says, in its order. @throws BookFault when it is missing, no narration, or too large */
  async narration({ href }: ManifestItem): Promise<Fragment[]> {
    if (this.#archive.size(href) > MOST_NARRATION) throw new BookFault('too_large', href);
    const text = (await this.#archive.text(href)) ?? '';
    const doc = this.#parser.parseFromString(withoutEntities(text), 'application/xml');
    if (doc.querySelector('parsererror')) throw new BookFault('unreadable', href);
    return fragmentsOf(doc, href);
  }
  /** A recording that the package lists. @throws BookFault when the book lacks it, or it is damaged */
  async recording(name: string): Promise<Blob> {
    const item = this.#book.resources.manifest.find((i) => i.href === name && i.mediaType.startsWith('audio/'));
    const bytes = item && (await this.#archive.bytes(name));
    if (!bytes) throw new BookFault('unreadable', name);
    return new Blob([bytes], { type: item.mediaType });
  }

  /** A document as it is shown. */
  async whole(item: ManifestItem): Promise<Document> {
    const doc = await this.plain(item);
    await this.#bringIn(doc, item.href);
    return doc;
  }
  async #bringIn(doc: Document, base: string): Promise<void> {
    const work: Promise<void>[] = [];
    const bring = async (e: Element, attribute: string, ns: string | null = null): Promise<void> => {
      const address = e.getAttributeNS(ns, attribute) ?? '';
      if (address.startsWith('#') || /^\s*data:/i.test(address)) return;
      const url = await this.#address(address, base);
      if (url === null) e.removeAttributeNS(ns, attribute);
      else e.setAttributeNS(ns, ns === null ? attribute : `xlink:${attribute}`, url);
    };
    for (const e of doc.querySelectorAll('[src]')) work.push(bring(e, 'src'));
    for (const e of doc.querySelectorAll('[poster]')) work.push(bring(e, 'poster'));
    for (const e of doc.querySelectorAll('image, use, feImage')) {
      if (e.hasAttribute('href')) work.push(bring(e, 'href'));
      if (e.hasAttributeNS(XLINK, 'href')) work.push(bring(e, 'href', XLINK));
    }
    for (const e of doc.querySelectorAll('link[href]')) work.push(this.#sheet(e, base));
    const rewrite = async (css: string, put: (css: string) => void): Promise<void> =>
      put(await this.#css(css, base, 0));
    for (const e of doc.querySelectorAll('style')) work.push(rewrite(e.textContent, (css) => (e.textContent = css)));
    for (const e of doc.querySelectorAll('[style]'))
      work.push(rewrite(e.getAttribute('style') ?? '', (css) => e.setAttribute('style', css)));
    await Promise.all(work);
  }
  /** A style sheet of the book becomes one of the document: pages are laid out once, with it. */
  async #sheet(link: Element, base: string): Promise<void> {
    const name = nameOf(link.getAttribute('href') ?? '', base);
    const text = name === null ? null : await this.#archive.text(name);
    const style = link.ownerDocument.createElementNS('http://www.w3.org/1999/xhtml', 'style');
    const media = link.getAttribute('media');
    if (media !== null) style.setAttribute('media', media);
    style.textContent = name === null || text === null ? '' : await this.#css(text, name, 0);
    link.replaceWith(style);
  }
  #css(text: string, base: string, depth: number): Promise<string> {
    return withAddresses(modern(text), (address) =>
      address.startsWith('#') ? Promise.resolve(address) : this.#address(address, base, depth),
    );
  }

  /** Where a browser finds what `address` in `base` means; null when the book has no such thing. */
  #address(address: string, base: string, depth = 0): Promise<string | null> {
    if (/^\s*data:(image|font)\//i.test(address)) return Promise.resolve(address);
    const name = nameOf(address, base);
    if (name === null) return Promise.resolve(null);
    const fragment = /#.*$/.exec(address)?.[0] ?? '';
    const taken = this.#taken.get(name) ?? this.#take(name, depth);
    this.#taken.set(name, taken);
    return taken.then((url) => (url === null ? null : url + fragment));
  }
  async #take(name: string, depth: number): Promise<string | null> {
    const item = this.#book.resources.manifest.find((i) => i.href === name);
    // Only what the package lists, and nothing that is a page of its own.
    if (!item || depth > DEEPEST || /script|html/.test(item.mediaType)) return null;
    const blob = await this.#blob(name, item.mediaType, depth);
    return blob === null || this.#closed ? null : URL.createObjectURL(blob);
  }
  async #blob(name: string, type: string, depth: number): Promise<Blob | null> {
    if (type === 'text/css') {
      const text = await this.#archive.text(name);
      return text === null ? null : new Blob([await this.#css(text, name, depth + 1)], { type });
    }
    if (type === SVG) {
      const text = await this.#archive.text(name);
      if (text === null) return null;
      const doc = this.#parsed(text, SVG);
      clean(doc);
      await this.#bringIn(doc, name);
      return new Blob([new XMLSerializer().serializeToString(doc)], { type });
    }
    const bytes = await this.#archive.bytes(name);
    return bytes && this.#book.decoder(name)(new Blob([bytes], { type }));
  }

  close(): void {
    this.#closed = true;
    for (const url of this.#taken.values()) void url.then((u) => u?.startsWith('blob:') && URL.revokeObjectURL(u));
    this.#taken.clear();
  }
}
