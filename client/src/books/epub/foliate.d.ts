/** The shapes of foliate-js (1.0.1, with the patch of client/patches) that this feature uses; it ships none. */

declare module 'foliate-js/epub.js' {
  /** A file of the book, as its package lists it. */
  export interface ManifestItem {
    id: string;
    href: string;
    mediaType: string;
    properties?: string[];
    mediaOverlay?: string | null;
  }
  /** An empty page, and what puts a document into it. */
  export interface Frame {
    url: string;
    fill(doc: Document): void;
  }
  export interface Section {
    id: string;
    item: ManifestItem;
    load?: () => Promise<Frame>;
    unload?: () => void;
    createDocument: () => Promise<Document>;
    /** Bytes of the document. */
    size: number;
    cfi: string;
    linear: string | null;
    pageSpread?: string;
    resolveHref(href: string): string;
    /** What narrates it. */
    mediaOverlay: ManifestItem | null | undefined;
  }
  export interface ContentsItem {
    id?: number;
    label: string | null;
    href: string | null;
    type?: string[];
    subitems?: ContentsItem[] | null;
  }
  /** A name alone, or by language. */
  export type Names = string | Record<string, string>;
  export interface Contributor {
    name?: Names;
  }
  export interface Metadata {
    identifier?: string;
    title?: Names;
    language?: string | string[];
    author?: Names | Contributor | (Names | Contributor)[];
  }
  export interface Target {
    index: number;
    anchor?: (doc: Document) => Element | Range | number | null;
  }
  export class EPUB {
    constructor(loaders: {
      loadText: (name: string) => Promise<string | null>;
      loadBlob: (name: string) => Promise<Blob | null>;
      getSize: (name: string) => number;
    });
    parser: DOMParser;
    resources: { manifest: ManifestItem[]; opf: Document };
    sections: Section[];
    toc?: ContentsItem[] | null;
    pageList?: ContentsItem[] | null;
    landmarks?: ContentsItem[] | null;
    metadata: Metadata;
    media?: { activeClass?: unknown };
    rendition?: { layout?: string; spread?: string };
    dir: string | null;
    decoder: (name: string) => (blob: Blob) => Promise<Blob>;
    init(): Promise<this>;
    resolveCFI(cfi: string): Target;
    resolveHref(href: string): Target | null;
    splitTOCHref(href: string | null): string[];
    getTOCFragment(doc: Document, id: string): Element | null;
  }
}

declare module 'foliate-js/epubcfi.js' {
  /** A step of a path, and where in it. */
  export interface Part {
    index: number;
    id?: string;
    offset?: number | null;
  }
  export type Parts = Part[][];
  export const isCFI: RegExp;
  export function parse(cfi: string): Parts & { parent?: Parts; start?: Parts; end?: Parts };
  export function joinIndir(...cfis: string[]): string;
  export function compare(a: string, b: string): number;
  export function fromRange(range: Range): string;
  export function toRange(doc: Document, parts: Parts): Range;
  export function toElement(doc: Document, parts: Part[]): Element | null;
}

declare module 'foliate-js/progress.js' {
  import type { ContentsItem, Section } from 'foliate-js/epub.js';
  export class TOCProgress {
    init(of: {
      toc: ContentsItem[];
      ids: string[];
      splitHref: (href: string | null) => string[];
      getFragment: (doc: Document, id: string) => Node | null;
    }): Promise<void>;
    getProgress(index: number, range: Range | null): ContentsItem | null | undefined;
  }
  export class SectionProgress {
    constructor(sections: Section[], sizePerLoc: number, sizePerTimeUnit: number);
    sizes: number[];
    sizeTotal: number;
    getProgress(index: number, fractionInSection: number, pageFraction?: number): { fraction: number };
    getSection(fraction: number): [number, number];
  }
}

declare module 'foliate-js/overlayer.js' {
  export class Overlayer {
    constructor(doc: Document);
    element: SVGElement;
    add(key: string, range: Range, draw: unknown, options?: { color?: string }): void;
    remove(key: string): void;
    hitTest(at: { x: number; y: number }): [key: string, range: Range] | [];
    static highlight: unknown;
  }
}

declare module 'foliate-js/paginator.js' {
  import type { EPUB, Section, Target } from 'foliate-js/epub.js';
  import type { Overlayer } from 'foliate-js/overlayer.js';
  /** Where a renderer is. */
  export interface Relocated {
    reason?: string | null;
    range: Range | null;
    index: number;
    /** Of the section, 0 to 1. */
    fraction: number;
    /** A page as a part of the section. */
    size?: number;
  }
  /** What both renderers offer. */
  export class Renderer extends HTMLElement {
    open(book: EPUB): void;
    goTo(target: Target | Promise<Target>): Promise<void>;
    next(distance?: number): Promise<void>;
    prev(distance?: number): Promise<void>;
    getContents(): { index?: number; doc: Document; overlayer?: Overlayer }[];
    destroy(): void;
    setStyles?(css: string): void;
    sections?: Section[];
  }
  export class Paginator extends Renderer {
    page: number;
    pages: number;
    scrolled: boolean;
  }
}

declare module 'foliate-js/fixed-layout.js';
