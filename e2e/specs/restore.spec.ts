/** A server put back from a backup, with real devices that know more than it does (S29). */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerProcess } from '../../server/src/testing/server-process.ts';
import { newId } from '../../shared/src/platform/ids.ts';
import type { Page } from '../support/browser.ts';
import { expect, plant, settled, signIn, stored, test, type Person } from '../support/place.ts';
import { test as alone } from '../support/test.ts';

const egoejo = (env: Record<string, string>, ...args: string[]): Promise<{ exit: number; out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const cli = fileURLToPath(new URL('../../server/src/cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'warn', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ exit: code ?? -1, out, err }));
  });

async function activity(page: Page): Promise<void> {
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
}
const received = (page: Page, times: number) => expect(page.locator('li[data-state="received"]')).toHaveCount(times);

test('S29: what was received after the backup is sent again, received again or lost, and the member sees which', async ({ place, phone }, info) => {
  const awa = await place.person(100);
  const [bakery, orchard, benches] = place.projects;
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-backup-'));
  const file = join(folder, 'before.gz');
  const env = { DATABASE_URL: place.databaseUrl, DATA_DIR: place.one.dataDir };
  await signIn(phone.page, awa);
  await plant(phone.page, bakery!);
  await activity(phone.page);
  await received(phone.page, 1);
  expect(await egoejo(env, 'backup', file)).toMatchObject({ exit: 0 });
  await plant(phone.page, orchard!);
  await plant(phone.page, benches!);
  await activity(phone.page);
  await received(phone.page, 3);
  expect(await settled(place.db, awa.id)).toEqual({ receipts: ['applied', 'applied', 'applied'], balance: 70, ledger: 70 });

  expect(await egoejo(env, 'restore', file, '--replace')).toMatchObject({ exit: 3, err: expect.stringContaining('backup.in_use') });
  await place.one.stop();
  await place.two.stop();
  expect(await egoejo(env, 'restore', file)).toMatchObject({ exit: 3, err: expect.stringContaining('backup.not_empty') });
  expect(await egoejo(env, 'restore', file, '--replace')).toMatchObject({ exit: 0 });
  expect((await settled(place.db, awa.id)).receipts).toEqual(['applied']);
  // The benches are given up before the device is back.
  await place.db.query(`update project set status = 'withdrawn' where id = $1`, [benches!.id]);
  await place.one.start();

  // Her refresh token is one the backup does not know: she signs in again, nothing of hers is gone.
  await signIn(phone.page, awa);
  await activity(phone.page);
  await received(phone.page, 2);
  await expect(phone.page.getByText(/^reçu à nouveau après une restauration/)).toHaveCount(1);
  await expect(phone.page.locator('li[data-state="again"]')).toContainText(/attend la fin de la restauration du serveur\s:\sle projet a été retiré/);
  for (const scheme of ['light', 'dark'] as const) {
    await phone.page.emulateMedia({ colorScheme: scheme });
    await phone.page.screenshot({ path: info.outputPath(`waits-${scheme}.png`) });
  }
  expect(await settled(place.db, awa.id)).toEqual({ receipts: ['applied', 'applied'], balance: 80, ledger: 80 });

  expect(await egoejo(env, 'recovery', 'end')).toMatchObject({ exit: 0 });
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(phone.page.locator('li[data-state="lost"]')).toContainText(/perdu dans une restauration du serveur\s:\sle projet a été retiré/);
  await expect(phone.page.locator('li[data-state="lost"]').getByRole('link', { name: 'Voir un autre projet' })).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await phone.page.emulateMedia({ colorScheme: scheme });
    await phone.page.screenshot({ path: info.outputPath(`lost-${scheme}.png`) });
  }
  expect(await settled(place.db, awa.id)).toEqual({ receipts: ['applied', 'applied', 'sync.lost_in_restore'], balance: 80, ledger: 80 });
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
  await phone.page.reload();
  await expect(phone.page.locator('li[data-state="lost"]')).toHaveCount(1);
  await rm(folder, { recursive: true });
});

alone.describe('the embedded database', () => {
  alone.use({ serverOptions: { database: 'embedded' } });
  const demo: Person = { id: '', email: 'awa@example.org', password: 'grains-du-matin' };

  /** The demo's first project. */
  async function project(page: Page): Promise<string> {
    const listed: unknown = await (await page.request.get('/api/public/projects')).json();
    return /"id":"([0-9a-f-]{36})"/.exec(JSON.stringify(listed))?.[1] ?? '';
  }
  async function acted(page: Page, id: string, times: number): Promise<void> {
    await plant(page, { id });
    await activity(page);
    await received(page, times);
  }
  const operate = (server: ServerProcess, ...args: string[]) => egoejo({ DATA_DIR: server.dataDir }, ...args);

  alone('S29: a backup is taken while it serves, restored into it, and what came after is received again', async ({ server, device }) => {
    device.console.expect(/net::ERR/);
    await signIn(device.page, demo);
    const id = await project(device.page);
    await activity(device.page);
    const before = await device.page.locator('li[data-state="received"]').count();
    await acted(device.page, id, before + 1);
    const file = join(server.dataDir, 'b.gz');
    expect(await operate(server, 'backup', file)).toMatchObject({ exit: 0 });
    await acted(device.page, id, before + 2);
    expect(await operate(server, 'restore', file, '--replace')).toMatchObject({ exit: 3, err: expect.stringContaining('backup.in_use') });
    await server.stop();
    expect(await operate(server, 'restore', file, '--replace')).toMatchObject({ exit: 0 });
    await server.start();
    await signIn(device.page, demo);
    await activity(device.page);
    await expect(device.page.getByText(/^reçu à nouveau après une restauration/)).toHaveCount(1);
    await received(device.page, before + 2);
    expect(await operate(server, 'audit')).toMatchObject({ exit: 0 });
    expect(await operate(server, 'recovery', 'end')).toMatchObject({ exit: 0 });
  });

  alone('S29: an older copy of the data folder put back is noticed by the device, which sends again what it had', async ({ server, device }) => {
    device.console.expect(/net::ERR/);
    await signIn(device.page, demo);
    const id = await project(device.page);
    await activity(device.page);
    const before = await device.page.locator('li[data-state="received"]').count();
    await acted(device.page, id, before + 1);
    await server.stop();
    const copy = join(server.dataDir, `copy-${newId()}`);
    await cp(join(server.dataDir, 'pg'), copy, { recursive: true });
    await server.start();
    await acted(device.page, id, before + 2);
    await server.stop();
    await rm(join(server.dataDir, 'pg'), { recursive: true });
    await cp(copy, join(server.dataDir, 'pg'), { recursive: true });
    await server.start();
    await signIn(device.page, demo);
    await activity(device.page);
    await expect(device.page.getByText(/^reçu à nouveau après une restauration/)).toHaveCount(1, { timeout: 20_000 });
    expect(server.output()).toContain('an older copy stands in its place');
    expect(await operate(server, 'recovery', 'end')).toMatchObject({ exit: 0 });
    expect(await operate(server, 'audit')).toMatchObject({ exit: 0 });
  });
});
