/**
 * Extracts the readable content of a fetched page: Readability's article, sanitised and split into pages. Pure;
 * `extract-worker.ts` runs it.
 */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { pagesOf } from '../text-pages.ts';
import { wordsIn } from '../text.ts';

export interface Article {
  title: string;
  authors: string;
  /** The site's own name; '' if it is not given. */
  site: string;
  /** The page's licence; '' if none is given. */
  licence: string;
  pages: string[];
  words: number;
}
/** A text with fewer words is a menu or an error page, not an article. */
const FEWEST_WORDS = 20;

/** @param url of the page, to resolve relative links. @returns null when there is no article. */
export function extractArticle(html: string, url: string): Article | null {
  const { document } = parseHTML(whole(html));
  const licence = licenceOf(document, url);
  const named = document.querySelector('title')?.textContent;
  document.querySelector('body title')?.remove();
  for (const a of document.querySelectorAll('a[href]')) {
    const href = URL.parse(a.getAttribute('href') ?? '', url)?.href;
    if (href === undefined) a.removeAttribute('href');
    else a.setAttribute('href', href);
  }
  for (const e of document.querySelectorAll('img, picture, video, audio, source, iframe, object, embed, svg, canvas'))
    e.remove();
  const read = new Readability(document, { charThreshold: 200, maxElemsToParse: 50_000 }).parse();
  const pages = pagesOf(read?.content ?? '');
  const words = wordsIn(pages);
  if (words < FEWEST_WORDS) return null;
  return {
    title: line(read?.title || named, 300),
    authors: line(read?.byline, 300),
    site: line(read?.siteName, 120),
    licence,
    pages,
    words,
  };
}

/** The parser does not insert missing `html` and `body` tags, which a page may omit, so they are added here. */
function whole(html: string): string {
  if (/<body[\s>]/i.test(html)) return /<html[\s>]/i.test(html) ? html : `<html>${html}</html>`;
  return `<html><body>${html.replace(/<!doctype[^>]*>|<\/?html[^>]*>/gi, '')}</body></html>`;
}

const line = (text: string | null | undefined, most: number): string =>
  cut(plainLine((text ?? '').replaceAll(/\s+/g, ' ')), most);

/** The target of `rel=license` or the page's rights line; a Creative Commons address in short form. */
function licenceOf(document: ReturnType<typeof parseHTML>['document'], url: string): string {
  const link = document.querySelector('link[rel~=license], a[rel~=license]');
  const href = URL.parse(link?.getAttribute('href') ?? '', url)?.href ?? '';
  const [, kind, version] =
    /^https?:\/\/creativecommons\.org\/(?:licenses|publicdomain)\/([a-z-]+)\/([\d.]+)/.exec(href) ?? [];
  if (kind === 'zero' || kind === 'mark') return kind === 'zero' ? `CC0 ${version}` : 'Public domain';
  if (kind !== undefined) return `CC ${kind.toUpperCase()} ${version}`;
  const said =
    link?.textContent ||
    document
      .querySelector('meta[name="dcterms.rights"], meta[name="copyright"], meta[name="rights"]')
      ?.getAttribute('content');
  return line(said, 200);
}
