/** What axe cannot see: the ring of the focus, sizes of targets, names and structure of a page. */
import { expect, type Locator, type Page } from '@playwright/test';

/** What is wrong with the element that has the focus: nothing, or one sentence. */
function faultOfFocus(): string | null {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return 'the focus is on the page';
  const name = (at.getAttribute('aria-label') ?? at.textContent).trim().slice(0, 40);
  const words = `${at.tagName.toLowerCase()} “${name}”`;
  // A title that gets the focus on arrival is no control.
  if (at.tabIndex < 0) return null;
  const rings = (e: Element, pseudo?: string): boolean => {
    const { outlineStyle, outlineWidth } = getComputedStyle(e, pseudo);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  // The ring may be round what the control covers: its card, its label, its cells.
  const around = [at, at.parentElement, at.nextElementSibling, at.closest('label, article, li')];
  if (!around.some((e) => e && rings(e)) && !rings(at, '::after')) return `${words} shows no ring`;
  const box = at.getBoundingClientRect();
  for (const x of [0.1, 0.5, 0.9])
    for (const y of [0.1, 0.5, 0.9]) {
      const seen = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      if (seen && (at.contains(seen) || seen.contains(at) || seen.closest('label')?.contains(at))) return null;
    }
  return `${words} is under something else`;
}

/** Checks that what has the focus is a control with a ring, in sight. */
export const expectFocusSeen = (page: Page): Promise<void> => expect.poll(() => page.evaluate(faultOfFocus)).toBe(null);

/** Moves the focus by `key` to `target`, and checks each element on the way. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < 60; i++) {
    if (await target.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press(key);
    await expectFocusSeen(page);
  }
  throw new Error(`${String(target)} is not reached by ${key}`);
}

/** Controls that are smaller than `least` CSS px; links within a sentence are excepted, as WCAG 2.5.8 does. */
export const smallTargets = (page: Page, least: number, within = 'body'): Promise<string[]> =>
  page.locator(within).evaluate((root, px) => {
    const controls = 'a[href], button, input, select, textarea, summary, [role=spinbutton], [role=switch], [role=tab]';
    /** A link that covers its card is as large as the card; a tick or a dot as large as its label. */
    const boxOf = (e: Element): DOMRect => {
      const after = getComputedStyle(e, '::after');
      if (after.position === 'absolute' && after.content !== 'none') {
        let around = e.parentElement;
        while (around && getComputedStyle(around).position === 'static') around = around.parentElement;
        if (around) return around.getBoundingClientRect();
      }
      return (e.closest('label') ?? e).getBoundingClientRect();
    };
    const inSentence = (e: Element): boolean => {
      if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline') return false;
      return (e.parentElement?.textContent ?? '').trim().length > e.textContent.trim().length;
    };
    return [...root.querySelectorAll(controls)].flatMap((e) => {
      const box = boxOf(e);
      const hidden = !e.checkVisibility({ visibilityProperty: true }) || box.width <= 1 || box.bottom < 0;
      if (hidden || inSentence(e) || (box.width >= px - 0.5 && box.height >= px - 0.5)) return [];
      const name = (e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40);
      return [`${e.tagName.toLowerCase()} “${name}”: ${Math.round(box.width)} × ${Math.round(box.height)}`];
    });
  }, least);

/** What the structure of a page lacks: one h1, levels without gaps, landmarks, ids used once, names. */
export async function faultsOfStructure(page: Page): Promise<string[]> {
  const faults = await page.evaluate(() => {
    const shown = (e: Element) => e.checkVisibility();
    const found: string[] = [];
    const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown);
    const levels = heads.map((h) => Number(h.tagName.slice(1)));
    if (levels.filter((l) => l === 1).length !== 1) found.push(`${levels.filter((l) => l === 1).length} h1`);
    for (const [i, level] of levels.entries())
      if (level > (levels[i - 1] ?? level) + 1)
        found.push(`h${level} after h${levels[i - 1]}: ${heads[i]?.textContent}`);
    if (document.querySelectorAll('main').length !== 1) found.push('not one main');
    if (!document.querySelector('nav[aria-label]')) found.push('no named navigation');
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    found.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`));
    return found;
  });
  const tree = await page.locator('body').ariaSnapshot();
  // A line of the tree is a role and, in quotes, a name.
  const nameless =
    /^\s*- (button|link|textbox|searchbox|checkbox|radio|spinbutton|switch|tab|combobox|img|progressbar|table)\b(?! ")/;
  return [
    ...faults,
    ...tree
      .split('\n')
      .filter((line) => nameless.test(line))
      .map((line) => `no name: ${line.trim()}`),
  ];
}
