/** Firefox: the machine's own, else Debian's, driven over WebDriver BiDi. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { onOurDeath } from '@egoejo/server/testing/database/on-our-death.ts';
import { PATIENCE_MS, type Browsing } from './browsing.ts';
import { phone } from './browser.ts';
import { needProgram } from './programs.ts';

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Firefox says this when a page is left while the scripts of its worker still load. */
const LEFT = /A ServiceWorker intercepted the request and encountered an unexpected error/;

/** Opens Firefox with a new profile, and with these settings of about:config. @throws if Firefox is missing. */
export async function openFirefox(baseURL: string, extraPrefsFirefox: Record<string, number> = {}): Promise<Browsing> {
  const executablePath = await needProgram(places, 'firefox-esr');
  const userDataDir = await mkdtemp(join(tmpdir(), 'egoejo-firefox-'));
  const complaints: string[] = [];
  const start = async (): Promise<{ browser: Browser; page: Page; forget: () => void }> => {
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      userDataDir,
      headless: true,
      // The first language of this browser is that of the words the tests look for.
      extraPrefsFirefox: { 'intl.accept_languages': 'fr', ...extraPrefsFirefox },
    });
    const forget = onOurDeath(`kill -9 ${browser.process()?.pid}; sleep 1; rm -rf '${userDataDir}'`);
    const [page = await browser.newPage()] = await browser.pages();
    await page.setViewport(phone);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(`thrown: ${String(error)}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`error: ${message.text()}`);
    });
    return { browser, page, forget };
  };
  let now = await start();
  const kill = async (): Promise<void> => {
    const process = now.browser.process();
    const gone = new Promise((resolve) => process?.once('exit', resolve));
    process?.kill('SIGKILL');
    await gone;
    now.forget();
  };
  const at = (xpath: string) => now.page.locator(`::-p-xpath(${xpath})`);
  return {
    goto: async (path) => void (await now.page.goto(baseURL + path)),
    reload: async () => void (await now.page.reload()),
    click: (xpath) => at(xpath).click(),
    type: (xpath, text) => at(xpath).fill(text),
    run: (work, argument = '') => now.page.evaluate(work, argument),
    picture: async (path) => void (await now.page.screenshot({ path: path })),
    async killAndReopen() {
      await kill();
      now = await start();
    },
    complaints: () => complaints.filter((line) => !LEFT.test(line)),
    async close() {
      await kill();
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
