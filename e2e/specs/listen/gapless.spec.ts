/** An album is heard without a gap: measured in the samples that the browser plays (L4). */
import { writeFile } from 'node:fs/promises';
import { PREPARED_MS, preparesSounds, tone } from '../../support/sounds.ts';
import { allSent, expect, signIn, test } from '../../support/shared-server.ts';

const SECONDS = 8;
/** The longest silence between two tracks, ms. */
const MOST_MS = 10;

test('L4: between two tracks of an album there is no silence, in AAC and in Opus', async ({
  installation,
  link,
  phone,
}, info) => {
  test.slow();
  const { page } = phone;
  phone.console.expect(/ScriptProcessorNode is deprecated/);
  const awa = await installation.person();
  const sounds = [info.outputPath('01 - Un.wav'), info.outputPath('02 - Deux.wav')];
  for (const path of sounds) await writeFile(path, tone(SECONDS));
  // Keeps the element of the player, and once asked how long each silence in what it plays is.
  await page.addInitScript(() => {
    const Made = globalThis.Audio;
    globalThis.Audio = class extends Made {
      constructor() {
        super();
        Object.assign(globalThis, { heardHere: this });
      }
    };
  });
  await signIn(page, awa);
  await page.goto('/ecouter/ajouter');
  await page.getByLabel('Choisir des fichiers').setInputFiles(sounds);
  await page.getByLabel('Album ou émission').fill('Deux tons');
  await page.getByRole('button', { name: 'Ajouter ces 2 sons' }).click();
  await allSent(page, awa.id, link);
  if (!preparesSounds(info)) {
    await expect(page.getByText('en préparation')).toHaveCount(2);
    return;
  }
  const ready = (): Promise<unknown> =>
    installation.db
      .query(`select count(*)::int as n from track where author = $1 and state = 'ready'`, [awa.id])
      .then(([row]) => row?.['n']);
  await expect.poll(ready, { timeout: PREPARED_MS }).toBe(2);
  await allSent(page, awa.id, link);
  for (const level of ['1', '4']) {
    await page.evaluate((to) => localStorage.setItem('egoejo.eco', to), level);
    await page.goto('/ecouter');
    // What cannot be heard yet does not follow.
    await expect(page.getByRole('button', { name: 'Écouter : Deux' })).toBeVisible();
    await page.getByRole('button', { name: 'Écouter : Un' }).click();
    const bar = page.getByRole('region', { name: 'Ce que vous écoutez' });
    await expect(bar.getByRole('button', { name: 'Pause : Un' })).toBeVisible();
    await page.evaluate(() => {
      const { heardHere } = globalThis as typeof globalThis & { heardHere: HTMLAudioElement };
      const context = new AudioContext({ sampleRate: 48_000 });
      // Deprecated, and all that can be had without a file of its own.
      const tap = context.createScriptProcessor(4096, 1, 1);
      const levels: number[] = [];
      Object.assign(globalThis, { levels });
      // The loudness of each millisecond.
      tap.addEventListener('audioprocess', ({ inputBuffer }) => {
        const samples = inputBuffer.getChannelData(0);
        for (let at = 0; at + 48 <= samples.length; at += 48)
          levels.push(Math.sqrt(samples.subarray(at, at + 48).reduce((sum, s) => sum + s * s, 0) / 48));
      });
      context.createMediaElementSource(heardHere).connect(tap).connect(context.destination);
    });
    await expect(bar.getByRole('button', { name: 'Pause : Deux' })).toBeVisible({ timeout: 30_000 });
    await expect
      .poll(() =>
        page.evaluate(() => (globalThis as typeof globalThis & { heardHere: HTMLAudioElement }).heardHere.currentTime),
      )
      .toBeGreaterThan(SECONDS + 1);
    const longest = await page.evaluate(() => {
      const { levels } = globalThis as typeof globalThis & { levels: number[] };
      const loud = Math.max(...levels) / 4;
      const heard = levels.slice(
        levels.findIndex((l) => l > loud),
        levels.findLastIndex((l) => l > loud),
      );
      let [run, most] = [0, 0];
      for (const l of heard) most = Math.max(most, (run = l < loud ? run + 1 : 0));
      return { most, ms: heard.length };
    });
    info.annotations.push({ type: 'measured', description: `level ${level}: ${longest.most} ms of silence` });
    expect(longest.ms).toBeGreaterThan(2000);
    expect(longest.most).toBeLessThanOrEqual(MOST_MS);
    await bar.getByRole('button', { name: 'Arrêter et fermer le lecteur' }).click();
  }
  // What follows is what follows in the list from which the track was begun last.
  await page.reload();
  const [bar, main] = [page.getByRole('region', { name: 'Ce que vous écoutez' }), page.getByRole('main')];
  await expect(main.getByRole('button', { name: 'Écouter : Deux' })).toBeVisible();
  await main.getByRole('button', { name: 'Écouter : Un' }).click();
  const heardFor = (): Promise<number> =>
    page.evaluate(() => (globalThis as typeof globalThis & { heardHere: HTMLAudioElement }).heardHere.currentTime);
  await expect.poll(heardFor).toBeGreaterThan(2);
  await bar.getByRole('button', { name: 'Pause : Un' }).click();
  await page.getByLabel('Chercher un morceau').fill('Un');
  await expect(main.getByRole('button', { name: 'Écouter : Deux' })).toHaveCount(0);
  await main.getByRole('button', { name: 'Écouter : Un' }).click();
  await expect(bar.getByRole('button', { name: 'Pause : Un' })).toBeVisible();
  await expect.poll(heardFor).toBeGreaterThan(2);
  await expect(bar.getByRole('button', { name: 'Écouter : Un' })).toBeVisible({ timeout: 30_000 });
  await expect(bar.getByRole('button', { name: 'Morceau suivant' })).toHaveCount(0);
});
