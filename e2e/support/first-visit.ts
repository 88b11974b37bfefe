/** A first, signed-out visit, as the network saw it. */
import type { Page } from '@playwright/test';
import { installProbe, readProbe } from './probe.ts';

export interface Visit {
  /** Compressed bytes of the bodies asked for before the first useful screen was there. */
  bytes: number;
  /** Milliseconds from the navigation to that screen. */
  ms: number;
  /** What was fetched for it: address and bytes, in order. */
  fetched: { url: string; bytes: number }[];
}

/** A list of public projects is the first useful screen. */
export const projectCard = 'article h2 a';

/** Opens `/` on a device that was never here and measures until the first projects are on the screen. */
export async function measureFirstVisit(page: Page): Promise<Visit> {
  await installProbe(page, projectCard);
  const devtools = await page.context().newCDPSession(page);
  const requests = new Map<string, { url: string; wall: number; bytes: number }>();
  devtools.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => requests.set(requestId, { url: request.url, wall: wallTime * 1000, bytes: 0 }));
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator(projectCard).first().waitFor();
  await page.waitForFunction(() => Reflect.get(globalThis, 'egoejoProbe').content !== null);
  const { content, found, origin } = await readProbe(page);
  // What was asked for before arrives after, on a bad link: its bytes count, so they are waited for.
  await page.waitForLoadState('networkidle');
  const asked = [...requests.values()].filter((r) => r.wall <= origin + (found ?? 0) && r.url.startsWith('http'));
  const fetched = asked.map(({ url, bytes }) => ({ url: new URL(url).pathname, bytes }));
  const document = fetched.find((f) => f.url === '/');
  // The page itself came before DevTools listened to its process.
  if (document) document.bytes = await page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).encodedBodySize);
  await devtools.detach();
  return { bytes: fetched.reduce((sum, f) => sum + f.bytes, 0), ms: content ?? NaN, fetched };
}
