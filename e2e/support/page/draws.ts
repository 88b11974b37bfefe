/** What a page draws by WebGL, counted in the browser itself: the app knows nothing of it. */
import type { Page } from '@playwright/test';

interface Frame {
  /** Draw calls of WebGL. */
  draws: number;
}

/** Counts from the next navigation on: each animation frame that drew something. */
export const countDraws = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const frames: Frame[] = [];
    let draws = 0;
    Reflect.set(globalThis, 'egoejoFrames', frames);
    const { prototype } = WebGL2RenderingContext;
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'] as const) {
      const own: (this: WebGL2RenderingContext, ...args: number[]) => void = Reflect.get(prototype, name);
      Reflect.set(prototype, name, function counted(this: WebGL2RenderingContext, ...args: number[]) {
        draws += 1;
        return own.apply(this, args);
      });
    }
    const ask = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (call) =>
      ask((time) => {
        const before = draws;
        call(time);
        if (draws > before) frames.push({ draws: draws - before });
      });
  });

/** The frames drawn since the page was loaded. */
export const drawnFrames = (page: Page): Promise<Frame[]> =>
  page.evaluate((): Frame[] => Reflect.get(globalThis, 'egoejoFrames'));

/** As if the member had turned to another app, or come back. */
export const setVisibility = (page: Page, state: DocumentVisibilityState): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
