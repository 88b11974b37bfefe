/** Where the focus goes when another page opens: screen readers and keyboards start there. */

/** What had the focus when a page left, or opened without a title yet; null: nothing is awaited. */
let before: Element | null = null;

/** Moves the focus to the title of the page or to the field that it names; if there is none yet, once there is. */
export function arrive(): void {
  const item = document.querySelector<HTMLElement>('[data-arrival]');
  (item ?? document.getElementById('page-title'))?.focus({ preventScroll: true });
  // An item beside its list may render its title later. Until then the title of the list has the focus.
  before = item ? null : document.activeElement;
}

/**
 * The ref of a page's title. A page may open before it has a title, or be replaced with what had the focus in it, which
 * then falls to the whole document. The next title takes it, unless the member has moved it meanwhile.
 */
export const arrivalTitle = () => {
  if (before === document.activeElement) arrive();
  before = null;
  return () => {
    if (document.activeElement !== document.body) before = document.body;
  };
};
