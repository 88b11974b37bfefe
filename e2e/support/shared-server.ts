/**
 * A server shared by the browser tests of a file: a real PostgreSQL database and one server process. Each test creates
 * its own members, projects, polls and stories, so that tests are independent. A killed server is restarted.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, type CommunityId, type PollId, type ProjectId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { hashPassword } from '@egoejo/server/accounts/sign-in/passwords.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { startServer, type ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';
import { createFromTemplate } from '@egoejo/server/testing/database/template.ts';
import { grant, newMember } from '@egoejo/server/testing/acts.ts';
import { addCommunity, addMembership, addPoll, addProject, type TestPoll } from '@egoejo/server/testing/world.ts';
import type { Device } from './browsers/browser.ts';
import type { Person } from './installation.ts';
import { adminUrl, expect, test as base } from './test.ts';

export {
  allSent,
  syncIdle,
  ecoOf,
  signIn,
  boostProject,
  boostOpenProject,
  shellCached,
  workerActive,
  stored,
  settled,
  type Person,
} from './installation.ts';
export { expect };

export interface SharedInstallation {
  db: Database;
  server: ServerProcess;
  /** A public community for tests. */
  community: CommunityId;
  /** A member of that community, with that many grains. */
  person(grains?: number): Promise<Person>;
  project(title: string): Promise<{ id: ProjectId; title: string }>;
  poll(given: TestPoll): Promise<PollId>;
  story(given: { title: string; words: number; pages: string[] }): Promise<StoryId>;
  /** The digits of the code in the newest mail to that address, ignoring the code `but`. */
  code(email: string, but?: string): Promise<string>;
}

const password = 'une phrase assez longue';

async function newPerson(db: Database, community: CommunityId, grains: number): Promise<Person> {
  const caller = await newMember(db);
  if (grains > 0) await grant(db, caller.member, grains);
  await addMembership(db, { id: caller.member, device: caller.device }, community);
  await db.query('insert into credential (member, password_hash) values ($1, $2)', [
    caller.member,
    await hashPassword(password),
  ]);
  return { id: caller.member, email: `${caller.member}@example.org`, password };
}

async function newStory(
  db: Database,
  { title, words, pages }: { title: string; words: number; pages: string[] },
): Promise<StoryId> {
  const id = newId<StoryId>();
  await db.query(
    `insert into story (id, title, language, authors, licence, words, pages, bytes)
      values ($1, $2, 'fr', 'Nous', 'CC BY 4.0', $3, $4, $5)`,
    [id, title, words, pages.length, JSON.stringify(pages).length],
  );
  await db.query('insert into story_text (id, pages) values ($1, $2::jsonb)', [id, JSON.stringify(pages)]);
  return id;
}

/** The digits of the code in the newest mail in that folder to that address, ignoring the code `but`. */
export async function codeFor(folder: string, email: string, but?: string): Promise<string> {
  let found = '';
  await expect
    .poll(async () => {
      const files = (await readdir(folder).catch(() => [])).toSorted((a, b) => b.localeCompare(a));
      for (const file of files) {
        const mail = await readFile(join(folder, file), 'utf8');
        if (!mail.includes(email)) continue;
        found = /\b(\d{8})\b/.exec(mail.slice(mail.indexOf('\n\n')))?.[1] ?? '';
        return found !== '' && found !== but;
      }
      return false;
    })
    .toBe(true);
  return found;
}

const running = (server: ServerProcess): boolean => {
  try {
    return server.pid() > 0;
  } catch {
    return false;
  }
};

/** An installation, and how it is removed. */
async function install(): Promise<{ installation: SharedInstallation; remove: () => Promise<void> }> {
  const made = await createFromTemplate(adminUrl());
  const server = await startServer({ databaseUrl: made.url, env: { NODE_ENV: 'test', READING_LOOPBACK: 'true' } });
  const db = await openPostgres({ url: made.url, max: 3 });
  // Of the demo's tracks nothing is prepared beside the tests, and the page of those that listen begins empty.
  for (const table of ['release', 'playlist', 'track']) await db.query(`delete from ${table}`);
  const community = await addCommunity(db);
  return {
    installation: {
      db,
      server,
      community,
      person: (grains = 0) => newPerson(db, community, grains),
      project: async (title) => ({ id: await addProject(db, community, title), title }),
      poll: (given) => addPoll(db, { community, openToAll: true, ...given }),
      story: (given) => newStory(db, given),
      code: (email, but) => codeFor(join(server.dataDir, 'mail'), email, but),
    },
    remove: async () => {
      await server.close();
      await db.close();
      await made.drop();
    },
  };
}

export const test = base.extend<
  { installation: SharedInstallation; phone: Device },
  { installationOf: (file: string) => Promise<SharedInstallation> }
>({
  installationOf: [
    async ({}, use) => {
      let present: { file: string; made: Awaited<ReturnType<typeof install>> } | undefined;
      await use(async (file) => {
        if (present?.file !== file) {
          await present?.made.remove();
          present = { file, made: await install() };
        }
        return present.made.installation;
      });
      await present?.made.remove();
    },
    { scope: 'worker' },
  ],
  installation: async ({ installationOf }, use, { file }) => use(await installationOf(file)),
  server: async ({ installation }, use) => {
    await use(installation.server);
    if (!running(installation.server)) await installation.server.start();
  },
  phone: async ({ anotherDevice }, use) => {
    const phone = await anotherDevice();
    // The browser itself reports requests that failed on a bad link; any other message is a complaint.
    phone.console.expect(/net::ERR/);
    // Chromium fetches this icon by itself, at any time.
    phone.console.expect(/icon from the Manifest: \S+ \(Download error/);
    await use(phone);
  },
});

/** The balance in the member's wallet. */
export const walletOf = async (db: Database, member: string): Promise<number> =>
  (await db.query<{ balance: number }>('select balance from wallet where member = $1', [member]))[0]!.balance;
