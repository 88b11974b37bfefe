/**
 * The page in which books are shown: an empty one of this server, whose policy lets nothing run and nothing be fetched.
 * Its parser makes the documents of a book, so that the app's own policy need not allow text to become markup.
 */
import { leadsOutside } from './clean.ts';

export const FRAME = '/book-frame.html';

type Inside = Window & typeof globalThis;
let page: Promise<Inside> | null = null;

/** Such a page, out of sight. It stays: the next book opens without waiting for it. */
function hiddenPage(): Promise<Inside> {
  page ??= openPage().catch((cause: unknown) => {
    page = null;
    throw cause;
  });
  return page;
}
/**
 * A parser that belongs to such a page.
 * @throws when the page cannot be had: without a network, before the service worker has it
 */
export const bookParser = async (): Promise<DOMParser> => new (await hiddenPage()).DOMParser();
/**
 * A player that belongs to such a page, whose policy lets it play what was taken out of a book, and nothing else.
 * @throws as `bookParser`
 */
export const bookPlayer = async (): Promise<HTMLAudioElement> => (await hiddenPage()).document.createElement('audio');
function openPage(): Promise<Inside> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '·';
  return new Promise((opened, failed) => {
    frame.addEventListener(
      'load',
      () => {
        const inside = frame.contentWindow as Inside | null;
        if (inside && inside.location.pathname === FRAME) opened(inside);
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
