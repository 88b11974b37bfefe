/** Reads a QR code off the page as it is drawn. */
import type { Page } from '../browsers/browser.ts';

const SCALE = 4;

/** The pixels of the QR code with that label, four by four for each module, for a decoder. */
export async function drawnCode(
  page: Page,
  label: RegExp,
): Promise<{ width: number; height: number; data: Uint8Array }> {
  const { side, path } = await page
    .getByRole('img', { name: label })
    .evaluate((svg: SVGSVGElement) => ({
      side: svg.viewBox.baseVal.width,
      path: svg.querySelector('path')?.getAttribute('d') ?? '',
    }));
  const width = side * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1/g)) {
    for (let i = 0; i < SCALE * SCALE; i++) {
      const at = ((Number(y) * SCALE + Math.floor(i / SCALE)) * width + Number(x) * SCALE + (i % SCALE)) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return { width, height: width, data };
}
