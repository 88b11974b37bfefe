/** Pictures of a page as it stands: small and wide, light and dark, at the usual size of text and at twice that. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, expectAccessible } from '../support/test.ts';

export const FOLDER = fileURLToPath(new URL('../../.test/gallery', import.meta.url));

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
] as const;

/** The address as a part of a file's name; ids are left out. */
const nameOf = (path: string): string =>
  path
    .replace(/\?.*/, '')
    .split('/')
    .map((part) => (/^[0-9a-f-]{36}$/.test(part) ? 'id' : part))
    .filter(Boolean)
    .join('-') || 'accueil';

const given = new Map<string, string>();
/** The same, but different for another page of the same kind: « votes-id », « votes-id-2 ». */
function fileOf(path: string, n = 1): string {
  const name = n === 1 ? nameOf(path) : `${nameOf(path)}-${n}`;
  const owner = given.get(name) ?? path;
  if (owner !== path) return fileOf(path, n + 1);
  given.set(name, path);
  return name;
}

/** As the app does it (client/src/platform/device/text-size.ts); runs in the page. */
const setTextSize = (size: string): void => {
  document.documentElement.style.fontSize = size;
  dispatchEvent(new Event('resize'));
};

const settled = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText('Un instant…')).toHaveCount(0);
  await expect(page.locator('[data-filling]')).toHaveCount(0);
  const loading = () => [...document.images].filter((image) => image.loading !== 'lazy' && !image.complete).length;
  await expect.poll(() => page.evaluate(loading)).toBe(0);
};

/** Opens that page, or shows it as it is (`open: false`), lets axe judge it, and takes its eight pictures. */
export async function shoot(
  page: Page,
  state: string,
  path: string,
  { open = true, settle = true } = {},
): Promise<void> {
  if (open) await page.goto(path);
  if (settle) {
    await settled(page);
    await expectAccessible(page);
  } else await expect(page.getByText('Un instant…').first()).toBeVisible();
  await eachLook(page, { settle }, async (look) => {
    await page.screenshot({ path: `${FOLDER}/${fileOf(path)}--${state}--${look}.png`, animations: 'disabled' });
  });
}

/** Calls `take` with the open page in each of its eight looks, by name: « 360-dark-200 ». */
export async function eachLook(
  page: Page,
  { settle }: { settle: boolean },
  take: (look: string) => Promise<void>,
): Promise<void> {
  if (settle) await settled(page);
  for (const size of SIZES)
    for (const colorScheme of ['light', 'dark'] as const)
      for (const text of [100, 200]) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        await page.evaluate(setTextSize, `${text}%`);
        // A wide screen has other parts, which are loaded when it becomes wide, unless large text takes its room.
        if (settle) await settled(page);
        await take(`${size.width}-${colorScheme}-${text}`);
      }
  await page.setViewportSize(SIZES[0]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(setTextSize, '');
}
