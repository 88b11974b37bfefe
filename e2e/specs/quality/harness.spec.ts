/** The harness itself: a browser that can be killed and comes back, a console that is watched. */
import { createServer, type Server } from 'node:http';
import { expect, test } from '@playwright/test';
import { openDevice } from '../../support/browsers/browser.ts';

const page = `<!doctype html><html lang="fr"><link rel="icon" href="data:,"><title>harness</title>
<body><script type="module">
const open = () => new Promise((done, failed) => {
  const request = indexedDB.open('harness', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('acts');
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
window.put = async (value) => {
  const db = await open();
  await new Promise((done) => {
    const tx = db.transaction('acts', 'readwrite', { durability: 'strict' });
    tx.oncomplete = done;
    tx.objectStore('acts').put(value, 'key');
  });
};
window.get = async () => {
  const db = await open();
  return new Promise((done) => {
    const request = db.transaction('acts').objectStore('acts').get('key');
    request.onsuccess = () => done(request.result);
  });
};
</script>`;

let site: Server;
let address: string;
test.beforeAll(async () => {
  site = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const at = site.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
});
test.afterAll(() => {
  site.closeAllConnections();
  site.close();
});

test('a killed browser restarts on its profile with what was durable @long', async () => {
  const device = await openDevice({ baseURL: address });
  await device.page.goto('/');
  await device.page.evaluate('put("twenty grains")');
  await device.kill();
  await expect(device.page.evaluate('1 + 1')).rejects.toThrow();
  await device.reopen();
  await device.page.goto('/');
  expect(await device.page.evaluate('get()')).toBe('twenty grains');
  await device.close();
});

test('an unexpected message in the console is detected, an expected one is not', async () => {
  const device = await openDevice({ baseURL: address });
  await device.page.goto('/');
  device.console.expect(/expected/);
  await device.page.evaluate(
    `console.warn('expected'); console.error('surprise'); setTimeout(() => { throw new Error('thrown late'); })`,
  );
  await expect
    .poll(() => device.console.complaints().map((line) => line.split('(')[0]))
    .toEqual(expect.arrayContaining([expect.stringContaining('surprise'), expect.stringContaining('thrown late')]));
  expect(device.console.complaints().join()).not.toContain('expected');
  await device.close();
});

test('a broken link is expected of a WebSocket as it is of a request', async () => {
  site.on('upgrade', (_, socket) => socket.destroy());
  const device = await openDevice({ baseURL: address });
  await device.page.goto('/');
  await device.page.evaluate(
    'new Promise((done) => { new WebSocket(location.origin.replace("http", "ws")).onclose = done; }).then(() => 0)',
  );
  await expect.poll(() => device.console.complaints()).toHaveLength(1);
  device.console.expect(/net::ERR/);
  expect(device.console.complaints()).toEqual([]);
  await device.close();
});

test('a request to a third party is detected', async () => {
  const device = await openDevice({ baseURL: address });
  await device.page.goto('/');
  device.console.expect(/net::ERR/);
  await device.page.evaluate('fetch("/own").then(() => fetch("https://tiers.example/mouchard.png")).catch(() => 0)');
  expect(device.console.complaints()).toEqual(['asked a third party: https://tiers.example/mouchard.png']);
  await device.close();
});
