/** The text on the screen, for a voice that goes through it. */

export interface Shown {
  /** The section that is shown; of two side by side, the one that is read. */
  index: number;
  doc: Document;
  /** What of it is on the page; null: all. */
  page: Range | null;
}
/** What a voice needs of the reader. */
export interface Stage {
  shown(): Shown | null;
  /** The document of a section, while it is on the screen. */
  docOf(index: number): Document | null;
  /** Turns to a section, and in it to the page with what `anchor` gives. */
  bring(index: number, anchor?: (doc: Document) => Element | Range | null): Promise<void>;
}

const [STARTS, ENDS] = [0 /* Range.START_TO_START */, 1 /* Range.START_TO_END */];
const around = (at: Element | Range): Range => {
  if (!('tagName' in at)) return at;
  const range = at.ownerDocument.createRange();
  range.selectNodeContents(at);
  return range;
};
/** Whether something begins on the page, after it, or was begun before. */
export function begins(page: Range | null, at: Element | Range): 'before' | 'here' | 'after' {
  if (page === null) return 'here';
  const range = around(at);
  if (page.compareBoundaryPoints(STARTS, range) > 0) return 'before';
  return page.compareBoundaryPoints(ENDS, range) > 0 ? 'here' : 'after';
}
/** Whether something that began before goes on here. */
export const reaches = (page: Range | null, at: Element | Range): boolean =>
  page === null || around(at).compareBoundaryPoints(ENDS, page) > 0;

/** The first that begins on the page; else what goes on there; else the first after it. -1: there is none. */
export function firstHere(page: Range | null, all: readonly (Element | Range | null)[]): number {
  const so = all.map((at) => at && begins(page, at));
  const here = so.indexOf('here');
  if (here >= 0) return here;
  const on = all.findIndex((at, i) => at !== null && so[i] === 'before' && reaches(page, at));
  return on >= 0 ? on : so.indexOf('after');
}
