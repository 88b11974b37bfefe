/**
 * A double tap that is one on any machine. Playwright sends each press and release by itself: on a slow machine a
 * second tap comes so late that the page rightly takes it for another decision.
 */
import type { Locator } from '@playwright/test';

/** Taps twice in one task: nothing is drawn in between. */
export const tapTwice = (button: Locator): Promise<void> =>
  button.evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });

/**
 * Taps a toggle, and once more as soon as it shows the other state. On a machine that takes longer than a double tap to
 * show it, the second tap would be a decision: it is left out.
 */
export const tapTwiceInTurn = (toggle: Locator): Promise<void> =>
  toggle.evaluate(
    (element: HTMLElement) =>
      new Promise<void>((done) => {
        const first = performance.now();
        const seen = new MutationObserver(() => {
          seen.disconnect();
          if (performance.now() - first < 300) element.click();
          done();
        });
        seen.observe(element, { attributeFilter: ['aria-pressed'] });
        element.click();
      }),
  );
