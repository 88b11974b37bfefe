/** What outsiders learn of a private community by whatever route the server has: nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityVersions } from '@egoejo/shared/registry.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { PROTOCOL } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { createLimiter } from '../platform/limits/limits.ts';
import { pathsOf, queries, routesOf } from '../testing/servers/all-routes.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addPoll, addProject, addStory } from '../testing/world.ts';
import { fillVectors } from '../search/vectors.ts';
import { hashed } from '../search/embed.ts';
import { moderated as polls } from '../polls/model.ts';
import { moderated as projects } from '../projects/model.ts';
import { moderated as texts } from '../reading/model.ts';
import { keyOf } from './keys.ts';

/** A word that stands in every text of the private community, and nowhere else. */
const SECRET = 'zibeline';

/** Names of a photo of its project and of one of a proposal. */
const photos = ['a', 'b'].map((letter) => letter.repeat(32));

interface Asker {
  browser: Browser;
  member: string | null;
}

it('reads the routes of a printed tree', () => {
  const tree = '└── / (GET, HEAD)\n    ├── a/:id (GET)\n    │   └── /b (GET)\n    └── c (POST)\n';
  expect(routesOf(tree)).toEqual(['/', '/a/:id', '/a/:id/b']);
});

/** A report of the project with its words, in the queue of a moderator. */
async function addCase(db: Database, community: string, project: string, moderator: string): Promise<string> {
  const id = newId();
  await db.query(
    `insert into moderation_case (id, kind, subject, community, place, title, excerpt)
      values ($1, 'project', $2, $3, $3, $4, $4)`,
    [id, project, community, SECRET],
  );
  await db.query(
    `insert into report (member, subject, case_id, kind, title, reason, words)
      values ($1, $2, $3, 'project', $4, 'spam', $4)`,
    [moderator, project, id, SECRET],
  );
  await db.query(
    `insert into moderation_queue (member, case_id, content) values ($1, $2, jsonb_build_object('title', $3::text))`,
    [moderator, id, SECRET],
  );
  return id;
}

/** The hash of a book's file. */
const BOOK = 'c'.repeat(64);
/** A work of the community, with an edition. */
async function addWork(db: Database, community: string): Promise<{ work: string; edition: string }> {
  const [work, edition] = [newId(), newId()];
  await db.query(
    `insert into work (id, import_key, community, scope, title, authors, languages, description, subjects,
        contributors, accessibility, colour)
      values ($1, 'x', $2::uuid, 'community:' || $2::uuid::text, $3, $3, array['fr', $3], $3,
        array[$3], $4::jsonb, '{}', '#123456')`,
    [work, community, SECRET, JSON.stringify([{ name: SECRET, role: 'author' }])],
  );
  await db.query(
    `insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts, stripped)
      values ($1, $2, 'epub3', $3, 8, sha256('x'), 1, $4::jsonb, 'reflowable', 'default', '{}', '{}')`,
    [edition, work, BOOK, JSON.stringify([{ path: SECRET, words: 1, linear: true }])],
  );
  return { work, edition };
}

/** A room of the community with a message, and who is in it. */
async function addRoom(db: Database, community: string, author: string): Promise<string> {
  const [room, message] = [newId(), newId()];
  await db.query(
    `insert into room (id, scope, community, author, title, purpose, members)
      values ($1, 'community:' || $2::uuid::text, $2::uuid, $3, $4, $4, 1)`,
    [room, community, author, SECRET],
  );
  await db.query('insert into room_member (member, room) values ($1, $2)', [author, room]);
  await db.query(
    `insert into message (id, scope, room, no, author, name, text, written_at)
      values ($1, 'room:' || $2::uuid::text, $2::uuid, 1, $3, $4, $4, now())`,
    [message, room, author, SECRET],
  );
  await db.query(
    `insert into message_file (id, scope, room, message, no, author, kind, name)
      values ($1, 'room:' || $2::uuid::text, $2::uuid, $3, 1, $4, 'file', $5)`,
    [newId(), room, message, author, SECRET],
  );
  return room;
}

/** A project and a poll of a public community, and a text of the catalogue, that moderators have hidden, and what their author is told. */
async function addHidden(
  db: Database,
  author: string,
): Promise<{ hidden: string; hiddenPoll: string; hiddenText: string }> {
  const community = await addCommunity(db);
  const hidden = await addProject(db, community, SECRET);
  const options = ['a', 'b'].map((id) => ({ id, label: SECRET }));
  const hiddenPoll = await addPoll(db, { method: { kind: 'choice', max: 1 }, options, community, openToAll: true });
  await db.query(`update poll set title = $2, author = $3 where id = $1`, [hiddenPoll, SECRET, author]);
  await db.query('update project set author = $2, summary = $3 where id = $1', [hidden, author, SECRET]);
  await projects.hide(db, hidden, SECRET);
  await polls.hide(db, hiddenPoll, SECRET);
  const hiddenText = await addStory(db, { title: SECRET });
  await db.query('update story set author = $2, authors = $3 where id = $1', [hiddenText, author, SECRET]);
  await db.query('insert into story_text (id, pages) values ($1, $2::jsonb)', [hiddenText, JSON.stringify([SECRET])]);
  await texts.hide(db, hiddenText, SECRET);
  return { hidden, hiddenPoll, hiddenText };
}

eachDatabase('outsiders', (database) => {
  let t: TestApp;
  let ids: Record<
    | 'community'
    | 'project'
    | 'proposal'
    | 'poll'
    | 'closed'
    | 'author'
    | 'case'
    | 'comment'
    | 'hidden'
    | 'hiddenPoll'
    | 'hiddenText'
    | 'work'
    | 'edition'
    | 'room',
    string
  >;
  let animator: Asker;
  const outsiders: Record<string, Asker> = {};
  beforeAll(async () => {
    t = await createTestApp(database());
    // Every procedure is asked with every id: of the export more often than a member may.
    t.deps.limits.exports = createLimiter(1000, 'account.rate_limited');
    const db = database();
    const author = await signedIn(t, []);
    const community = await addCommunity(db, 'private');
    await db.query('update community set name = $2, summary = $2, charter = $2, slug = $2 where id = $1', [
      community,
      SECRET,
    ]);
    await db.query('insert into membership (member, community, role) values ($1, $2, $3)', [
      author.member,
      community,
      'animator',
    ]);
    await db.query(`update member set name = $2, visibility = visibility || '{"name": "community"}' where id = $1`, [
      author.member,
      SECRET,
    ]);
    const [project, proposal] = [await addProject(db, community, SECRET), await addProject(db, community, SECRET)];
    await db.query(
      `update project set status = 'proposed', author = $2::uuid, scope = 'member:' || $2::text where id = $1`,
      [proposal, author.member],
    );
    const options = [
      { id: 'a', label: SECRET },
      { id: 'b', label: SECRET },
    ];
    const [poll, closed] = await Promise.all(
      [0, 0].map(() => addPoll(db, { method: { kind: 'choice', max: 1 }, options, community })),
    );
    await db.query('update poll set title = $1 where community = $2', [SECRET, community]);
    await db.query(`update poll set state = 'closed', closes_at = now() where id = $1`, [closed]);
    await keyOf(db, community);
    await db.query(
      `insert into concept (id, scope, community, title, summary, rev)
        values ($2, 'community:' || $1::text, $1::uuid, $3, $3, 0)`,
      [community, newId(), SECRET],
    );
    for (const [at, id] of [project, proposal].entries()) {
      await db.query(
        `insert into project_picture (id, scope, project, author, alt, place, state, name)
          select $1, scope, id, $3, $4, 0, 'stored', $5 from project where id = $2`,
        [newId(), id, author.member, SECRET, photos[at]],
      );
      await t.deps.media.put(`pictures/${photos[at]}-s.webp`, Buffer.from(SECRET));
    }
    const comment = newId();
    await db.query(
      `insert into comment (id, scope, project, kind, author, name, text)
        select $1, scope, id, 'comment', $3, $4, $4 from project where id = $2`,
      [comment, project, author.member, SECRET],
    );
    const reported = await addCase(db, community, project, author.member);
    const { work, edition } = await addWork(db, community);
    await t.deps.media.put(`books/${BOOK}.epub`, Buffer.from(SECRET));
    const { hidden, hiddenPoll, hiddenText } = await addHidden(db, author.member);
    await fillVectors(db, hashed, () => false);
    ids = {
      community,
      project,
      proposal,
      poll: poll!,
      closed: closed!,
      author: author.member,
      case: reported,
      comment,
      hidden,
      hiddenPoll,
      hiddenText,
      work,
      edition,
      room: await addRoom(db, community, author.member),
    };
    animator = author;
    outsiders['a visitor'] = { browser: t.browser(), member: null };
    outsiders['a member of other communities'] = await signedIn(t, []);
  });
  afterAll(() => t.close());

  /** The answer's body. Each request comes from an address of its own, so that no limit answers instead. */
  let asked = 0;
  const bodyOf = async (who: Browser, url: string): Promise<string> => {
    asked += 1;
    const { status, body } = await who.send({ method: 'GET', url, remoteAddress: `10.0.${asked >> 8}.${asked & 255}` });
    expect(status, url).not.toBe(429);
    // A feed says its own address, with what was asked.
    return JSON.stringify(body).replaceAll(`?q=${SECRET}`, '');
  };
  const tells = (text: string): boolean => text.includes(SECRET);

  /** Every GET route with every id of the community, and the pages of the app. */
  const addresses = (): string[] => {
    const all = Object.values(ids);
    const pages = ['projets', 'votes', 'communautes', 'rejoindre', 'lire'].flatMap((page) =>
      all.map((id) => `/${page}/${id}`),
    );
    const routes = pathsOf(t.app)
      .flatMap((route) => (route.includes(':') ? all.map((id) => route.replace(/:\w+/, id)) : [route]))
      .flatMap((route) => [route, `${route}?q=${SECRET}&search=${SECRET}&community=${ids.community}&limit=100`]);
    const book = `/media/books/${BOOK}.epub`;
    return [...pages, ...routes, book, ...photos.map((name) => `/media/pictures/${name}-s.webp`)];
  };
  /** Every query with every input that the server's queries take. */
  const calls = (): string[] =>
    queries().flatMap((name) =>
      [
        undefined,
        ...Object.values(ids).flatMap((id) => [
          { id },
          { community: id },
          { project: id },
          { poll: id },
          { comment: id },
          { member: id },
          { room: id, before: 100 },
        ]),
        { community: ids.community, search: '', after: null },
        { search: SECRET, after: null },
        { title: SECRET, summary: SECRET },
        { q: SECRET },
        { q: SECRET, cursor: null },
        { query: SECRET },
      ].map((input) => `/trpc/${name}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`),
    );
  /** Everything that an exchange brings this person of the community's scopes, its animator's and the public ones. */
  const exchange = async ({ browser, member }: Asker): Promise<string> => {
    const [device] = await database().query<{ id: string }>('select id from device where member = $1', [member]);
    const { community, author, room } = ids;
    const scopes = [
      `community:${community}`,
      `polls:${community}`,
      `member:${author}`,
      `room:${room}`,
      'public',
      'polls:public',
    ];
    const entities = entityVersions(true);
    const payload = {
      protocol: PROTOCOL,
      member,
      device: device?.id ?? null,
      epoch: null,
      cursors: scopes.map((scope) => ({ scope, entities, rev: 0, table: '', id: '' })),
      mutations: [],
      outboxEmpty: true,
    };
    const { status, body } = await browser.send({ method: 'POST', url: '/sync/exchange', payload });
    expect(status).toBe(200);
    return JSON.stringify(body);
  };

  describe.each(['a visitor', 'a member of other communities'])('%s', (kind) => {
    it('S11: finds nothing of a private community in pages, previews, searches, exports, tallies or calls', async () => {
      const leaks: string[] = [];
      for (const url of [...addresses(), ...calls()])
        if (tells(await bodyOf(outsiders[kind]!.browser, url))) leaks.push(url);
      expect(leaks).toEqual([]);
    });
    it('S11: gets no row of a private community by the exchange', async () => {
      expect(tells(await exchange(outsiders[kind]!))).toBe(false);
    });
  });

  it('the same questions do find it for its animator, so that they can fail', async () => {
    const found: string[] = [];
    for (const url of [...addresses(), ...calls()])
      if (tells(await bodyOf(animator.browser, url))) found.push(url.replace(/[?].*/, ''));
    expect([...new Set(found)]).toEqual(
      expect.arrayContaining([
        '/trpc/communities.members',
        '/trpc/projects.proposals',
        '/trpc/rooms.before',
        '/trpc/search.neighbours',
        '/opds/new',
        '/opds/v2/new',
        `/api/catalogue/works/${ids.work}`,
        `/media/books/${BOOK}.epub`,
        ...photos.map((name) => `/media/pictures/${name}-s.webp`),
      ]),
    );
    expect(tells(await exchange(animator))).toBe(true);
  });
});
