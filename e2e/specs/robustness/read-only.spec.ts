/**
 * Read-only mode, in a real browser: the operator's command closes the server to acts; the member reads on, and nothing
 * is lost.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bareEnv, compiledOnce } from '@egoejo/server/testing/servers/server-process.ts';
import {
  syncIdle,
  expect,
  boostProject,
  boostOpenProject,
  settled,
  signIn,
  stored,
  test,
  type Installation,
} from '../../support/installation.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The operator's command, as a process of its own beside the servers. */
async function egoejo(installation: Installation, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['server/src/cli/main.ts', ...args], {
    cwd: root,
    env: {
      ...bareEnv(),
      ...compiledOnce,
      DATABASE_URL: installation.databaseUrl,
      DATA_DIR: installation.server.dataDir,
    },
  });
  return stdout;
}

test('S8 S20: in read-only mode acts queue, reading continues, the app says until when in both languages, and all acts are sent at the end', async ({
  installation,
  phone,
}) => {
  const { page } = phone;
  phone.console.expect(/status of 503/);
  const awa = await installation.person(100);
  await signIn(page, awa);
  await page.goto(`/projets/${installation.projects[0]!.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await syncIdle(page, awa.id, installation.link);
  expect(await egoejo(installation, 'read-only', 'on', '--minutes', '30')).toMatch(
    /^read-only until .*Z: acts wait on the devices\n$/,
  );

  await boostOpenProject(page);
  const line = page.getByRole('status').filter({ hasText: 'lecture seule' });
  await expect(line).toContainText(/Entretien\s: lecture seule\s+jusqu’à .*\d+.*·\s1 acte attend/u);
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: [], balance: 100, ledger: 100 });
  expect(await stored(page, awa.id, 'outbox')).toMatchObject([{ name: 'project.boost', verdict: null, held: null }]);

  // What others do meanwhile still comes.
  await installation.db.query(`update community set name = 'Rive droite' where id = $1`, [installation.community]);
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^en attente/)).toBeVisible();
  await expect
    .poll(async () => (await stored(page, awa.id, 'community')).map((row) => row['name']))
    .toContain('Rive droite');
  await expect(line).toBeVisible();
  await page.screenshot({ path: `${root}.test/read-only-fr.png` });
  const refused = installation.link.requests.length;
  await boostProject(page, installation.projects[1]!);
  await page.evaluate(() => localStorage.setItem('egoejo.locale', 'en'));
  await page.goto('/moi/activite');
  await expect(page.getByRole('status').filter({ hasText: 'reading only' })).toContainText(
    /Maintenance: reading only\s+until .*\d+.*·\s2 actions wait/u,
  );
  await page.screenshot({ path: `${root}.test/read-only-en.png` });
  expect(installation.link.requests.length).toBeGreaterThan(refused);
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: [], balance: 100, ledger: 100 });

  expect(await egoejo(installation, 'read-only', 'off')).toBe('acts are taken\n');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText(/^received/)).toHaveCount(2);
  await expect(page.getByRole('status').filter({ hasText: 'reading only' })).toHaveCount(0);
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied', 'applied'], balance: 80, ledger: 80 });
});
