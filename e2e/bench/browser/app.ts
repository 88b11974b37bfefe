/** The built app on the real server and, for comparison, the bare page, each over a link that can be made bad. */
import { CATALOGUE } from '@egoejo/shared/sync/protocol.ts';
import { openDevice, type Device, type DeviceOptions } from '../../support/browsers/browser.ts';
import { installProbe } from '../../support/page/probe.ts';
import { startProxy, type Proxy } from '../../support/network/proxy.ts';
import { freePort } from '@egoejo/server/testing/database/cluster.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { BenchContext } from '../bench.ts';
import { account, loadEconomy, openDoors, type Economy } from '../database/economy.ts';
import { pullAll, signIn } from '../http/device.ts';
import { scopesOf } from '../http/app.ts';
import { startSite } from './site.ts';
import { freshStorage } from '../database/storage.ts';
import { projectCard } from './acts.ts';

export interface BrowserApp {
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

/** Changes the loaded data before the server starts, which keeps its files in `dataDir`. */
type Prepare = (db: Database, dataDir: string) => Promise<void>;

/**
 * Loads `economy` and starts everything. The rows of the bare page are those that the real server sends this member.
 */
async function startBrowserApp(context: BenchContext, economy: Economy, prepare?: Prepare): Promise<BrowserApp> {
  const storage = await freshStorage(context);
  const db = await storage.open();
  await loadEconomy(db, economy);
  await openDoors(db);
  await prepare?.(db, storage.server.dataDir);
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
  const { work } = (await pullAll(link.url, mine, [CATALOGUE], true)).rows;
  const { project = [], projectTally = [] } = rows;
  const site = await startSite({ project, projectTally, ...(work && { work }) });
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

/**
 * Runs `work` with the app and closes everything afterwards, even if it throws.
 */
export async function withBrowserApp<T>(
  context: BenchContext,
  economy: Economy,
  work: (app: BrowserApp) => Promise<T>,
  prepare?: Prepare,
): Promise<T> {
  const app = await startBrowserApp(context, economy, prepare);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
