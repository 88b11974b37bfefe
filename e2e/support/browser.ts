/** A member's phone: a real Chromium on a profile folder of its own, that can be killed and opened again. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { onOurDeath } from '../../server/src/testing/will.ts';
import { chromiumArgs, findChromium } from './chromium.ts';
import { watchConsole, type ConsoleWatch } from './console.ts';

export type { Locator, Page } from '@playwright/test';

export interface DeviceOptions {
  /** Where relative addresses lead: the server, or a proxy before it. */
  baseURL: string;
  /** How many times slower the processor is, for the whole browser. */
  slowdown?: number;
  locale?: string;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce';
  viewport?: { width: number; height: number };
  /** Further switches of Chromium. */
  args?: string[];
}

export interface Device {
  readonly context: BrowserContext;
  /** The tab opened first. */
  readonly page: Page;
  readonly profile: string;
  readonly console: ConsoleWatch;
  /** SIGKILL of the whole browser; resolves when it is gone. */
  kill(): Promise<void>;
  /** Closes it as a member would. */
  quit(): Promise<void>;
  /** Opens the browser again on the same profile; `page` and `context` are then the new ones. */
  reopen(): Promise<void>;
  /** Ends it and removes its profile. */
  close(): Promise<void>;
}

/** The reference screen. */
export const phone = { width: 360, height: 740 };

/** Opens a fresh device. @throws where no Chromium can be had. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const found = await findChromium();
  if (!found.ok) throw new Error(`no Chromium: ${String(found.error.params['reason'])}`);
  const profile = await mkdtemp(join(tmpdir(), 'egoejo-profile-'));
  // Chromium ends by itself when its controlling pipe breaks.
  const forget = onOurDeath(`sleep 2; rm -rf '${profile}'`);
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

async function launch(executablePath: string, profile: string, options: DeviceOptions, watch: ConsoleWatch): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...chromiumArgs, ...(options.args ?? [])],
    headless: true,
    baseURL: options.baseURL,
    viewport: options.viewport ?? phone,
    hasTouch: true,
    isMobile: true,
    locale: options.locale ?? 'fr-FR',
    timezoneId: 'Europe/Paris',
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
    ...(options.reducedMotion && { reducedMotion: options.reducedMotion }),
  });
  watch.follow(context);
  return context;
}

const firstPage = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? context.newPage();

/** Makes a whole browser that many times slower. @returns lets it go. */
async function slowDown(profile: string, times: number): Promise<() => Promise<void>> {
  const brake = spawn(process.execPath, [fileURLToPath(new URL('./slow-cpu.mjs', import.meta.url)), profile, String(times)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const forget = onOurDeath(`kill -9 ${brake.pid}`);
  await new Promise((resolve) => brake.stdout.once('data', resolve));
  const released = new Promise((resolve) => brake.once('exit', resolve));
  // Never killed itself: a process it had just stopped would stand for ever.
  return async () => {
    brake.stdin.end();
    await released;
    forget();
  };
}

/** One that ended by itself meanwhile is just as dead. */
function kill9(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The browser process of a profile (its children end with it), as /proc tells; Playwright does not. */
async function browserProcesses(profile: string): Promise<number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(numbers.map(async (pid) => ({ pid: Number(pid), line: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') })));
  return lines.filter(({ line }) => line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=')).map(({ pid }) => pid);
}
