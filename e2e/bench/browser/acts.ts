/** What a member does in the app, in a real browser. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from '../../support/browsers/browser.ts';
import { readProbe, type Probe } from '../../support/page/probe.ts';
import { account, projectOf } from '../database/economy.ts';
import { memberStore, countRows } from './rows.ts';

export const projectCard = 'article h2 a';

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
