/** What is tapped stays under the finger while things come in around it. */
import { syncIdle, ecoOf, expect, boostOpenProject, signIn, test } from '../support/shared-server.ts';

declare global {
  interface Window {
    /**
     * Tops of the buttons with that name, one for each frame they were drawn in; of those on the page below the network
     * line.
     */
    tops?: Record<string, number[]>;
  }
}

test('a project’s button does not move once drawn; the sheet’s button moves less than half its height while the sheet opens', async ({
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

test('a setting shows its new value from the tap on, even when taps come faster than the device stores them', async ({
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
