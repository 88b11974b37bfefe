/** A first, signed-out visit as seen by the network. */
import type { Page } from '@playwright/test';
import { installProbe, readProbe } from '../page/probe.ts';

interface Visit {
  /** Compressed bytes of the response bodies requested before the first useful screen appeared. */
  bytes: number;
  /** Milliseconds from the navigation to that screen. */
  ms: number;
  /** Milliseconds to the first words: the name of the app and a sentence. */
  words: number;
  /** The requests for that screen: path and bytes, in order. */
  fetched: { url: string; bytes: number }[];
}

/** The first useful screen is a list of public projects. */
export const projectCard = 'article h2 a';

/** Opens `/` on a new device and measures until the first projects are on the screen. */
export async function measureFirstVisit(page: Page): Promise<Visit> {
  await installProbe(page, projectCard);
  const devtools = await page.context().newCDPSession(page);
  const requests = new Map<string, { url: string; wall: number; bytes: number }>();
  devtools.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) =>
    requests.set(requestId, { url: request.url, wall: wallTime * 1000, bytes: 0 }),
  );
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator(projectCard).first().waitFor();
  await page.waitForFunction(() => Reflect.get(globalThis, 'egoejoProbe').content !== null);
  const { content, found, origin } = await readProbe(page);
  // On a bad link, responses requested before may arrive after; their bytes count, so wait for them.
  await page.waitForLoadState('networkidle');
  const asked = [...requests.values()].filter((r) => r.wall <= origin + (found ?? 0) && r.url.startsWith('http'));
  const fetched = asked.map(({ url, bytes }) => ({ url: new URL(url).pathname, bytes }));
  const document = fetched.find((f) => f.url === '/');
  // The page itself was loaded before DevTools was attached to its process.
  if (document)
    document.bytes = await page.evaluate(
      () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).encodedBodySize,
    );
  const words = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  await devtools.detach();
  return { bytes: fetched.reduce((sum, f) => sum + f.bytes, 0), ms: content ?? NaN, words, fetched };
}
