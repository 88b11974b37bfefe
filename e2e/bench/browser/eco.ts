/** What each eco level costs: opening every main page, a minute of rest on it, and a day of use at the least level. */
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { freePort } from '@egoejo/server/testing/database/cluster.ts';
import { openDevice, type Device, type Page } from '../../support/browsers/browser.ts';
import { startProxy, type Proxy } from '../../support/network/proxy.ts';

/** The pages that a member opens daily. */
export const ECO_PAGES = [
  { name: 'Accueil', path: '/' },
  { name: 'Projets', path: '/projets' },
  { name: 'un projet', path: null },
  { name: 'Votes', path: '/votes' },
  { name: 'Lire', path: '/lire' },
  { name: 'Cycle', path: '/cycle' },
  { name: 'Activité', path: '/moi/activite' },
  { name: 'Constellation', path: '/constellation' },
] as const;

export const ECO_LEVELS = [1, 2, 3, 4, 5] as const;

/** The demo, with its pictures and texts, behind a line that counts. */
interface DemoSite {
  link: Proxy;
  /** A new device of the demo's member, with the whole app and its data on it, at that level. */
  open(level: number): Promise<Device>;
  close(): Promise<void>;
}

export async function startDemoSite(): Promise<DemoSite> {
  const port = await freePort();
  const link = await startProxy(port);
  const server = await startServer({ port, env: { PUBLIC_URL: link.url, LOG_LEVEL: 'error' } });
  const devices: Device[] = [];
  return {
    link,
    open: async (level) => {
      const device = await openDevice({ baseURL: link.url, webgl: true, args: [`--user-agent=${agentOf(level)}`] });
      devices.push(device);
      await prepare(device.page, level);
      return device;
    },
    close: async () => {
      await Promise.all(devices.map((d) => d.close()));
      await link.close();
      await server.close();
    },
  };
}

/** Tells the requests of one device from those of the others, which use the same line. */
const agentOf = (level: number): string => `Chrome/140 egoejo-eco-${level}`;

/** Signs in, chooses the level and waits until the app and its data are on the device. */
async function prepare(page: Page, level: number): Promise<void> {
  await page.goto('/connexion');
  await page.locator('input[name=email]').fill('awa@example.org');
  await page.locator('input[name=password]').fill('grains-du-matin');
  await page.locator('form button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
  await page.goto('/moi/reglages');
  await page.locator('input[type=radio][name]').first().waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  // Everything is fetched once, so that what follows is what a level costs on a device that has the app and its data.
  const visit = async (): Promise<void> => {
    for (const path of ['/', '/projets']) {
      await page.goto(path);
      await page.locator('h1').first().waitFor();
      await wait(3_000);
    }
  };
  await visit();
  await page.evaluate((l) => localStorage.setItem('egoejo.eco', String(l)), level);
  await visit();
}

interface TraceEvent {
  name: string;
}
export interface Rest extends Crossed {
  /** Callbacks of `requestAnimationFrame`. */
  frames: number;
  timers: number;
}
export interface Crossed {
  requests: number;
  /** Of the bodies of the answers. */
  bytes: number;
}
/** What crossed the line so far for that device. */
export function crossed(link: Proxy, level: number): Crossed {
  const asked = link.requests.filter((r) => r.carries(agentOf(level)));
  return { requests: asked.length, bytes: asked.reduce((sum, r) => sum + r.bodyBytes, 0) };
}
function since(link: Proxy, level: number, before: Crossed): Crossed {
  const now = crossed(link, level);
  return { requests: now.requests - before.requests, bytes: now.bytes - before.bytes };
}

/** Opens a page; what that cost once it is at rest. */
export async function measureOpening(page: Page, link: Proxy, level: number, path: string): Promise<Crossed> {
  const before = crossed(link, level);
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await wait(4_000);
  return since(link, level, before);
}

/**
 * What a page that is left alone asks of the network and of the processor within `ms`.
 * @param devtools a session of the developer tools of that page
 */
export async function measureRest(devtools: CDPSession, link: Proxy, level: number, ms: number): Promise<Rest> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  devtools.on('Tracing.dataCollected', collect);
  const before = crossed(link, level);
  await devtools.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline'] },
    transferMode: 'ReportEvents',
  });
  await wait(ms);
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', collect);
  const count = (name: string): number => events.filter((e) => e.name === name).length;
  return { ...since(link, level, before), frames: count('FireAnimationFrame'), timers: count('TimerFire') };
}
