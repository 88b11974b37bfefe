/** Freezes a tab as a phone does in the background: no timer, worker or message handler of it runs until it thaws. */
import type { BrowserContext, Page } from '@playwright/test';

/**
 * Stops the process of a tab (`processOf`), including the sync worker in it. DevTools' own *frozen* state does not stop
 * timers and workers, so the process is stopped by a signal; messages to it wait. @returns a function that resumes it.
 */
export function freeze(pid: number): () => void {
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}

/**
 * The process of a tab: the renderer whose CPU time grows while the tab is kept busy. The browser offers no other way.
 */
export async function processOf(tab: Page): Promise<number> {
  const before = await rendererTimes(tab.context());
  await tab.evaluate(() => {
    let sum = 0;
    for (let i = 0; i < 2e9; i++) sum += i & 3;
    return sum;
  });
  const after = await rendererTimes(tab.context());
  const spent = [...after]
    .map(([pid, time]) => ({ pid, time: time - (before.get(pid) ?? 0) }))
    .sort((a, b) => b.time - a.time);
  const [most, next] = spent;
  if (!most || most.time < 2 * (next?.time ?? 0)) throw new Error(`no process of the tab: ${JSON.stringify(spent)}`);
  return most.pid;
}

/** CPU seconds of every renderer process. */
async function rendererTimes(context: BrowserContext): Promise<Map<number, number>> {
  const browser = context.browser();
  if (!browser) throw new Error('a context without its browser');
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  return new Map(processInfo.filter((p) => p.type === 'renderer').map((p) => [p.id, p.cpuTime]));
}

/** Denies background sync, so that a tab does the exchanges. */
export async function withoutBackgroundSync(context: BrowserContext, origin: string): Promise<void> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  await cdp?.send('Browser.setPermission', { permission: { name: 'background-sync' }, setting: 'denied', origin });
}
