/**
 * A small place for browser tests: a real PostgreSQL, two server processes on it, a bad link before the first, and people with
 * grains. Rows are put in by SQL as the product would; what the browser does is the browser's alone.
 */
import { newId, type CommunityId, type PollId, type ProjectId } from '../../shared/src/platform/ids.ts';
import { hashPassword } from '../../server/src/accounts/passwords.ts';
import { openPostgres, type Database } from '../../server/src/platform/database.ts';
import { startServer, type ServerProcess } from '../../server/src/testing/server-process.ts';
import { createFolderFromTemplate, createFromTemplate } from '../../server/src/testing/template.ts';
import { grant, newMember } from '../../server/src/testing/acts.ts';
import { addCommunity, addPoll, addProject } from '../../server/src/testing/world.ts';
import type { Device, Page } from './browser.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { adminUrl, expect, test as base } from './test.ts';

export interface Person {
  id: string;
  email: string;
  password: string;
}
export interface Place {
  db: Database;
  /** For processes beside the servers. */
  databaseUrl: string;
  /** Serves what comes over `link`. */
  one: ServerProcess;
  /** A second process on the same database. */
  two: ServerProcess;
  link: Proxy;
  community: CommunityId;
  projects: { id: ProjectId; title: string }[];
  /** An open quadratic poll, 5 grains a credit. */
  poll: PollId;
  person(grains: number): Promise<Person>;
}

const TITLES = ['Four à pain du quartier', 'Verger partagé des Minimes', 'Bancs à l’ombre du marché'];

/** Puts a community with projects and a poll into an empty database. */
export async function furnish(db: Database): Promise<Pick<Place, 'community' | 'projects' | 'poll'>> {
  // Our rows alone: the demo counts as loaded.
  await db.query(`update installation set settings = settings || '{"demo": {"loaded": ["own"], "accounts": []}}'`);
  const community = await addCommunity(db);
  const projects: Place['projects'] = [];
  for (const title of TITLES) projects.push({ id: await addProject(db, community, title), title });
  const poll = await addPoll(db, {
    method: { kind: 'quadratic', credits: 100, unit: 5 }, openToAll: true,
    options: projects.map((p, i) => ({ id: `o${i}`, label: p.title })), closesInSeconds: 2 * 86_400,
  });
  await db.query(`insert into silo (id) values ($1) on conflict do nothing`, [newId()]);
  await db.query(`insert into cycle (id, name, starts_at, ends_at, active) values ($1, 'Automne', now() - interval '1 month', now() + interval '2 months', true)`, [newId()]);
  return { community, projects, poll };
}

/** Somebody who may sign in, with grains. */
export async function newPerson(db: Database, grains: number): Promise<Person> {
  const { member } = await newMember(db);
  if (grains > 0) await grant(db, member, grains);
  const password = 'une phrase assez longue';
  await db.query('insert into credential (member, password_hash) values ($1, $2)', [member, await hashPassword(password)]);
  return { id: member, email: `${member}@example.org`, password };
}

export const test = base.extend<{ place: Place; phone: Device }>({
  place: async ({}, use) => {
    const made = await createFromTemplate(adminUrl());
    const folders = [await createFolderFromTemplate(process.env['EGOEJO_RUN_FOLDER'] ?? ''), await createFolderFromTemplate(process.env['EGOEJO_RUN_FOLDER'] ?? '')];
    const db = await openPostgres({ url: made.url, max: 3 });
    const furniture = await furnish(db);
    const one = await startServer({ databaseUrl: made.url, dataDir: folders[0]!.dataDir });
    const two = await startServer({ databaseUrl: made.url, dataDir: folders[1]!.dataDir });
    const link = await startProxy(one.port);
    await use({ db, databaseUrl: made.url, one, two, link, ...furniture, person: (grains) => newPerson(db, grains) });
    await link.close();
    await Promise.all([one.close(), two.close()]);
    await db.close();
    await made.drop();
    await Promise.all(folders.map((f) => f.drop()));
  },
  phone: async ({ place, anotherDevice }, use) => {
    const phone = await anotherDevice({ baseURL: place.link.url });
    // The browser itself reports requests that a bad link broke; everything else is a complaint.
    phone.console.expect(/net::ERR/);
    await use(phone);
  },
});
export { expect };

/** Signs in as a person does, and waits until the first sync brought the wallet. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill(person.email);
  await page.getByLabel('Mot de passe').fill(person.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page).not.toHaveURL(/connexion/);
}

/** Plants the grains the sheet offers first on a project's page, and waits for the word *queued* (or further). */
export async function plant(page: Page, project: { id: string }): Promise<void> {
  await page.goto(`/projets/${project.id}`);
  await plantHere(page);
}

/** The same on the page that is open. */
export async function plantHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  await page.getByRole('button', { name: /^Planter \d+ grain/ }).click();
  await expect(page.getByText(/grains? en attente/).first()).toBeVisible();
}

/**
 * Until the service worker is at work: from the next navigation on the shell opens without a network. A page whose own navigation
 * began while the worker was being installed may stay without it for good, so nobody waits for that.
 */
export const shellKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active && active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  });

/** Rows of a table of the member's database on this device. */
export const stored = (page: Page, member: string, table: string): Promise<Record<string, unknown>[]> =>
  page.evaluate(([name, store]) => new Promise<Record<string, unknown>[]>((done, failed) => {
    const open = indexedDB.open(name!);
    open.addEventListener('error', () => failed(open.error));
    open.addEventListener('success', () => {
      const all = open.result.transaction(store!).objectStore(store!).getAll();
      all.addEventListener('error', () => failed(all.error));
      all.addEventListener('success', () => {
        open.result.close();
        done(all.result as Record<string, unknown>[]);
      });
    });
  }), [`egoejo-${member}`, table]);

/** The exchange of this page's start has ended and no other is on its way: the next one over the link is the test's own. */
export const atRest = (page: Page, member: string, link: Proxy): Promise<void> =>
  expect.poll(async () => {
    const opened = await page.evaluate(() => performance.timeOrigin);
    const rows = await stored(page, member, 'meta');
    const [startedAt, endedAt] = ['startedAt', 'endedAt'].map((k) => Number(rows.find((row) => row['k'] === k)?.['v'] ?? 0));
    const last = link.requests.findLast((r) => r.path.startsWith('/sync/exchange'))?.at ?? Infinity;
    return startedAt! >= opened && last <= endedAt!;
  }).toBe(true);

/** What the server holds for a member: verdict codes by receipt, balance, and the ledger's own sum. */
export async function settled(db: Database, member: string): Promise<{ receipts: string[]; balance: number; ledger: number }> {
  const receipts = await db.query<{ code: string | null }>('select code from receipt where member = $1', [member]);
  const [wallet] = await db.query<{ balance: number; ledger: number }>(
    `select balance, (select coalesce(sum(case when to_account = 'wallet' then amount else -amount end), 0) from transfer where member = $1)::bigint as ledger from wallet where member = $1`, [member]);
  return { receipts: receipts.map((r) => r.code ?? 'applied').sort(), balance: wallet!.balance, ledger: wallet!.ledger };
}

/** The eco level the server knows the member to have chosen; undefined: none yet. */
export async function ecoOf(db: Database, member: string): Promise<string | undefined> {
  const [row] = await db.query<{ eco: string }>(`select value->>'eco' as eco from preferences where member = $1`, [member]);
  return row?.eco;
}
