/** Every word a page ever had on the screen, also for one frame only: what it must never say, not even in passing. */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    egoejoSaid?: string[];
  }
}

/** From its next load on the page keeps each text it draws, and begins anew with each load. */
export async function listenToPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = (window.egoejoSaid = []);
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) said.push(node.textContent ?? '');
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Whether the page said it since it was loaded; any kind of space is a space. */
export const everSaid = (page: Page, words: string): Promise<boolean> =>
  page.evaluate((sought) => (window.egoejoSaid ?? []).some((text) => text.replaceAll(/\s/g, ' ').includes(sought)), words);
