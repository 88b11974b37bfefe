/** What is tapped stays under the finger while things come in around it. */
import {
  syncIdle,
  ecoOf,
  expect,
  boostOpenProject,
  shellCached,
  signIn,
  stored,
  test,
  walletOf,
} from '../../support/shared-server.ts';

/** An entry of Chromium's Layout Instability API. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

declare global {
  // Kept by the test in every document: what moved by itself.
  var shifts: string[];
  interface Window {
    /**
     * Tops of the buttons with that name, one for each frame they were drawn in; of those on the page below the network
     * line.
     */
    tops?: Record<string, number[]>;
    /** Where the member left the page while the list was being drawn, px. */
    scrolledTo?: number;
  }
}

test('a project’s button does not move once drawn; the sheet’s button moves less than half its height while the sheet opens @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  const project = await installation.project('Un banc devant l’école');
  await signIn(page, awa);
  await syncIdle(page, awa.id, link);
  await page.addInitScript(() => {
    const tops: Record<string, number[]> = (window.tops = {});
    const look = (): void => {
      for (const button of document.querySelectorAll('button')) {
        const from = button.closest('main')?.getBoundingClientRect().top ?? 0;
        (tops[button.textContent] ??= []).push(button.getBoundingClientRect().top - from);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`/projets/${project.id}`);
  await boostOpenProject(page);
  const travelled = await page.evaluate(() => {
    const all = window.tops ?? {};
    return Object.fromEntries(
      ['Planter des grains', 'Planter 10 grains'].map((name) => [
        name,
        Math.max(...(all[name] ?? [])) - Math.min(...(all[name] ?? [])),
      ]),
    );
  });
  expect(travelled['Planter des grains']).toBe(0);
  expect(travelled['Planter 10 grains']).toBeLessThan(22);
});

test('Accueil does not move when the acts that waited are received @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person(140);
  const project = await installation.project('Un abri pour le car');
  await signIn(page, awa);
  await shellCached(page);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  link.down();
  await boostOpenProject(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: '1 acte attend le réseau' })).toBeVisible();
  const below = page.getByRole('link', { name: 'Tous les votes' });
  const before = await below.boundingBox();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByRole('heading', { name: 'Plus rien n’attend' })).toBeVisible();
  expect(await below.boundingBox()).toEqual(before);
  await page.getByRole('link', { name: 'Projets', exact: true }).click();
  await page.getByRole('link', { name: 'Accueil', exact: true }).click();
  await expect(below).toBeVisible();
  await expect(page.getByRole('heading', { name: /attend/ })).toHaveCount(0);

  // An act on its way to a server that answers does not wait for the network.
  await page.getByRole('link', { name: 'Projets', exact: true }).click();
  await page.getByRole('link', { name: 'Un abri pour le car' }).click();
  link.stall();
  await boostOpenProject(page);
  await page.getByRole('link', { name: 'Accueil', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 acte' })).toBeVisible();
  await expect(below).toBeVisible();
  await expect(page.getByRole('heading', { name: /attend/ })).toHaveCount(0);
  link.flow();
  await expect.poll(() => walletOf(installation.db, awa.id)).toBe(120);
});

test('a setting shows its new value from the tap on, even when taps come faster than the device stores them @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: /^Complet/ }).waitFor();
  // As with the arrow keys, through all of them several times: one a frame, then some frames more.
  const strayed = await page.evaluate(async () => {
    const radio = (name: string) =>
      [...document.querySelectorAll('input')].find((input) => input.parentElement?.textContent.startsWith(name));
    const names = ['Texte', 'Minimal', 'Moyen', 'Léger', 'Complet'];
    const found: string[] = [];
    for (let frame = 0; frame < 60; frame++) {
      const wanted = names[Math.min(frame, 24) % names.length] ?? '';
      if (frame < 25) radio(wanted)?.click();
      await new Promise(requestAnimationFrame);
      if (!radio(wanted)?.checked) found.push(`frame ${frame}: not ${wanted}`);
    }
    return found;
  });
  expect(strayed).toEqual([]);
  await expect.poll(() => ecoOf(installation.db, awa.id)).toBe('1');
  await expect(page.getByRole('radio', { name: /^Complet/ })).toBeChecked();
});

for (const { who, slow, paths } of [
  { who: 'a visitor’s first visit', slow: true, paths: ['/'] },
  { who: 'a visitor’s first visit that begins with the projects', slow: true, paths: ['/projets'] },
  { who: 'a member', slow: false, paths: ['/', '/projets', '/votes', '/lire', '/cycle', '/moi/activite'] },
])
  test(`nothing moves that is on the screen while a page fills: ${who} @long`, async ({
    installation,
    link,
    phone: { page },
  }) => {
    await page.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as LayoutShift[])
          if (!entry.hadRecentInput && entry.value >= 0.001)
            globalThis.shifts.push(
              `${entry.value.toFixed(3)} ${entry.sources.map((s) => s.node?.textContent).join(' · ')}`,
            );
      }).observe({ type: 'layout-shift', buffered: true });
    });
    if (slow) link.set({ kbits: 400, latencyMs: 400 });
    else {
      const awa = await installation.person(100);
      await signIn(page, awa);
      await syncIdle(page, awa.id, link);
    }
    const moved: Record<string, string[]> = {};
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      // The last parts of a visitor's page come with the sync.
      if (slow)
        await expect(
          path === '/' ? page.getByRole('link', { name: 'Tous les projets' }) : page.getByRole('searchbox'),
        ).toBeAttached();
      const found = await page.evaluate(() => globalThis.shifts);
      if (found.length > 0) moved[path] = found;
    }
    expect(moved).toEqual({});
  });

test('what somebody scrolls while the list is still being drawn stays scrolled @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person();
  for (let n = 0; n < 12; n++) await installation.project(`Un banc, numéro ${n}`);
  await signIn(page, awa);
  await syncIdle(page, awa.id, link);
  // The first screen of the next start, which can be scrolled before the list itself is drawn.
  await expect.poll(() => stored(page, awa.id, 'ready')).toHaveLength(1);
  // The member scrolls on, above the first row, each time the list read where the page stands, while React draws it.
  await page.addInitScript(() => {
    const top = Object.getOwnPropertyDescriptor(window, 'scrollY');
    Object.defineProperty(window, 'scrollY', {
      configurable: true,
      get(): unknown {
        const before: unknown = top?.get?.call(window);
        const drawing = document.querySelector('article') && !document.querySelector('li[aria-posinset]');
        if (drawing) {
          document.documentElement.scrollTop += 10;
          window.scrolledTo = document.documentElement.scrollTop;
        }
        return before;
      },
    });
  });
  await page.goto('/projets');
  await page.locator('li[aria-posinset="1"]').waitFor();
  await syncIdle(page, awa.id, link);
  const [left, found] = await page.evaluate(() => [window.scrolledTo, document.documentElement.scrollTop]);
  expect(left).toBeGreaterThan(0);
  expect(found).toBe(left);
});
