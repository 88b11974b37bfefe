/** The budgets of the client: what a member pays for by the megabyte must not grow unseen. */
import { get } from 'node:http';
import { measureFirstVisit } from '../../support/network/first-visit.ts';
import { expect, test } from '../../support/test.ts';

const KB = 1000;

/** Compressed bytes of a body, and its text when it is not compressed. */
function download(url: string, encoding: 'br' | 'identity'): Promise<{ bytes: number; text: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          bytes: Buffer.concat(chunks).length,
          text: encoding === 'identity' ? Buffer.concat(chunks).toString() : '',
        }),
      );
    }).on('error', reject);
  });
}

test('a first, signed-out visit transfers at most 130 KB until the first projects are on the screen', async ({
  device,
}) => {
  const visit = await measureFirstVisit(device.page);
  expect(visit.fetched.length).toBeGreaterThan(1);
  expect(visit.bytes, JSON.stringify(visit.fetched)).toBeLessThanOrEqual(130 * KB);
});

test('the worker is at most 70 KB, the app shell at most 300 KB', async ({ server }) => {
  const worker = await download(`${server.url}/sw.js`, 'br');
  expect(worker.bytes).toBeLessThanOrEqual(70 * KB);
  const { text } = await download(`${server.url}/sw.js`, 'identity');
  const kept = [
    ...new Set(
      [...text.matchAll(/\{[^{}]*\burl:\s*"([^"]+)"[^{}]*\}|"url":\s*"([^"]+)"/g)].map((m) => m[1] ?? m[2] ?? ''),
    ),
  ];
  expect(kept.length).toBeGreaterThan(3);
  const sizes = await Promise.all(kept.map((path) => download(`${server.url}/${path}`, 'br')));
  expect(sizes.reduce((sum, s) => sum + s.bytes, 0)).toBeLessThanOrEqual(300 * KB);
});
