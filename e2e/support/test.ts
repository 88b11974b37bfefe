/**
 * `test` of the browser tests: a server, a proxy before it and a device, each created when a test needs it and removed
 * after it. A complaint in the console fails the test.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { createFolderFromTemplate, createFromTemplate } from '@egoejo/server/testing/database/template.ts';
import { startServer, type ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';
import { openDevice, type Device, type DeviceOptions } from './browsers/browser.ts';
import { startProxy, type Proxy } from './network/proxy.ts';

export { expect } from '@playwright/test';
export { brokenLine } from './browsers/console.ts';

interface Fixtures {
  /** Options of the server; set with `test.use`. */
  serverOptions: { database: 'embedded' | 'postgres'; env?: Record<string, string>; args?: string[] };
  /** Options of the device; set with `test.use`. */
  deviceOptions: Partial<DeviceOptions>;
  server: ServerProcess;
  /** The connection between the devices and the server: a proxy that can simulate a bad link. */
  link: Proxy;
  /** A device that opens pages over the link. */
  device: Device;
  /** Opens additional devices, which are closed after the test. */
  anotherDevice: (options?: Partial<DeviceOptions>) => Promise<Device>;
}

export const test = base.extend<Fixtures>({
  serverOptions: [{ database: 'embedded' }, { option: true }],
  deviceOptions: [{}, { option: true }],
  server: async ({ serverOptions: { database, env, args } }, use) => {
    const runFolder = process.env['EGOEJO_RUN_FOLDER'] ?? '';
    const own =
      database === 'postgres' ? await createFromTemplate(adminUrl()) : await createFolderFromTemplate(runFolder);
    const server = await startServer({
      ...('url' in own ? { databaseUrl: own.url } : { dataDir: own.dataDir }),
      ...(env && { env }),
      ...(args && { args }),
    });
    await use(server);
    await server.close();
    await own.drop();
  },
  link: async ({ server }, use) => {
    const link = await startProxy(server.port);
    await use(link);
    await link.close();
  },
  anotherDevice: async ({ link, deviceOptions }, use, info) => {
    const devices: Device[] = [];
    await use(async (options) => {
      const device = await openDevice({ baseURL: link.url, ...deviceOptions, ...options });
      devices.push(device);
      return device;
    });
    if (info.status !== info.expectedStatus) await attachPages(devices, info);
    await Promise.all(devices.map((d) => d.close()));
    expect(devices.flatMap((d) => d.console.complaints())).toEqual([]);
  },
  device: async ({ anotherDevice }, use) => {
    await use(await anotherDevice());
  },
});

/** Records the content of every open page of a failed test: its text in the report, with a screenshot. */
async function attachPages(devices: readonly Device[], info: TestInfo): Promise<void> {
  for (const [i, page] of devices.flatMap((d) => d.context.pages()).entries()) {
    // Without the navigation, because the report prints only the first words.
    const words = await page
      .locator('[role=dialog], [role=status], [role=alert], main')
      .allInnerTexts()
      .catch((cause: unknown) => [String(cause)]);
    // Passwords are those of test members, and a field's value tells whether a page was reloaded meanwhile.
    const fields = await page
      .locator('input, textarea')
      .evaluateAll((all) => all.map((field) => `[${(field as HTMLInputElement).value}]`))
      .catch(() => []);
    const body =
      [...words, ...fields]
        .map((text) => text.replaceAll(/\s+/g, ' ').trim())
        .filter((text) => text !== '')
        .join(' | ') || 'a blank page';
    await info.attach(`page ${i + 1} at ${page.url()}`, { body, contentType: 'text/plain' });
    await page.screenshot({ path: info.outputPath(`page-${i + 1}.png`), timeout: 5_000 }).catch(() => undefined);
  }
}

/** URL of the run's PostgreSQL. */
export const adminUrl = (): string => process.env['EGOEJO_POSTGRES_URL'] ?? '';

/**
 * Checks that axe finds nothing on the present page (WCAG 2.2 AA). The lines of network and demo stand at the end of
 * the page for that: where they float, axe takes a button that they half cover for one that is too small.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const float = (on: boolean) =>
    page.evaluate(
      (position) => {
        for (const e of document.querySelectorAll<HTMLElement>('.status-lines')) e.style.position = position;
      },
      on ? '' : 'static',
    );
  // A page that was just opened may not be drawn yet.
  await expect(page.locator('h1')).not.toHaveCount(0);
  await float(false);
  // Buttons that have just appeared let taps through for half a second, and axe would take them for covered.
  await expect(page.locator('dialog div.pointer-events-none, button.pointer-events-none')).toHaveCount(0);
  // An element that is still fading in has less contrast than it will have.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((a) => a.effect?.getComputedTiming().iterations !== Infinity)
        .map((a) => a.finished),
    ).then(() => undefined),
  );
  const { violations } = await new AxeBuilder({ page })
    // Else each check opens another tab to merge the results of frames; the app has none.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  await float(true);
  expect(violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html}`).join('\n')}`)).toEqual([]);
}
