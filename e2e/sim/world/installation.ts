/** Creates the members, communities and other rows of a seed in the database, as in a real installation. */
import { bookOfFile } from '@egoejo/shared/books/model.ts';
import type { BookId, CommunityId, PollId, ProjectId, StoryId } from '@egoejo/shared/platform/ids.ts';
import type { PollMethod } from '@egoejo/shared/polls/model.ts';
import { CATALOGUE, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { BallotKeys } from '@egoejo/server/polls/secret/ballot-keys.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Made } from '../device/made.ts';
import { idsFrom } from '../scheduler/seeded-ids.ts';
import { addThings, type Things } from './things.ts';
import { addPeople, type Person } from './people.ts';

export interface Installation extends Things {
  members: Person[];
  communities: CommunityId[];
  /** The private community. */
  closed: CommunityId;
  projects: ProjectId[];
  polls: PollId[];
  stories: StoryId[];
  /** Works of the catalogue, and all books: also those that are only files. */
  works: BookId[];
  books: BookId[];
}

const OPTIONS = JSON.stringify(['a', 'b', 'c'].map((id) => ({ id, label: `option ${id}` })));
/** The methods of the first polls, in their order; each has the options a, b and c. */
export const METHODS: readonly PollMethod[] = [
  { kind: 'choice', max: 2 },
  { kind: 'quadratic', credits: 20, unit: 1 },
  { kind: 'quadratic', credits: 30, unit: 2 },
  { kind: 'judgment', grades: ['non', 'peut-être', 'oui'], ungraded: 0 },
  {
    kind: 'budget',
    rule: 'equal-shares',
    ballots: 'approval',
    budget: 900,
    currency: 'EUR',
    costs: { a: 300, b: 400, c: 500 },
    terms: { utility: 'cost', completion: 'add1-greedy', comparison: false, support: 0, points: null },
  },
];

/**
 * Creates everything. The first two members animate both communities, so that their acts contend for shared counters;
 * the others belong to one or both.
 */
export async function furnish(
  db: Database,
  rng: Rng,
  size: { members: number; devices: number },
  ballotKeys: BallotKeys,
  known: Map<string, Made>,
): Promise<Installation> {
  const newId = idsFrom(rng);
  await db.query('insert into silo (id) values ($1)', [newId()]);
  await db.query(`insert into signing_key (kid, secret) values ('first', '\\x00')`);
  await db.query(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, 'season', now() - interval '1 day', now() + interval '90 days', true)`,
    [newId()],
  );
  const open = newId<CommunityId>();
  const closed = newId<CommunityId>();
  await db.query(
    `insert into community (id, scope, slug, name, visibility) values ($1, 'public', 'open', 'open', 'public')`,
    [open],
  );
  await db.query(
    `insert into community (id, scope, slug, name, visibility) values ($1, $2, 'closed', 'closed', 'private')`,
    [closed, `community:${closed}`],
  );
  const members = await addPeople(db, newId, size.members, size.devices);
  for (const [m, { id }] of members.entries()) {
    for (const community of m === members.length - 1 ? [open] : [open, closed]) {
      await db.query(
        `insert into membership (member, community, role, joined_at) values ($1, $2, $3, now() - interval '1 day')`,
        [id, community, m < 2 ? 'animator' : 'member'],
      );
    }
  }
  const projects: ProjectId[] = [];
  for (const community of [open, open, open, closed, closed]) {
    const id = newId<ProjectId>();
    const scope = `community:${community}`;
    await db.query(
      `insert into project (id, scope, community, title, status) values ($1, $2, $3, 'Un four', 'published')`,
      [id, scope, community],
    );
    await db.query(`insert into project_text (id, scope, text) values ($1, $2, 'Du pain.')`, [id, scope]);
    await db.query('insert into project_tally (id, scope) values ($1, $2)', [id, scope]);
    projects.push(id);
  }
  const polls: PollId[] = [];
  for (const [i, method] of METHODS.entries()) {
    const id = newId<PollId>();
    const community = i === 0 ? null : i === 1 ? open : closed;
    await db.query(
      `insert into poll (id, scope, community, title, method, options, state, open_to_all, opens_at, closes_at)
       values ($1, $2, $3, 'Quel jour ?', $4::jsonb, $5::jsonb, 'open', $6, now() - interval '1 hour',
         now() + $7 * interval '1 minute')`,
      [
        id,
        pollsScope(community),
        community,
        JSON.stringify(method),
        OPTIONS,
        i === 0,
        i === 0 ? 20_000 : 30 + rng.int(200),
      ],
    );
    await db.query('insert into poll_tally (id, scope) values ($1, $2)', [id, pollsScope(community)]);
    polls.push(id);
  }
  const stories: StoryId[] = [];
  for (let i = 0; i < 6; i++) {
    const id = newId<StoryId>();
    await db.query(
      `insert into story (id, title, language, authors, licence, words, pages, bytes)
        values ($1, $2, 'fr', 'X', 'CC BY', 100, 3, 600)`,
      [id, `conte ${i}`],
    );
    stories.push(id);
  }
  const works: BookId[] = [];
  for (const community of [null, closed]) {
    const id = newId<BookId>();
    await db.query(
      `insert into work (id, import_key, community, scope, title, authors, languages, contributors, accessibility,
          colour)
        values ($1::uuid, $1::text, $2, $3, 'La pluie', 'Awa', '{fr}', '[]', '{}', '#336644')`,
      [id, community, community === null ? CATALOGUE : `community:${community}`],
    );
    await db.query(
      `insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts,
          stripped)
        values ($1::uuid, $1::uuid, 'epub3', encode(sha256($1::text::bytea), 'hex'), 5, sha256('x'), 100, '[]',
          'reflowable', 'default', '{}', '{}')`,
      [id],
    );
    works.push(id);
  }
  const places = { members, open, project: projects[0]!, story: stories[0]!, work: works[0]!, poll: polls[0]! };
  const things = await addThings(db, newId, ballotKeys, places, known);
  return {
    members,
    communities: [open, closed],
    closed,
    projects,
    polls,
    stories,
    works,
    books: [...works, ...['a1', 'b2'].map((pair) => bookOfFile(pair.repeat(32)))],
    ...things,
  };
}
