/** The embedded database put back, with a real device that knows more than it does (S29). */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { egoejo } from '../../support/operator.ts';
import { boostProject, signIn, type Person } from '../../support/installation.ts';
import { expect, test } from '../../support/test.ts';

// Each starts, stops and restores an embedded server: one after the other.
test.describe.configure({ mode: 'default' });

async function activity(page: Page): Promise<void> {
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
}
const received = (page: Page, times: number) => expect(page.locator('li[data-state="received"]')).toHaveCount(times);

const demo: Person = { id: '', email: 'awa@example.org', password: 'grains-du-matin' };

/** The demo's first project. */
async function project(page: Page): Promise<string> {
  const listed: unknown = await (await page.request.get('/api/public/projects')).json();
  return /"id":"([0-9a-f-]{36})"/.exec(JSON.stringify(listed))?.[1] ?? '';
}
/** How many acts the demo made for its member; they come in one piece. */
async function receivedBefore(page: Page): Promise<number> {
  await activity(page);
  const list = page.locator('li[data-state="received"]');
  await expect(list.first()).toBeVisible();
  return list.count();
}
async function acted(page: Page, id: string, times: number): Promise<void> {
  await boostProject(page, { id });
  await activity(page);
  await received(page, times);
}
const operate = (server: ServerProcess, ...args: string[]) => egoejo({ DATA_DIR: server.dataDir }, ...args);

test('S29: a backup is taken from a running server and restored into it, and later acts are received again @long', async ({
  server,
  device,
}) => {
  // A restore ends every session (docs/backup.md).
  device.console.expect(/net::ERR|status of 401/);
  await signIn(device.page, demo);
  const id = await project(device.page);
  const before = await receivedBefore(device.page);
  await acted(device.page, id, before + 1);
  const file = join(server.dataDir, 'b.gz');
  expect(await operate(server, 'backup', file)).toMatchObject({ exit: 0 });
  await acted(device.page, id, before + 2);
  expect(await operate(server, 'restore', file, '--replace')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('backup.in_use'),
  });
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

test('S29: a device notices that an older copy of the data folder was put back, and sends its acts again @long', async ({
  server,
  device,
}) => {
  device.console.expect(/net::ERR/);
  await signIn(device.page, demo);
  const id = await project(device.page);
  const before = await receivedBefore(device.page);
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
  await expect(device.page.getByText(/^reçu à nouveau après une restauration/)).toHaveCount(1);
  expect(server.output()).toContain('an older copy stands in its place');
  expect(await operate(server, 'recovery', 'end')).toMatchObject({ exit: 0 });
  expect(await operate(server, 'audit')).toMatchObject({ exit: 0 });
});
