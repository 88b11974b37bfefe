/** Notes at the foot of a page: which links lead to one, and what it says. */

const OPS = 'http://www.idpf.org/2007/ops';
const words = (e: Element, attribute: string, ns: string | null = null): string[] =>
  (e.getAttributeNS(ns, attribute) ?? '').split(/\s+/);
const REFERS = new Set(['noteref', 'biblioref', 'glossref', 'doc-noteref', 'doc-biblioref', 'doc-glossref']);
const RETURNS = new Set(['backlink', 'referrer', 'doc-backlink']);
const INLINE = 'a, span, sup, sub, em, strong, i, b, small, big';

const kinds = (e: Element): string[] => [...words(e, 'type', OPS), ...words(e, 'role')];
function raised(e: Element | null | undefined): boolean {
  if (!e) return false;
  if (e.localName === 'sup') return true;
  const align = e.ownerDocument.defaultView?.getComputedStyle(e).verticalAlign ?? '';
  return /^(super|top|text-top|[1-9])/.test(align);
}

/** Whether a link leads to a note: it says so, or it is a short raised mark. */
export function isNoteLink(a: Element): boolean {
  const own = kinds(a);
  if (own.some((k) => RETURNS.has(k))) return false;
  if (own.some((k) => REFERS.has(k))) return true;
  const text = a.textContent.trim();
  if (text.length > 6) return false;
  return raised(a) || (a.children.length === 1 && raised(a.children[0])) || raised(a.parentElement);
}

/** The element that holds the note to which a link leads; null: it leads to a place in the text. */
export function noteAt(target: Element): Element | null {
  const item = target.closest('aside, li, dd') ?? target;
  let e: Element = item;
  while (e.matches(INLINE) && e.parentElement) e = e.parentElement;
  if (e.localName === 'body' || e.localName === 'html') return null;
  // The chapter is not a note to itself.
  return e.textContent.length > 6000 || e.querySelector('h1, h2') ? null : e;
}
