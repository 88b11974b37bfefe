/** Records all text that a page ever drew, even for a single frame, to check for text that must never appear. */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    egoejoDrawnText?: string[];
  }
}

/** From its next load on, the page records each text it draws; every load starts a new record. */
export async function recordDrawnText(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = (window.egoejoDrawnText = []);
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes)
        for (const node of [target, ...addedNodes]) said.push(node.textContent ?? '');
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Whether the page has drawn this text since its last load; all kinds of spaces are equal. */
export const everDrawn = (page: Page, words: string): Promise<boolean> =>
  page.evaluate(
    (sought) => (window.egoejoDrawnText ?? []).some((text) => text.replaceAll(/\s/g, ' ').includes(sought)),
    words,
  );
