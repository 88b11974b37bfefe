/**
 * A small installation for browser tests: a real PostgreSQL, a server process behind a bad link, another one for tests
 * that ask for it, and members with grains. Rows are inserted by SQL in the product's form; browsers send the acts.
 */
import { newId, type CommunityId, type PollId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { hashPassword } from '@egoejo/server/accounts/sign-in/passwords.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { startServer, type ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';
import { createFromTemplate } from '@egoejo/server/testing/database/template.ts';
import { grant, newMember } from '@egoejo/server/testing/acts.ts';
import { addCommunity, addPoll, addProject } from '@egoejo/server/testing/world.ts';
import type { Device, Page } from './browsers/browser.ts';
import { startProxy, type Proxy } from './network/proxy.ts';
import { adminUrl, expect, test as base } from './test.ts';

export interface Person {
  id: string;
  email: string;
  password: string;
}
export interface Installation {
  db: Database;
  /** For processes other than the servers. */
  databaseUrl: string;
  server: ServerProcess;
  /** The link to the server. */
  link: Proxy;
  community: CommunityId;
  projects: { id: ProjectId; title: string }[];
  /** An open quadratic poll that costs 5 grains a credit. */
  poll: PollId;
  person(grains: number): Promise<Person>;
}

const TITLES = ['Four à pain du quartier', 'Verger partagé des Minimes', 'Bancs à l’ombre du marché'];

/** Creates a community with projects and a poll in an empty database. */
export async function addContent(db: Database): Promise<Pick<Installation, 'community' | 'projects' | 'poll'>> {
  // Marks the demo as loaded, so that there are only our own rows.
  await db.query(`update installation set settings = settings || '{"demo": {"loaded": ["own"], "accounts": []}}'`);
  const community = await addCommunity(db);
  const projects: Installation['projects'] = [];
  for (const title of TITLES) projects.push({ id: await addProject(db, community, title), title });
  const poll = await addPoll(db, {
    method: { kind: 'quadratic', credits: 100, unit: 5 },
    openToAll: true,
    options: projects.map((p, i) => ({ id: `o${i}`, label: p.title })),
    closesInSeconds: 2 * 86_400,
  });
  await db.query(`insert into silo (id) values ($1) on conflict do nothing`, [newId()]);
  await db.query(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, 'Automne', now() - interval '1 month', now() + interval '2 months', true)`,
    [newId()],
  );
  return { community, projects, poll };
}

/** A member who can sign in and has grains. */
export async function newPerson(db: Database, grains: number): Promise<Person> {
  const { member } = await newMember(db);
  if (grains > 0) await grant(db, member, grains);
  const password = 'une phrase assez longue';
  await db.query('insert into credential (member, password_hash) values ($1, $2)', [
    member,
    await hashPassword(password),
  ]);
  return { id: member, email: `${member}@example.org`, password };
}

export const test = base.extend<{
  installation: Installation;
  /** A second server process on the same database. */
  second: ServerProcess;
  phone: Device;
}>({
  installation: async ({}, use) => {
    const made = await createFromTemplate(adminUrl());
    const db = await openPostgres({ url: made.url, max: 3 });
    const content = await addContent(db);
    const server = await startServer({ databaseUrl: made.url });
    const link = await startProxy(server.port);
    await use({ db, databaseUrl: made.url, server, link, ...content, person: (grains) => newPerson(db, grains) });
    await link.close();
    await server.close();
    await db.close();
    await made.drop();
  },
  second: async ({ installation }, use) => {
    const second = await startServer({ databaseUrl: installation.databaseUrl });
    await use(second);
    await second.close();
  },
  link: async ({ installation }, use) => use(installation.link),
  phone: async ({ anotherDevice }, use) => {
    const phone = await anotherDevice();
    // The browser itself reports requests that failed on a bad link; any other message is a complaint.
    phone.console.expect(/net::ERR/);
    // Chromium fetches this icon by itself, at any time.
    phone.console.expect(/icon from the Manifest: \S+ \(Download error/);
    await use(phone);
  },
});
export { expect };

/** Signs in through the form, and waits until the first sync has brought the wallet. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/connexion');
  await page.getByLabel('Adresse e-mail').fill(person.email);
  await page.getByLabel('Mot de passe').fill(person.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page).not.toHaveURL(/connexion/);
}

/**
 * Plants the amount of grains first offered on a project's page, and waits until the act is shown as queued, or
 * further.
 */
export async function boostProject(page: Page, project: { id: string }): Promise<void> {
  await page.goto(`/projets/${project.id}`);
  await boostOpenProject(page);
}

/** The same on the open page. */
export async function boostOpenProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  // A first boost is offered with fewer.
  await page.getByRole('spinbutton', { name: 'Grains à planter' }).fill('10');
  await page.getByRole('button', { name: 'Planter 10 grains' }).click();
  // The sheet closes once the act is on disk.
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/**
 * Waits until the service worker is active, and holds what the app fetches ahead: from the next navigation on, the app
 * and each of its pages open without a network. A page whose own navigation began during the installation may never be
 * controlled by the worker, so this does not wait for control.
 */
export async function shellCached(page: Page): Promise<void> {
  await workerActive(page);
  await expect.poll(() => missingAhead(page)).toEqual([]);
}

/** Waits for the worker alone. */
export const workerActive = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active && active.state !== 'activated')
      await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  });

/** The files of the second stage that the app still has to download (client/src/app/start/ahead.ts). */
const missingAhead = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const cache = await caches.open('egoejo-lazy');
    const list = await cache.match('/ahead.json');
    if (!list) return ['/ahead.json'];
    const { files } = (await list.json()) as { files: string[] };
    const there = await Promise.all(files.map((file) => cache.match(file)));
    return files.filter((_, i) => !there[i]);
  });

/**
 * Opens a file of the shell as a page: the same origin without the app, so that rows can be damaged which no running
 * app reads meanwhile. Works without a network once the shell is cached.
 */
export async function leaveApp(page: Page): Promise<void> {
  await page.goto(await page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type=module]')!.src));
}

/** Rows of a table in the member's database on this device, alone and in chunks. */
export const stored = (page: Page, member: string, table: string): Promise<Record<string, unknown>[]> =>
  page.evaluate(
    ([name, store]) =>
      new Promise<Record<string, unknown>[]>((done, failed) => {
        const open = indexedDB.open(name!);
        open.addEventListener('error', () => failed(open.error));
        open.addEventListener('success', () => {
          const tx = open.result.transaction([store!, 'chunkRows']);
          const all = tx.objectStore(store!).getAll();
          const chunks: IDBRequest<{ text: string }[]> = tx
            .objectStore('chunkRows')
            .getAll(IDBKeyRange.bound([store!], [store!, []]));
          tx.addEventListener('abort', () => failed(tx.error));
          tx.addEventListener('complete', () => {
            open.result.close();
            const alone = all.result as Record<string, unknown>[];
            const hidden = new Set(alone.map((row) => row['id']));
            const packed = chunks.result
              .flatMap(({ text }) => text.split('\n'))
              .map((line) => JSON.parse(line) as Record<string, unknown>);
            done([...alone.filter((row) => !row['_gone']), ...packed.filter((row) => !hidden.has(row['id']))]);
          });
        });
      }),
    [`egoejo-${member}`, table],
  );

/** The id of the page's device in the name of this member; null: they have not signed in here yet. */
const deviceOf = (page: Page, member: string): Promise<string | null> =>
  page.evaluate(
    (who) =>
      new Promise<string | null>((done, failed) => {
        const open = indexedDB.open('egoejo-device');
        open.addEventListener('error', () => failed(open.error));
        open.addEventListener('success', () => {
          const db = open.result;
          const read: IDBRequest<{ device: string } | undefined> | null = db.objectStoreNames.contains('members')
            ? db.transaction('members').objectStore('members').get(who)
            : null;
          db.close();
          if (read === null) done(null);
          else read.addEventListener('success', () => done(read.result?.device ?? null));
        });
      }),
    member,
  );

/**
 * Waits until the exchange at this page's start has ended and no other is in progress, so that the next one over the
 * link belongs to the test.
 */
export const syncIdle = (page: Page, member: string, link: Proxy): Promise<void> =>
  expect
    .poll(async () => {
      const opened = await page.evaluate(() => performance.timeOrigin);
      const rows = await stored(page, member, 'meta');
      const [startedAt, endedAt] = ['startedAt', 'endedAt'].map((k) =>
        Number(rows.find((row) => row['k'] === k)?.['v'] ?? 0),
      );
      // Not those of another phone on the same link, be it the same member's.
      const own = `"device":"${await deviceOf(page, member)}"`;
      const last = link.requests.findLast((r) => r.path.startsWith('/sync/exchange') && r.carries(own))?.at ?? Infinity;
      return startedAt! >= opened && last <= endedAt!;
    })
    .toBe(true);

/** Waits until the device has sent all that its member did and knows what became of it; the link must be up. */
export async function allSent(page: Page, member: string, link: Proxy): Promise<void> {
  await expect.poll(() => stored(page, member, 'outbox')).toEqual([]);
  await syncIdle(page, member, link);
}

/** The server's data about a member: verdict codes by receipt, balance, and the balance computed from the ledger. */
export async function settled(
  db: Database,
  member: string,
): Promise<{ receipts: string[]; balance: number; ledger: number }> {
  const receipts = await db.query<{ code: string | null }>('select code from receipt where member = $1', [member]);
  const [wallet] = await db.query<{ balance: number; ledger: number }>(
    `select balance, (select coalesce(sum(case when to_account = 'wallet' then amount else -amount end), 0)
      from transfer where member = $1)::bigint as ledger from wallet where member = $1`,
    [member],
  );
  return {
    receipts: receipts.map((r) => r.code ?? 'applied').sort(),
    balance: wallet!.balance,
    ledger: wallet!.ledger,
  };
}

/** The member's eco level stored on the server; undefined: none yet. */
export async function ecoOf(db: Database, member: string): Promise<string | undefined> {
  const [row] = await db.query<{ eco: string }>(`select value->>'eco' as eco from preferences where member = $1`, [
    member,
  ]);
  return row?.eco;
}
