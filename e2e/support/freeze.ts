/** A tab stopped dead, as a phone stops one in the background: no timer, no worker, no message of it runs until it thaws. */
import type { BrowserContext, Page } from '@playwright/test';

/**
 * Stops the process of a tab (`processOf`), with the sync worker in it. DevTools' own *frozen* state lets timers and workers go on, so it
 * is stopped from outside; what arrives for it meanwhile waits. @returns lets it run on, where it was.
 */
export function freeze(pid: number): () => void {
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}

/** Which process draws a tab: the one whose processor time grows while the tab is kept busy; the browser tells no other way. */
export async function processOf(tab: Page): Promise<number> {
  const before = await rendererTimes(tab.context());
  await tab.evaluate(() => {
    let sum = 0;
    for (let i = 0; i < 2e9; i++) sum += i & 3;
    return sum;
  });
  const after = await rendererTimes(tab.context());
  const spent = [...after].map(([pid, time]) => ({ pid, time: time - (before.get(pid) ?? 0) })).sort((a, b) => b.time - a.time);
  const [most, next] = spent;
  if (!most || most.time < 2 * (next?.time ?? 0)) throw new Error(`no process of the tab: ${JSON.stringify(spent)}`);
  return most.pid;
}

/** Processor seconds of every process that draws tabs. */
async function rendererTimes(context: BrowserContext): Promise<Map<number, number>> {
  const browser = context.browser();
  if (!browser) throw new Error('a context without its browser');
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  return new Map(processInfo.filter((p) => p.type === 'renderer').map((p) => [p.id, p.cpuTime]));
}

/** The member's browser does not let apps sync in the background: what exchanges is a tab. */
export async function withoutBackgroundSync(context: BrowserContext, origin: string): Promise<void> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  await cdp?.send('Browser.setPermission', { permission: { name: 'background-sync' }, setting: 'denied', origin });
}
