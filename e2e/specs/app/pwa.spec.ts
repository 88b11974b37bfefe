/**
 * The app as an installed one: installable, its shortcuts, its badge, and a new version that waits for the member's
 * word (S24).
 */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Page, Request } from '@playwright/test';
import { createFolderFromTemplate } from '@egoejo/server/testing/database/template.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { expect, boostProject, shellCached, signIn, test } from '../../support/shared-server.ts';

interface Manifest {
  shortcuts: { url: string }[];
  icons: { src: string; sizes: string; type: string }[];
  screenshots: { src: string }[];
  share_target: { action: string };
}

test('Chromium reports no obstacle to installing; shortcuts, icons and the share target work', async ({
  installation,
  phone: { page, context },
}) => {
  await page.goto('/');
  await expect(page.locator('article h2 a').first()).toBeVisible();
  await shellCached(page);
  const devtools = await context.newCDPSession(page);
  await expect.poll(async () => (await devtools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  const { url, errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest: Manifest = await (await fetch(url)).json();
  for (const file of [...manifest.icons, ...manifest.screenshots]) {
    const answer = await fetch(new URL(file.src, installation.server.url));
    expect(answer.status, file.src).toBe(200);
    expect(answer.headers.get('content-type'), file.src).toMatch(/^image\//);
  }
  expect(manifest.shortcuts.map((s) => s.url)).toEqual(['/projets', '/lire', '/moi/activite']);
  for (const to of [...manifest.shortcuts.map((s) => s.url), manifest.share_target.action]) {
    await page.goto(to);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Page introuvable')).toHaveCount(0);
  }
});

declare global {
  // Kept by the test in every document: what the page asked of the icon.
  var badges: (number | 'none')[];
}

test('the icon’s badge shows the number of queued acts @long', async ({ installation, link, phone: { page } }) => {
  await page.addInitScript(() => {
    globalThis.badges = [];
    const { setAppBadge, clearAppBadge } = navigator;
    navigator.setAppBadge = (n) => {
      globalThis.badges.push(n ?? 0);
      return setAppBadge.call(navigator, n);
    };
    navigator.clearAppBadge = () => {
      globalThis.badges.push('none');
      return clearAppBadge.call(navigator);
    };
  });
  const awa = await installation.person(100);
  const project = await installation.project('Un four solaire');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  link.down();
  await boostProject(page, project);
  await expect.poll(() => page.evaluate(() => globalThis.badges.at(-1))).toBe(1);
  await boostProject(page, project);
  await expect.poll(() => page.evaluate(() => globalThis.badges.at(-1))).toBe(2);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => page.evaluate(() => globalThis.badges.at(-1))).toBe('none');
});

const dist = fileURLToPath(new URL('../../../client/dist', import.meta.url));
const marker = '<meta name="test-version" content="two">';

/**
 * Puts the next version where the present one stands: its scripts have other names, as after any change to them, and
 * so its page, its worker and what is fetched ahead are others.
 */
async function nextVersion(client: string): Promise<void> {
  const entries = await readdir(client, { recursive: true });
  const names = entries.flatMap((entry) => /^assets.(.+-[\w-]{8}\.js)$/.exec(entry)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(20);
  const old = new RegExp(`(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`, 'g');
  const next = (text: string): string =>
    text.replaceAll(old, (name) => name.replace(/[\w-]{8}(?=\.js$)/, (hash) => hash.slice(4) + hash.slice(0, 4)));
  for (const entry of entries.filter((name) => /\.(js|html|json)$/.test(name))) {
    let text = next(await readFile(join(client, entry), 'utf8'));
    if (entry === 'index.html') text = text.replace('<head>', `<head>${marker}`);
    if (entry === 'sw.js') text = text.replace(/("revision":")[^"]+(","url":"index\.html")/, '$1second$2');
    await rm(join(client, entry));
    await rm(join(client, `${entry}.br`));
    await writeFile(join(client, next(entry)), text);
    await writeFile(join(client, `${next(entry)}.br`), brotliCompressSync(text, { params: FAST }));
  }
}
const FAST = { [constants.BROTLI_PARAM_QUALITY]: 1 };

/** The files of the second stage that this device stores. */
const heldAhead = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const held = await (await caches.open('egoejo-lazy')).keys();
    return held.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/assets/lazy-ahead-'));
  });
/** The files of the second stage of the version on the server. */
const servedAhead = async (url: string): Promise<string[]> =>
  ((await (await fetch(`${url}/ahead.json`)).json()) as { files: string[] }).files;

/**
 * From the next click on the app asks its server for this and that, and its exchange is called for: what wakes the
 * worker in office while it makes room. Keeps what the page says meanwhile, over its next load.
 */
const askWhileItChanges = (page: Page): Promise<void> =>
  page.evaluate(() =>
    document.addEventListener('click', () => {
      const end = performance.now() + 1_000;
      const asking = setInterval(() => {
        if (performance.now() > end) clearInterval(asking);
        dispatchEvent(new Event('online'));
        fetch('/health').catch(() => undefined);
        const said = document.querySelector('aside [role=status]')?.textContent;
        if (said) sessionStorage.setItem('said', said);
      }, 2);
    }),
  );

test('S24: a new version waits, keeps an unsaved form, and takes over when the member agrees', async ({
  anotherDevice,
}) => {
  const folder = await createFolderFromTemplate(process.env['EGOEJO_RUN_FOLDER'] ?? '');
  const client = `${folder.dataDir}-client`;
  await cp(dist, client, { recursive: true });
  const server = await startServer({
    dataDir: folder.dataDir,
    entry: fileURLToPath(new URL('../../../server/src/testing/servers/serve-elsewhere.ts', import.meta.url)),
    env: { EGOEJO_TEST_CLIENT: client },
  });
  const device = await anotherDevice({ baseURL: server.url });
  // The server ends before the device does.
  device.console.expect(/net::ERR/);
  const { page } = device;
  try {
    await signIn(page, { id: '', email: 'awa@example.org', password: 'grains-du-matin' });
    await shellCached(page);
    await page.goto('/projets/proposer');
    const neighbours = page.waitForResponse(/search\.neighbours/);
    await page.getByLabel('Titre', { exact: true }).fill('Une horloge sur la place');
    // The page asks a second later. The code for it must come while the server still has it.
    await neighbours;
    const loaded = await page.evaluate(() => performance.timeOrigin);
    const first = await servedAhead(server.url);
    expect(await heldAhead(page)).toEqual(first);
    await server.kill();
    await nextVersion(client);
    await server.start();
    const second = await servedAhead(server.url);
    // Ten minutes later: what the browser kept of the worker's script counts no more.
    await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const prompt = page.getByRole('complementary', { name: 'Une nouvelle version est prête' });
    await expect(prompt).toBeVisible();
    await expect(prompt).toContainText('Un formulaire est en cours');
    // The new version is offered only when its second stage is stored too.
    expect((await heldAhead(page)).toSorted()).toEqual([...first, ...second].toSorted());
    await prompt.getByRole('button', { name: 'Plus tard' }).click();
    await expect(prompt).toBeHidden();
    // Nothing was reloaded, what was typed is there, and the page of the old version still opens.
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
    await expect(page.getByLabel('Titre', { exact: true })).toHaveValue('Une horloge sur la place');
    await page.reload();
    await expect(page.locator('meta[name=test-version]')).toHaveCount(0);
    await expect(page.getByLabel('Titre', { exact: true })).toHaveValue('Une horloge sur la place');
    await expect(prompt).toBeVisible();
    await askWhileItChanges(page);
    const asked: string[] = [];
    const note = (request: Request) => void asked.push(new URL(request.url()).pathname);
    page.on('request', note).once('framenavigated', () => page.off('request', note));
    await prompt.getByRole('button', { name: 'Mettre à jour' }).click();
    await expect(page.locator('meta[name=test-version]')).toHaveCount(1);
    expect(await page.evaluate(() => sessionStorage.getItem('said'))).toBe('La nouvelle version s’installe…');
    // One that was under way may still be seen; none began.
    const later = asked.slice(asked.indexOf('/health')).slice(20);
    expect(later).toContain('/health');
    expect(later).not.toContain('/sync/exchange');
    await expect(page.getByLabel('Titre', { exact: true })).toHaveValue('Une horloge sur la place');
    await expect(prompt).toHaveCount(0);
    // The files of the earlier version are deleted. A page that was never opened opens without a network.
    await expect.poll(() => heldAhead(page)).toEqual(second);
    await server.kill();
    await page.goto('/aide');
    await expect(page.getByRole('heading', { name: 'Sans réseau' })).toBeVisible();
  } finally {
    await server.close();
    await folder.drop();
    await rm(client, { recursive: true, force: true });
  }
});
