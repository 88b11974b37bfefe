/**
 * Takes out of a document of a book everything that could run, ask for something, or lead outside by itself (B3). The
 * policy of the page in which books are shown forbids the same; this is the first of two walls.
 *
 * A place in a book is counted in elements (CFI), so an element is never taken away: an empty, hidden one takes its
 * place, or its content moves into a harmless one.
 */

/** Replaced by nothing. */
const DEAD = new Set(
  'script iframe frame frameset embed applet portal fencedframe base input textarea select datalist keygen'.split(' '),
);
/** Only what they hold stays; noscript is what a book says where nothing runs. */
const UNWRAPPED: Readonly<Record<string, string>> = {
  form: 'div',
  noscript: 'div',
  button: 'span',
  fieldset: 'div',
  marquee: 'span',
  dialog: 'div',
};
/** What SVG animates may be a link. */
const ANIMATION = /^(animate|set|animatetransform|animatemotion|discard)$/;
/** Attributes that run, send, or take the focus; `style` stays. */
const DEAD_ATTRIBUTE =
  /^(on.*|srcdoc|action|formaction|ping|manifest|background|nonce|target|download|autofocus|contenteditable|is|slot|srcset|imagesrcset|accesskey|tabindex|popover|popovertarget|integrity|http-equiv|attributionsrc)$/;
/** Attributes whose address is fetched without being asked. */
const FETCHED = /^(src|poster|data|longdesc|cite|classid|codebase|archive)$/;
const HTML = 'http://www.w3.org/1999/xhtml';
const XLINK = 'http://www.w3.org/1999/xlink';

/** An address as browsers read it: without the white space and control characters in it. */
const bare = (address: string): string => address.replaceAll(/[\0-\x20\x7f-\x9f\u00ad\u200b-\u200f\ufeff]/g, '');
/** Whether an address names a scheme or a host. */
export const leadsOutside = (address: string): boolean => /^([a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(bare(address));
/** The name in the archive that an address in `base` means; null: it is none of the book's. */
export function nameOf(address: string, base: string): string | null {
  if (address.trim() === '' || leadsOutside(address)) return null;
  try {
    const { pathname, host } = new URL(address, `https://book.invalid/${base.split('/').map(encodeURI).join('/')}`);
    return host === 'book.invalid' ? decodeURIComponent(pathname).slice(1) : null;
  } catch {
    return null;
  }
}

/** Whether a member may follow this link out of the book. */
const mayFollow = (address: string): boolean => /^(https?|mailto|tel):/i.test(bare(address));
const isPicture = (address: string): boolean =>
  /^data:image\/(png|jpe?g|gif|webp|avif|svg\+xml)[;,]/i.test(bare(address));

const isLink = (e: Element): boolean => e.localName === 'a' || e.localName === 'area';

function cleanAttributes(e: Element): void {
  for (const attribute of Array.from(e.attributes)) {
    const name = attribute.localName.toLowerCase();
    const { value } = attribute;
    const isHref = name === 'href' && (attribute.namespaceURI === null || attribute.namespaceURI === XLINK);
    const bad =
      DEAD_ATTRIBUTE.test(name) ||
      /^(javascript|vbscript|livescript|data:text|data:application)/i.test(bare(value)) ||
      (isHref && leadsOutside(value) && !(isLink(e) ? mayFollow(value) : isPicture(value))) ||
      (FETCHED.test(name) && leadsOutside(value) && !isPicture(value));
    if (bad) e.removeAttributeNode(attribute);
  }
}

/** An element of the same tree that shows nothing. */
function hole(e: Element): Element {
  const doc = e.ownerDocument;
  if (e.namespaceURI !== HTML && e.namespaceURI !== null) return doc.createElementNS(e.namespaceURI, 'g');
  const span = doc.createElementNS(HTML, 'span');
  span.setAttribute('hidden', '');
  return span;
}

/** The same content in another element, which keeps the id: links lead there. */
function renamed(e: Element, name: string): Element {
  const other = e.ownerDocument.createElementNS(HTML, name);
  for (const kept of ['id', 'class', 'lang', 'dir', 'title']) {
    const value = e.getAttribute(kept);
    if (value !== null) other.setAttribute(kept, value);
  }
  other.append(...e.childNodes);
  return other;
}

/** What takes the place of an element; null when it may stay. */
function substitute(e: Element): Element | null {
  const name = e.localName.toLowerCase();
  if (DEAD.has(name) || (name === 'meta' && e.hasAttribute('http-equiv'))) return hole(e);
  if (ANIMATION.test(name) && /href|^on|^style$/i.test(e.getAttribute('attributeName') ?? '')) return hole(e);
  if (name === 'link' && !/(^|\s)stylesheet(\s|$)/i.test(e.getAttribute('rel') ?? '')) return hole(e);
  if (name === 'link' && /(^|\s)alternate(\s|$)/i.test(e.getAttribute('rel') ?? '')) return hole(e);
  if (name === 'object') return picture(e) ?? renamed(e, 'span');
  const other = UNWRAPPED[name];
  return other === undefined ? null : renamed(e, other);
}

/** A picture that the book shows by an `object`. */
function picture(e: Element): Element | null {
  const data = e.getAttribute('data') ?? '';
  if (!(e.getAttribute('type') ?? '').startsWith('image/') || leadsOutside(data)) return null;
  const image = e.ownerDocument.createElementNS(HTML, 'img');
  for (const kept of ['id', 'class', 'width', 'height', 'style', 'title']) {
    const value = e.getAttribute(kept);
    if (value !== null) image.setAttribute(kept, value);
  }
  image.setAttribute('src', data);
  image.setAttribute('alt', e.textContent.trim());
  return image;
}

function cleanTree(e: Element): void {
  const other = substitute(e);
  if (other) e.replaceWith(other);
  const stays = other ?? e;
  cleanAttributes(stays);
  for (const child of Array.from(stays.children)) cleanTree(child);
}

/** Cleans a document in place. */
export function clean(doc: Document): void {
  const root = doc.documentElement;
  // Instructions before the root may load style sheets; what they carry is not worth the way.
  for (const node of Array.from(doc.childNodes)) if (node.nodeType === 7) node.remove();
  cleanAttributes(root);
  for (const child of Array.from(root.children)) cleanTree(child);
}
