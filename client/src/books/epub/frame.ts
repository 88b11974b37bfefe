/**
 * The page in which books are shown: an empty one of this server, whose policy lets nothing run and nothing be fetched.
 * Its parser makes the documents of a book, so that the app's own policy need not allow text to become markup.
 */
import { leadsOutside } from './clean.ts';

export const FRAME = '/book-frame.html';

let page: Promise<DOMParser> | null = null;

/**
 * A parser that belongs to such a page. The page stays: the next book opens without waiting for it.
 * @throws when the page cannot be had: without a network, before the service worker has it
 */
export function bookParser(): Promise<DOMParser> {
  page ??= openPage().catch((cause: unknown) => {
    page = null;
    throw cause;
  });
  return page;
}
function openPage(): Promise<DOMParser> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '·';
  return new Promise((opened, failed) => {
    frame.addEventListener(
      'load',
      () => {
        const inside = frame.contentWindow as (Window & typeof globalThis) | null;
        if (inside && inside.location.pathname === FRAME) opened(new inside.DOMParser());
        else {
          frame.remove();
          failed(new Error('no page for books'));
        }
      },
      { once: true },
    );
    frame.src = FRAME;
    document.body.append(frame);
  });
}

/** What of a document is put into the page: its root, or a picture that is a page by itself. */
export function fill(doc: Document, source: Document, language: string, dir: string | null): void {
  const root = source.documentElement;
  if (root.localName === 'svg') {
    doc.body.replaceChildren(doc.adoptNode(root));
    doc.body.style.margin = '0';
  } else {
    doc.replaceChild(doc.adoptNode(root), doc.documentElement);
    if (!doc.body) root.append(doc.createElement('body'));
    if (!doc.head) root.prepend(doc.createElement('head'));
  }
  const html = doc.documentElement;
  html.lang ||= root.getAttribute('xml:lang') ?? language;
  if (dir !== null) html.dir ||= dir;
  // A place inside the document is found by the reader; the page itself never leaves.
  for (const a of doc.querySelectorAll('a[href]'))
    if (leadsOutside(a.getAttribute('href') ?? '')) a.setAttribute('rel', 'noopener noreferrer');
}
