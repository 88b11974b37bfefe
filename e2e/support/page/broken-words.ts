import { expect, type Page } from '@playwright/test';

/** The larger sizes of text that members may choose, percent. */
export const SIZES = [130, 150, 200] as const;

/**
 * Words that do not stand whole on the page at that size of text (cut, broken in two, beyond the screen or their
 * button), with what is wrong with each.
 */
export const brokenWords = (page: Page, size: number): Promise<string[]> =>
  page.evaluate((percent) => {
    // As the app does for a member who chose it; reading a layout below applies it at once.
    document.documentElement.style.fontSize = `${percent}%`;
    const found: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    const scrolls = (e: Element | null): boolean =>
      e !== null && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const clipped = (e: Element | null, right: number): boolean =>
      e !== null &&
      ((/hidden|clip/.test(getComputedStyle(e).overflowX) && right > e.getBoundingClientRect().right + 1) ||
        clipped(e.parentElement, right));
    /** As `sr-only` hides it, at every width of the screen or at some. */
    const forReadersOnly = (e: HTMLElement | null): boolean =>
      e !== null && ((e.offsetWidth === 1 && e.offsetHeight === 1) || forReadersOnly(e.parentElement));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const holder = node.parentElement;
      if (!holder || holder.closest('[aria-hidden=true], script, style, option') || !holder.checkVisibility()) continue;
      if (forReadersOnly(holder)) continue;
      // An address of mail has no space at which a line could end.
      const text = (node.textContent ?? '').replaceAll(/\S+@\S+/g, (address) => ' '.repeat(address.length));
      for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]{3,16}/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const rects = [...range.getClientRects()].filter((r) => r.width > 0);
        if (new Set(rects.map((r) => Math.round(r.top))).size > 1) found.push(`« ${word} » is broken in two`);
        const right = Math.max(0, ...rects.map((r) => r.right));
        if (right > clientWidth + 1 && !scrolls(holder)) found.push(`« ${word} » ends beyond the screen`);
        else if (clipped(holder, right)) found.push(`« ${word} » is cut`);
        const button = holder.closest('button')?.getBoundingClientRect();
        if (button && rects.some((r) => r.top < button.top - 1 || r.bottom > button.bottom + 1))
          found.push(`« ${word} » leaves its button`);
      }
    }
    return found;
  }, size);

/** What is wrong on these pages at each size. `until`: words that come from the server, by address. */
export async function wrongOn(
  page: Page,
  paths: readonly string[],
  until: Readonly<Record<string, string>> = {},
): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const words = until[path];
    if (words !== undefined) await expect(page.getByText(words).first()).toBeVisible();
    for (const size of SIZES) {
      const found = await brokenWords(page, size);
      if (found.length > 0) wrong[`${path} at ${size} %`] = found;
    }
  }
  return wrong;
}
