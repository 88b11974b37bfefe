/** The built app on the real server and, for comparison, the bare page, each over a link that can be made bad. */
import { setTimeout as wait } from 'node:timers/promises';
import { openDevice, type Device, type DeviceOptions, type Locator, type Page } from '../support/browser.ts';
import { installProbe, readProbe, type Probe } from '../support/probe.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';
import { freePort } from '@egoejo/server/testing/cluster.ts';
import { startServer } from '@egoejo/server/testing/server-process.ts';
import type { BenchContext } from './bench.ts';
import { account, loadEconomy, memberOf, openDoors, projectOf, type Economy } from './economy.ts';
import { pullAll, signIn } from './http.ts';
import { scopesOf } from './http-app.ts';
import { startSite } from './site.ts';
import { freshStorage } from './storage.ts';

interface BrowserApp {
  /** Between the devices and the server. */
  link: Proxy;
  /** Between the devices and the bare page. */
  bareLink: Proxy;
  /** Number of rows that a device of the member pulls. */
  rows: number;
  /** Opens a device on the app with the probe installed; it is closed with the app. */
  openApp(options?: Partial<DeviceOptions>): Promise<Device>;
  /** Opens a device on the bare page. */
  openBare(options?: Partial<DeviceOptions>): Promise<Device>;
  close(): Promise<void>;
}

/** The database of the member who signs in. */
export const memberStore = `egoejo-${memberOf(1)}`;
export const projectCard = 'article h2 a';

/**
 * Loads `economy` and starts everything. The rows of the bare page are those that the real server sends this member.
 */
async function startBrowserApp(context: BenchContext, economy: Economy): Promise<BrowserApp> {
  const storage = await freshStorage(context);
  const db = await storage.open();
  await loadEconomy(db, economy);
  await openDoors(db);
  await db.script('vacuum analyze');
  await db.close();
  const port = await freePort();
  // The browser uses the link's address, so calls must come from that origin.
  const link = await startProxy(port);
  const server = await startServer({
    ...storage.server,
    port,
    env: { NODE_ENV: 'production', PUBLIC_URL: link.url, LOG_LEVEL: 'error' },
  });
  const mine = await signIn(link.url, account.email, account.password);
  const { rows } = await pullAll(link.url, mine, scopesOf(mine));
  const site = await startSite({ project: rows['project'] ?? [], projectTally: rows['projectTally'] ?? [] });
  const bareLink = await startProxy(site.port);
  const devices: Device[] = [];
  const open = async (options: DeviceOptions): Promise<Device> => {
    const device = await openDevice(options);
    devices.push(device);
    return device;
  };
  return {
    link,
    bareLink,
    rows: Object.values(rows).reduce((sum, of) => sum + of.length, 0),
    openApp: async (options) => {
      const device = await open({ baseURL: link.url, ...options });
      await installProbe(device.page, projectCard);
      return device;
    },
    openBare: async (options) => {
      const device = await open({ baseURL: bareLink.url, ...options });
      await installProbe(device.page, '#list li');
      await device.page.goto('/bare.html');
      await device.page.waitForFunction(() => 'bare' in globalThis);
      return device;
    },
    close: async () => {
      await Promise.all(devices.map((d) => d.close()));
      await Promise.all([link.close(), bareLink.close(), site.close()]);
      await server.close();
      await storage.drop();
    },
  };
}

/** Runs `work` with the app and closes everything afterwards, even if it throws. */
export async function withBrowserApp<T>(
  context: BenchContext,
  economy: Economy,
  work: (app: BrowserApp) => Promise<T>,
): Promise<T> {
  const app = await startBrowserApp(context, economy);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Fills in and submits the app's sign-in form; resolves as soon as it is submitted. */
export async function submitSignIn(page: Page): Promise<void> {
  await page.goto('/connexion');
  await page.locator('input[name=email]').fill(account.email);
  await page.locator('input[name=password]').fill(account.password);
  await page.locator('form button[type=submit]').click();
}

/** Signs in and waits until every row of the list is on the device and the service worker is active. */
export async function becomeMember(page: Page, projects: number): Promise<void> {
  await submitSignIn(page);
  await allRows(page, projects);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** In ms; longer than any of these syncs takes on any machine. */
const patience = 300_000;

/**
 * Waits until the device has that many projects and tallies, checking four times a second. Throws on a timeout.
 * @param before called once the member is known and before the projects are requested
 */
export async function allRows(page: Page, projects: number, before: () => void = () => undefined): Promise<void> {
  const count = (store: string): Promise<number> => page.evaluate(countRows, [memberStore, store] as const);
  const known = Date.now() + patience;
  while ((await count('membership')) < 1) {
    if (Date.now() > known) throw new Error(`no membership after ${patience} ms, on ${page.url()}`);
    await wait(100);
  }
  before();
  // The exchange that brings a membership does not ask for its scope yet; the next one does.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const until = Date.now() + patience;
  while ((await count('project')) < projects || (await count('projectTally')) < projects) {
    if (Date.now() > until) throw new Error(`${await count('project')} projects of ${projects} after ${patience} ms`);
    await wait(250);
  }
}

/**
 * Plants the offered grains on that project through the UI; resolves to the milliseconds from the tap to the durable
 * act.
 */
export async function plant(page: Page, project: number): Promise<number> {
  await page.goto(`/projets/${projectOf(project)}`);
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  return tapToDurable(page, page.getByRole('dialog').getByRole('button', { name: /^Planter \d/ }));
}

/**
 * Resolves when the page is idle. A page that draws nothing is never reported as idle, so after two seconds at the
 * latest. Runs in the page.
 */
export const idle = (): Promise<unknown> => new Promise((rested) => requestIdleCallback(rested, { timeout: 2000 }));

/**
 * Taps the button that queues an act, on an idle page; resolves to the milliseconds from the tap to the durable row.
 */
export async function tapToDurable(page: Page, button: Locator): Promise<number> {
  await button.waitFor();
  await page.evaluate(idle);
  const { commits } = await readProbe(page);
  await button.click();
  await page.waitForFunction((seen) => {
    const probe: { commits: { stores: string[]; durability: string }[] } = Reflect.get(globalThis, 'egoejoProbe');
    return probe.commits.slice(seen).some((c) => c.durability === 'strict' && c.stores.includes('outbox'));
  }, commits.length);
  const after = await readProbe(page);
  const durable = after.commits
    .slice(commits.length)
    .find((c) => c.durability === 'strict' && c.stores.includes('outbox'));
  return (durable?.at ?? NaN) - after.tap;
}

/** Loads a page of the app and waits for its first content. @returns the probe's record */
export async function openPage(page: Page, path: string): Promise<Probe & { content: number }> {
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(
    () => (Reflect.get(globalThis, 'egoejoProbe') as { content: number | null }).content !== null,
  );
  const probe = await readProbe(page);
  return { ...probe, content: probe.content ?? NaN };
}

/** Number of rows in a store; 0 while the database does not exist. Runs in the page. */
async function countRows([name, store]: readonly [string, string]): Promise<number> {
  if (!(await indexedDB.databases()).some((d) => d.name === name)) return 0;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
    request.addEventListener('success', () => {
      const db = request.result;
      const counting = db.transaction(store).objectStore(store).count();
      counting.addEventListener('success', () => {
        db.close();
        resolve(counting.result);
      });
    });
  });
}

/** Times at which exchanges after `since` reached the link, in the page's `performance.now()`. */
export const exchangesSince = (app: BrowserApp, probe: Probe, since: number): number[] =>
  app.link.requests
    .filter((r) => r.path === '/sync/exchange')
    .map((r) => r.at - probe.origin)
    .filter((at) => at >= since);

/** Creating a database reports all its tables at once. */
const isMaking = (tables: readonly string[]): boolean => tables.length > 20;
const changed = (probe: Probe, tables: readonly string[]): number[] =>
  probe.changes
    .filter((c) => !isMaking(c.tables) && tables.every((t) => c.tables.includes(`${memberStore}/${t}`)))
    .map((c) => c.at);

/** Times at which a table of the member's database changed, in whichever context. */
export const changesOf = (probe: Probe, table: string): number[] => changed(probe, [table]);

/**
 * Times at which synced rows of projects were committed: only then a cursor changes too; rows of the public list come
 * without one.
 */
export const rowsSynced = (probe: Probe): number[] => [
  ...changed(probe, ['project', 'cursors']),
  ...changed(probe, ['projectTally', 'cursors']),
];

/** Number of acts in the outbox without a verdict. */
export const waiting = (page: Page): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
        request.addEventListener('success', () => {
          const db = request.result;
          const all = db.transaction('outbox').objectStore('outbox').getAll();
          all.addEventListener('success', () => {
            db.close();
            resolve((all.result as { verdict: unknown }[]).filter((row) => row.verdict === null).length);
          });
        });
      }),
    memberStore,
  );

export { readProbe };
