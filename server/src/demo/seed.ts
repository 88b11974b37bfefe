/**
 * Fills a demo with our own community or the real data of a folder. It uses the same code as the product: the ledger's
 * functions, the settlements of votes and boosts, the imports. If it is interrupted, running it again continues.
 */
import { access, readdir } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId, type MemberId, type PollId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { createMember } from '../accounts/sign-up.ts';
import { importPabulib } from '../import/pabulib.ts';
import { importStories, readStories } from '../import/stories.ts';
import { ConfigFault } from '../platform/config.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { stableId } from '../platform/stable-id.ts';
import { closeDuePolls } from '../polls/closing.ts';
import { takeUpRuns } from '../saka/runs.ts';
import { acts, harvestGuests } from './acts.ts';
import { communities, type CommunityKey } from './communities.ts';
import { accounts, neighbours, type DemoPerson } from './people.ts';
import { storePicture } from './pictures.ts';
import { polls } from './polls.ts';
import { projects, type DemoProject } from './projects.ts';
import { seasonsAround } from './seasons.ts';

export interface DemoAccount {
  email: string;
  password: string;
  name: string;
  role: string;
}
const communityId = (key: CommunityKey) => stableId('demo community', key);
export const projectId = (slug: string): ProjectId => stableId<ProjectId>('demo project', slug);
const pollId = (slug: string): PollId => stableId<PollId>('demo poll', slug);

/** @param data a folder of real data, or null for our own community. @returns the accounts that anyone may use. */
export async function seedDemo(deps: Deps, data: string | null): Promise<DemoAccount[]> {
  if (data !== null) {
    await loadFolder(deps.db, data);
    return [];
  }
  const { db, media } = deps;
  for (const list of Object.values(projects))
    for (const p of list) await storePicture(media, `demo-${p.slug}`, p.category);
  const shelf = await readStories(fileURLToPath(new URL('stories', import.meta.url)));
  if (!shelf.ok) throw new Error(`our own story: ${JSON.stringify(shelf.error)}`);
  await importStories(db, shelf.value);
  await db.transaction((tx) => writePlaces(tx));
  const made: DemoAccount[] = [];
  for (const person of accounts) {
    await openAccount(db, person, person.password);
    made.push({ email: person.email, password: person.password, name: person.name, role: person.says });
  }
  for (const person of neighbours) await openAccount(db, person, null);
  await live(
    deps,
    shelf.value.map((story) => story.key),
  );
  return made;
}

/** Imports `pabulib/*.pb` and `stories/` of a folder, as far as they exist. */
async function loadFolder(db: Database, folder: string): Promise<void> {
  const there = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  const [budgets, shelf] = [join(folder, 'pabulib'), join(folder, 'stories')];
  if (!(await there(budgets)) && !(await there(shelf)))
    throw new ConfigFault(`--demo ${folder}: there is neither a folder pabulib nor a folder stories`);
  for (const name of (await there(budgets)) ? (await readdir(budgets)).filter((n) => n.endsWith('.pb')).sort() : []) {
    const read = await importPabulib(db, createReadStream(join(budgets, name)));
    if (!read.ok)
      throw new ConfigFault(
        `--demo ${join(budgets, name)}:${read.error.params['line']}: ${read.error.params['reason']}`,
      );
  }
  if (await there(shelf)) {
    const read = await readStories(shelf);
    if (!read.ok)
      throw new ConfigFault(
        `--demo ${read.error.params['file']}:${read.error.params['line']}: ${read.error.params['reason']}`,
      );
    await importStories(db, read.value);
  }
}

async function writePlaces(tx: Queryable): Promise<void> {
  const ids = communities.map((c) => communityId(c.key));
  await tx.query('select bump_scopes(array(select scope from scope_counter where scope = any($1::text[])))', [
    [...ids.map((id) => `community:${id}`), 'public'],
  ]);
  for (const c of communities) {
    await tx.query(
      `insert into community (id, scope, slug, name, summary) values ($1, 'public', $2, $3, $4) on conflict do nothing`,
      [communityId(c.key), c.slug, c.name, c.summary],
    );
    await tx.query('select bump_scope($1)', [`community:${communityId(c.key)}`]);
    for (const [i, p] of projects[c.key].entries()) await writeProject(tx, c.key, p, c.currency, i);
  }
  for (const { name, startsAt, endsAt, active } of seasonsAround(new Date())) {
    await tx.query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        select $1, $2, $3, $4, $5 and not exists (select from cycle where active)
       where not exists (select from cycle where starts_at < $4 and ends_at > $3) on conflict do nothing`,
      [stableId('demo cycle', name), name, startsAt, endsAt, active],
    );
  }
  await tx.query('insert into silo (id) select $1 where not exists (select from silo)', [newId()]);
}

/** Created on different days of the last two months, so that sorting by newest is meaningful. */
async function writeProject(
  tx: Queryable,
  community: CommunityKey,
  p: DemoProject,
  currency: string,
  i: number,
): Promise<void> {
  const id = projectId(p.slug);
  const scope = `community:${communityId(community)}`;
  const [made] = await tx.query(
    `insert into project (id, scope, community, title, summary, category, place, cost_cents, cost_currency, picture,
      status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'published', now() - $11 * interval '1 day')
       on conflict do nothing returning id`,
    [
      id,
      scope,
      communityId(community),
      p.title,
      p.summary,
      p.category,
      p.place,
      p.cents,
      currency,
      `demo-${p.slug}`,
      60 - i * 7,
    ],
  );
  if (!made) return;
  await tx.query('insert into project_text (id, scope, text) values ($1, $2, $3)', [id, scope, p.text]);
  await tx.query('insert into project_tally (id, scope) values ($1, $2)', [id, scope]);
}

/**
 * Creates a member with a confirmed address, a device, and memberships. Without a password, nobody can sign in as this
 * member.
 */
async function openAccount(db: Database, person: DemoPerson, password: string | null): Promise<void> {
  const hash = password === null ? null : await hashPassword(password);
  await db.transaction(async (tx) => {
    const id = await createMember(
      tx,
      { email: person.email, name: person.name, roles: person.roles ?? [] },
      hash ?? '',
    );
    if (id === null) {
      if (hash !== null)
        await tx.query(
          'update credential c set password_hash = $2 from member m where m.id = c.member and m.email = $1 and m.demo',
          [person.email, hash],
        );
      return;
    }
    await tx.query('update member set demo = true where id = $1', [id]);
    if (hash === null) await tx.query('delete from credential where member = $1', [id]);
    await tx.query(
      `insert into device (member, id, registered_at, quiet_at, agent)
        values ($1, $2, now() - interval '30 days', now() - interval '30 days', 'demo')`,
      [id, newId()],
    );
    for (const key of person.lives) {
      await tx.query(
        `insert into membership (member, community, role, joined_at) values ($1, $2, $3, now() - interval '40 days')`,
        [id, communityId(key), person.animates?.includes(key) ? 'animator' : 'member'],
      );
    }
  });
}

/** The past acts of the demo's people: reading, inviting, boosting, voting, proposing. */
async function live({ db, config, seal }: Deps, shelf: readonly string[]): Promise<void> {
  const people = new Map<string, { id: MemberId; device: string }>();
  for (const p of [...accounts, ...neighbours]) {
    const [row] = await db.query<{ id: MemberId; device: string }>(
      `select m.id, d.id as device from member m join device d on d.member = m.id where m.email = $1
        order by d.registered_at limit 1`,
      [p.email],
    );
    if (row) people.set(p.email, row);
  }
  await db.transaction((tx) => writePolls(tx));
  const stories = await db.query<{ id: string; words: number }>(
    'select id, words from story where import_key = any($1::text[]) order by import_key',
    [shelf],
  );
  for (const person of [...accounts, ...neighbours]) {
    const who = people.get(person.email);
    if (!who) continue;
    await harvestGuests(db, who.id, person.guests, person.away ?? 2);
    await acts({ db, seal }, who, person.email, [
      ...stories
        .slice(0, person.reads)
        .map(({ id, words }, i) => ({
          name: 'reading.finish',
          args: { story: id, activeSeconds: Math.ceil(words / 4) },
          daysAgo: 6 - i,
        })),
      ...Object.entries(person.boosts).map(([slug, grains]) => ({
        name: 'project.boost',
        args: { project: projectId(slug), grains },
      })),
      ...Object.entries(person.votes).map(([slug, ballot]) => ({
        name: 'poll.vote',
        args: { poll: pollId(slug), ballot },
      })),
    ]);
  }
  await db.query(
    `update poll set closes_at = now() - interval '2 days' where id = any($1::uuid[]) and state = 'open'`,
    [polls.filter((p) => p.closed).map((p) => pollId(p.slug))],
  );
  await closeDuePolls(db, () => undefined);
  await compostLastMonday({ db, config }, people);
  await writeOwnThings(db, people.get(accounts[0]!.email)?.id);
  while ((await db.query<{ r: { deltas: number } | null }>('select combine_tallies(5000) as r'))[0]?.r?.deltas) {
    /* repeat until none is left */
  }
}

/** Makes the members who were away idle, and lets the schedule run the compost of last Monday. */
async function compostLastMonday(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  people: ReadonlyMap<string, { id: MemberId }>,
): Promise<void> {
  for (const { email, away } of neighbours) {
    if (away !== undefined)
      await db.query('update wallet set last_activity = now() - make_interval(days => $2) where member = $1', [
        people.get(email)?.id,
        away,
      ]);
  }
  await db.query(
    `update saka_schedule set since = now() - interval '7 days'
      where kind = 'compost' and not exists (select from saka_run)`,
  );
  await takeUpRuns({ db, config, onMoved: () => undefined });
}

async function writePolls(tx: Queryable): Promise<void> {
  const scopes = polls.map((p) => (p.community ? `polls:community:${communityId(p.community)}` : 'polls:public'));
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  for (const [i, p] of polls.entries()) {
    const options = p.options.map((o) => ({
      id: o.id,
      label: o.label,
      ...(o.project === undefined ? {} : { project: projectId(o.project) }),
    }));
    const [made] = await tx.query(
      `insert into poll (id, scope, community, title, text, method, options, state, open_to_all, quorum, opens_at,
        closes_at)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, 'open', $8, $9, now() - interval '6 days',
         now() + $10 * interval '1 hour') on conflict do nothing returning id`,
      [
        pollId(p.slug),
        scopes[i],
        p.community ? communityId(p.community) : null,
        p.title,
        p.text,
        JSON.stringify(p.method),
        JSON.stringify(options),
        p.openToAll ?? false,
        p.quorum ?? null,
        p.hours,
      ],
    );
    if (made) await tx.query('insert into poll_tally (id, scope) values ($1, $2)', [pollId(p.slug), scopes[i]]);
  }
}

/** A started story and a pending proposal, so that the first look at the demo shows both. */
async function writeOwnThings(db: Database, member: MemberId | undefined): Promise<void> {
  if (member === undefined) return;
  await db.transaction(async (tx) => {
    await tx.query('select bump_member($1)', [member]);
    await tx.query(
      `insert into reading_item (member, id, story, title, licence, words, bytes, state)
       select $1, $2, id, title, licence, words, bytes, 'ready' from story
         where import_key = 'fr/0004_la-pirogue-de-nuit.md' on conflict do nothing`,
      [member, stableId('demo item', 'pirogue')],
    );
    const id = stableId('demo proposal', 'poulailler');
    const [made] = await tx.query(
      `insert into project (id, scope, community, title, summary, category, place, cost_cents, cost_currency, status,
        author)
       values ($1, $2, $3, 'Un poulailler pour la cour de l’école',
         'Douze poules, les restes de la cantine, et des œufs pour le goûter du vendredi.', 'Alimentation',
         'École de la rue 6', 32000000, 'XOF', 'proposed', $4)
       on conflict do nothing returning id`,
      [id, `member:${member}`, communityId('medina'), member],
    );
    if (made) {
      await tx.query('insert into project_text (id, scope, text) values ($1, $2, $3)', [
        id,
        `member:${member}`,
        'Douze poules mangent les restes de quarante enfants. Les élèves de la grande section les nourrissent ' +
          'à tour de rôle, notent les œufs, et décident chaque mois de ce qu’on en fait.\n\nLe menuisier de la ' +
          'rue 23 fait l’abri ; la vétérinaire du marché passe une fois par saison.',
      ]);
    }
  });
}
