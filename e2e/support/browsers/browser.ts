/** A member's phone: a real Chromium with its own profile folder, which can be killed and reopened. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { onOurDeath } from '@egoejo/server/testing/database/on-our-death.ts';
import { chromiumArgs, findChromium } from './chromium.ts';
import { watchConsole, type ConsoleWatch } from './console.ts';

export type { Locator, Page } from '@playwright/test';

export interface DeviceOptions {
  /** Base of relative addresses: the server, or a proxy before it. */
  baseURL: string;
  /** Slowdown factor of the processor, for the whole browser. */
  slowdown?: number;
  locale?: string;
  /** Paris, if it is left out. A walk that counts days and weeks sets that of the server, UTC. */
  timezoneId?: string;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce';
  viewport?: { width: number; height: number };
  /**
   * Needed to open a page that draws with WebGL: pages are then composited by a GPU simulated in software, at several
   * times the cost.
   */
  webgl?: boolean;
  /** What the browser says it is. */
  userAgent?: string;
  /** Settings of a new profile, as Chromium stores them. */
  preferences?: object;
  /** Additional variables of the browser's environment. */
  env?: Record<string, string>;
  /** Additional command-line switches of Chromium. */
  args?: string[];
}

export interface Device {
  readonly context: BrowserContext;
  /** The tab opened first. */
  readonly page: Page;
  readonly profile: string;
  readonly console: ConsoleWatch;
  /** Kills the whole browser by SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Closes it as a member would. */
  quit(): Promise<void>;
  /** Reopens the browser on the same profile; `page` and `context` are replaced by new ones. */
  reopen(): Promise<void>;
  /** Closes the browser and deletes its profile. */
  close(): Promise<void>;
}

/**
 * Experiments of Chromium that are switched off in a new profile: pages of its own address bar, which it loads at each
 * start although nobody types an address. The switch `--disable-features` would replace Playwright's own list.
 */
const localState = { browser: { enabled_labs_experiments: ['webui-omnibox-popup@2', 'webui-omnibox-aim-popup@2'] } };

/** The reference screen size. */
export const phone = { width: 360, height: 740 };

/** Opens a device with a new profile. @throws where there is no Chromium. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const found = await findChromium();
  if (!found.ok) throw new Error(`no Chromium: ${String(found.error.params['reason'])}`);
  const profile = await mkdtemp(join(tmpdir(), 'egoejo-profile-'));
  // Chromium exits by itself when its controlling pipe breaks, so only the profile has to be deleted.
  const forget = onOurDeath(`sleep 2; rm -rf '${profile}'`);
  await writeFile(join(profile, 'Local State'), JSON.stringify(localState));
  if (options.preferences) {
    await mkdir(join(profile, 'Default'));
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(options.preferences));
  }
  const watch = watchConsole();
  let context = await launch(found.value, profile, options, watch);
  let page = await firstPage(context);
  let brake = options.slowdown ? await slowDown(profile, options.slowdown) : undefined;
  const kill = async () => {
    await brake?.();
    const closed = new Promise((resolve) => context.once('close', resolve));
    const pids = await browserProcesses(profile);
    for (const pid of pids) kill9(pid);
    if (pids.length > 0) await closed;
  };
  return {
    get context() {
      return context;
    },
    get page() {
      return page;
    },
    profile,
    console: watch,
    kill,
    quit: async () => {
      await brake?.();
      return context.close();
    },
    async reopen() {
      context = await launch(found.value, profile, options, watch);
      page = await firstPage(context);
      if (options.slowdown) brake = await slowDown(profile, options.slowdown);
    },
    async close() {
      await kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      forget();
    },
  };
}

async function launch(
  executablePath: string,
  profile: string,
  options: DeviceOptions,
  watch: ConsoleWatch,
): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      ...chromiumArgs,
      // Chromium would warn of each frame that it reads from a WebGL canvas.
      ...(options.webgl ? [] : ['--disable-gpu-compositing']),
      ...(options.args ?? []),
    ],
    headless: true,
    ...(options.env && { env: { ...process.env, ...options.env } }),
    baseURL: options.baseURL,
    viewport: options.viewport ?? phone,
    hasTouch: true,
    isMobile: true,
    locale: options.locale ?? 'fr-FR',
    timezoneId: options.timezoneId ?? 'Europe/Paris',
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
    ...(options.userAgent && { userAgent: options.userAgent }),
    ...(options.reducedMotion && { reducedMotion: options.reducedMotion }),
  });
  context.setDefaultTimeout(30_000);
  watch.follow(context);
  return context;
}

const firstPage = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? context.newPage();

/** Slows down a whole browser by that factor. @returns a function that restores its speed. */
async function slowDown(profile: string, times: number): Promise<() => Promise<void>> {
  const brake = spawn(
    process.execPath,
    [fileURLToPath(new URL('./slow-cpu.mjs', import.meta.url)), profile, String(times)],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const forget = onOurDeath(`kill -9 ${brake.pid}`);
  await new Promise((resolve) => brake.stdout.once('data', resolve));
  const released = new Promise((resolve) => brake.once('exit', resolve));
  // The slowing process must not be killed: browser processes that it has just stopped would stay stopped.
  return async () => {
    brake.stdin.end();
    await released;
    forget();
  };
}

/** A process that has already exited is ignored. */
function kill9(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * The browser processes of a profile (their children end with them), found in /proc, since Playwright does not tell.
 */
async function browserProcesses(profile: string): Promise<number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    numbers.map(async (pid) => ({
      pid: Number(pid),
      line: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    })),
  );
  return lines
    .filter(({ line }) => line.includes(`--user-data-dir=${profile}`) && !line.includes('--type='))
    .map(({ pid }) => pid);
}
