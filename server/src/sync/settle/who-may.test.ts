/** Who may do what (S11): each mutation, settled for one person of each kind in a private community. */
import { expect, it } from 'vitest';
import type { MutationName } from '@egoejo/shared/registry.ts';
import { type ExampleIds } from '@egoejo/shared/testing/example-ids.ts';
import { exampleArgs, exampleNames, expectations, refuses } from '@egoejo/shared/testing/examples.ts';
import { people, type KeptOut, type Person } from '@egoejo/shared/testing/example-people.ts';
import type { Database } from '../../platform/database/database.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { act, grant, outcome } from '../../testing/acts.ts';
import { addManuscript } from '../../testing/manuscript-rows.ts';
import { addExampleWorld, addOffer, addSanction } from '../../testing/example-world.ts';
import { addShow } from '../../testing/shows.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import {
  addBookDay,
  addMember,
  addMembership,
  addPoll,
  addProject,
  addStory,
  addWork,
  type TestMember,
} from '../../testing/world.ts';
import { settleActs } from './settle.ts';

const everybody = Object.keys(people) as Person[];

interface Given {
  db: Database;
  ids: ExampleIds;
  me: TestMember;
}
async function addProposal(db: Database, { proposal, community }: ExampleIds, author: TestMember): Promise<void> {
  await addProject(db, community, 'Un four à pain', proposal);
  await db.query(
    `update project set status = 'proposed', scope = 'member:' || $2::uuid, author = $2::uuid where id = $1`,
    [proposal, author.id],
  );
  await db.query('delete from project_tally where id = $1', [proposal]);
}

async function addComment({ db, ids: { comment, project, community }, me }: Given): Promise<void> {
  await db.query(
    `insert into comment (id, scope, project, kind, author, text)
      values ($1, 'community:' || $2::uuid, $3, 'comment', $4, 'Je prête.')`,
    [comment, community, project, me.id],
  );
}

async function addConcepts({ db, ids: { concept, otherConcept, community } }: Given): Promise<void> {
  await db.query(
    `insert into concept (id, scope, community, title, rev)
      select id, 'community:' || $2::text, $2::uuid, 'Le pain', 0 from unnest($1::uuid[]) id`,
    [[concept, otherConcept], community],
  );
}

async function addMeeting({ db, ids: { meeting, community, somebody } }: Given): Promise<void> {
  await db.query(
    `insert into meeting (id, scope, community, author, title, text, place, link, starts_at, minutes, rev)
      values ($1, 'community:' || $2::text, $2::uuid, $3, 'Lire', '', '', '', '2999-01-01', 60, 0)`,
    [meeting, community, somebody],
  );
}

async function addTopic({ db, ids: { topic, firstComment, community, somebody } }: Given): Promise<void> {
  await db.query(
    `insert into topic (id, scope, community, title, first, rev)
      values ($1, 'community:' || $2::text, $2::uuid, 'Que lire ?', $3, 0)`,
    [topic, community, firstComment],
  );
  await db.query(
    `insert into comment (id, scope, topic, kind, author, text)
      values ($1, 'community:' || $2::uuid, $3, 'comment', $4, 'Des idées ?')`,
    [firstComment, community, topic, somebody],
  );
}
async function addClub({ db, ids: { club, part, community, somebody, work } }: Given): Promise<void> {
  await addWork(db, { id: work });
  await db.query(
    `insert into club (id, scope, community, work, author, title, text, rev)
      values ($1, 'community:' || $2::text, $2::uuid, $3, $4, 'Lire', '', 0)`,
    [club, community, work, somebody],
  );
  await db.query(
    `insert into topic (id, scope, community, title, club, up_to, day, rev)
      values ($1, 'community:' || $2::text, $2::uuid, 'Le puits', $3, 5000, '2999-06-05', 0)`,
    [part, community, club],
  );
}

/** A room of somebody else's, with the acting member in it. */
async function addRoom(given: Given): Promise<void> {
  await addOtherRoom(given);
  await given.db.query('insert into room_member (member, room) values ($1, $2)', [given.me.id, given.ids.room]);
  await given.db.query('update room set members = 2 where id = $1', [given.ids.room]);
}
/** The same with messages that they wrote there. */
async function addMessages(given: Given): Promise<void> {
  await addRoom(given);
  const { message, otherMessage, room } = given.ids;
  await given.db.query(
    `insert into message (id, scope, room, no, author, text, written_at)
      select id, 'room:' || $1, $1::uuid, no, $3, 'Samedi ?', now() from unnest($2::uuid[]) with ordinality x(id, no)`,
    [room, [message, otherMessage], given.me.id],
  );
}
/** The room without them. */
async function addOtherRoom({ db, ids: { room, community, somebody } }: Given): Promise<void> {
  await db.query(
    `insert into room (id, scope, community, author, title, members) values ($1, $2, $3, $4, 'Le four à pain', 1)`,
    [room, `community:${community}`, community, somebody],
  );
  await db.query('insert into room_member (member, room) values ($1, $2)', [somebody, room]);
}

async function addChallenge({ db, ids: { challenge, community, somebody } }: Given): Promise<void> {
  await db.query(
    `insert into challenge (id, scope, community, author, title, text, goal, n, together, starts, ends, rev)
      values ($1, 'community:' || $2::text, $2::uuid, $3, 'Lire', '', 'days', 2, false, '2999-01-01', '2999-01-31', 0)`,
    [challenge, community, somebody],
  );
}

/** Tracks of the acting member that nobody has heard yet. */
async function addTracks({ db, ids: { track, otherTrack }, me }: Given): Promise<void> {
  await db.query(
    `insert into track (id, scope, author, title, licence, file, rev)
      select id, 'member:' || $2::text, $2::uuid, 'Le puits', 'by', '', 0 from unnest($1::uuid[]) id`,
    [[track, otherTrack], me.id],
  );
}

/** Playlists of the acting member, with a track of theirs in it. */
async function addPlaylists(given: Given): Promise<void> {
  await addTracks(given);
  const { db, ids, me } = given;
  await db.query(
    `insert into playlist (id, scope, author, title) select id, 'member:' || $2::text, $2::uuid, 'Pour la route'
      from unnest($1::uuid[]) id`,
    [[ids.playlist, ids.otherPlaylist], me.id],
  );
}

/** Shows of the acting member that nobody else sees yet. */
async function addShows({ db, ids: { show, otherShow }, me }: Given): Promise<void> {
  for (const id of [show, otherShow]) await addShow(db, me.id, { id });
}

async function addOwnManuscript({ db, ids: { manuscript, manuscriptFile }, me }: Given): Promise<void> {
  await addManuscript(db, me.id, { id: manuscript });
  await db.query(`insert into manuscript_file (id, manuscript, n, name) values ($1, $2, 1, 'puits.md')`, [
    manuscriptFile,
    manuscript,
  ]);
}
async function addNote({ db, ids: { manuscriptNote, reviewed, reviewedFile }, me }: Given): Promise<void> {
  await db.query(
    `insert into manuscript_note (id, manuscript, file, author, cfi, quote, text) values ($1, $2, $3, $4, '', '', 'Où ?')`,
    [manuscriptNote, reviewed, reviewedFile, me.id],
  );
}

async function addMark({ db, ids: { mark }, me }: Given): Promise<void> {
  await db.query(
    `insert into book_mark (member, id, book, kind, cfi, at, text, before, after, colour, coloured_at, coloured_by,
        created_at)
      values ($1, $2, gen_random_uuid(), 'highlight', 'epubcfi(/6/4)', 0, '', '', '', 'pink', now(), $3, now())`,
    [me.id, mark, me.device],
  );
}

/** What an act needs besides the right to do it, where that is more than the example's world. */
const needs: Partial<Record<MutationName, (given: Given) => Promise<void>>> = {
  'community.join': async ({ db, ids: { other }, me }) => {
    // Only members of a private community see it: they may join it again, without effect.
    await db.query(
      `insert into membership (member, community, role, joined_at)
        select member, $2, role, joined_at from membership where member = $1`,
      [me.id, other],
    );
  },
  'review.write': async ({ db, ids: { work }, me }) => {
    await addWork(db, { id: work });
    await addBookDay(db, me.id, work);
  },
  'recommendation.refuse': async ({ db, ids: { work } }) => {
    await addWork(db, { id: work });
  },
  'mark.colour': addMark,
  'mark.note': addMark,
  'community.leave': async ({ db, ids: { other }, me }) => {
    await addMembership(db, me, other);
  },
  'poll.withdrawVote': async ({ db, ids: { choice }, me }) => {
    const ballot = JSON.stringify({ kind: 'choice', options: ['a'] });
    await db.query('insert into ballot (poll, member, content) values ($1, $2, $3::jsonb)', [choice, me.id, ballot]);
  },
  'reading.remove': async ({ db, ids: { linkItem }, me }) => {
    await db.query(
      `insert into reading_item (member, id, url, title, state)
        values ($1, $2, 'https://example.org/', 'Un lien', 'failed')`,
      [me.id, linkItem],
    );
  },
  'story.withdraw': async ({ db, ids: { written }, me }) => {
    await addStory(db, { id: written });
    await db.query('update story set author = $2 where id = $1', [written, me.id]);
  },
  'project.revise': ({ db, ids, me }) => addProposal(db, ids, me),
  'project.publish': async ({ db, ids }) => {
    const author = await addMember(db);
    await addMembership(db, author, ids.community);
    await addProposal(db, ids, author);
  },
  'project.withdraw': async ({ db, ids: { proposal, community } }) => {
    await addProject(db, community, 'Un four à pain', proposal);
  },
  'meeting.edit': addMeeting,
  'meeting.cancel': addMeeting,
  'meeting.answer': addMeeting,
  'topic.change': addTopic,
  'club.begin': async ({ db, ids: { work } }) => {
    await addWork(db, { id: work });
  },
  'club.edit': addClub,
  'club.join': addClub,
  'room.join': addOtherRoom,
  'room.edit': addRoom,
  'room.rules': addRoom,
  'message.send': addRoom,
  'message.edit': addMessages,
  'message.delete': addMessages,
  'message.react': addMessages,
  'message.pin': addMessages,
  'challenge.edit': addChallenge,
  'challenge.cancel': addChallenge,
  'challenge.join': addChallenge,
  'track.edit': addTracks,
  'track.words': addTracks,
  'track.share': addTracks,
  'track.session': addTracks,
  'release.plan': addTracks,
  'track.remove': addTracks,
  'playlist.edit': addPlaylists,
  'playlist.share': addPlaylists,
  'playlist.add': addPlaylists,
  'playlist.move': addPlaylists,
  'playlist.drop': addPlaylists,
  'playlist.remove': addPlaylists,
  'like.set': addTracks,
  'show.share': addShows,
  'show.follow': addShows,
  'show.remove': addShows,
  'manuscript.edit': async ({ db, ids, me }) => void (await addManuscript(db, me.id, { id: ids.manuscript })),
  'manuscript.addFile': async ({ db, ids, me }) => void (await addManuscript(db, me.id, { id: ids.manuscript })),
  'manuscript.move': addOwnManuscript,
  'manuscript.closeNote': addNote,
  'contract.answer': ({ db, ids, me }) => addOffer(db, ids, me.id),
  'comment.edit': addComment,
  'comment.delete': addComment,
  'concept.link': addConcepts,
  'concept.delete': addConcepts,
  'moderation.appeal': ({ db, ids, me }) => addSanction(db, ids, me.id),
  'project.removePicture': async ({ db, ids: { project, picture, community } }) => {
    const author = await addMember(db);
    await db.query('insert into project_picture (id, scope, project, author, place) values ($1, $2, $3, $4, 0)', [
      picture,
      `community:${community}`,
      project,
      author.id,
    ]);
  },
  'project.dropNeed': async ({ db, ids: { project, need, community } }) => {
    await db.query('insert into project_need (id, scope, project, text) values ($1, $2, $3, $4)', [
      need,
      `community:${community}`,
      project,
      'Une pelle',
    ]);
  },
  'poll.open': async ({ db, ids: { draft, community }, me }) => {
    await addPoll(db, { id: draft, method: { kind: 'choice', max: 1 }, community });
    await db.query('delete from poll_tally where id = $1', [draft]);
    await db.query(
      `update poll set state = 'draft', scope = 'member:' || $2::uuid, author = $2::uuid, opens_at = null where id = $1`,
      [draft, me.id],
    );
  },
  'poll.extend': async ({ db, ids: { draft, community } }) => {
    await addPoll(db, { id: draft, method: { kind: 'choice', max: 1 }, community });
  },
  'poll.cancel': async ({ db, ids: { draft, community } }) => {
    await addPoll(db, { id: draft, method: { kind: 'choice', max: 1 }, community });
  },
};

/** Former animators of a public community, who made things there: how each came to be kept out. */
const keptOut = {
  /** Moderators removed them for good. */
  barred: async ({ db, ids, me }) => {
    await db.query('delete from membership where member = $1', [me.id]);
    await db.query('insert into community_ban (community, member) values ($1, $2), ($3, $2)', [
      ids.community,
      me.id,
      ids.other,
    ]);
  },
  /** An animator ended their membership. */
  removed: async ({ db, me }) => {
    await db.query('delete from membership where member = $1', [me.id]);
  },
  /** Banned from the installation. */
  suspended: async ({ db, me }) => {
    await db.query(`update member set status = 'banned' where id = $1`, [me.id]);
  },
} satisfies Record<KeptOut, (given: Given) => Promise<void>>;

eachDatabase('who may do what', (database) => {
  async function settled(name: MutationName, person: Person | KeptOut): Promise<string> {
    return (await settledBy(name, person)).told;
  }
  async function settledBy(name: MutationName, person: Person | KeptOut): Promise<{ told: string; me: TestMember }> {
    const db = database();
    const out = person in keptOut ? keptOut[person as KeptOut] : null;
    const ids = await addExampleWorld(db, out ? 'public' : 'private');
    const keeper = await addMember(db);
    await addMembership(db, keeper, ids.community, 'animator');
    await addMembership(db, keeper, ids.other, 'animator');
    const given: { role?: 'member' | 'animator'; roles?: readonly string[]; status?: string; confirmed?: boolean } = out
      ? people.animator
      : people[person as Person];
    const me = await addMember(db, { ...given, roles: [...(given.roles ?? [])] });
    if (given.role) await addMembership(db, me, ids.community, given.role);
    await grant(db, me.id, 20);
    await needs[name]?.({ db, ids, me });
    if (out) {
      await db.query(
        `update poll set community = $1, scope = 'polls:community:' || $1::uuid where id = any($2::uuid[])`,
        [ids.community, [ids.choice, ids.quadratic, ids.secret, ids.judgment, ids.budget]],
      );
      await db.query(`update work set community = $1, scope = 'community:' || $1::uuid where id = $2`, [
        ids.community,
        ids.work,
      ]);
      await out({ db, ids, me });
    }
    const [args] = exampleArgs(name, ids);
    const [answer] = await settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        onThrow: (error) => {
          throw error;
        },
      },
      me.id,
      me.device,
      [act(name, args!)],
    );
    return { told: outcome(answer), me };
  }

  it.each(exampleNames)('S11: who may do %s', async (name) => {
    const found = await Promise.all(everybody.map(async (person) => [person, await settled(name, person)]));
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(everybody.map((person) => [person, refuses(name)[person] ?? 'applied'])),
    );
  });

  it.each(exampleNames)('S11: the audit log has what %s does to things of others', async (name) => {
    const person = (['animator', 'administrator', 'author'] as const).find((who) => !(who in refuses(name)))!;
    const { told, me } = await settledBy(name, person);
    const lines = await database().query<{ action: string }>('select action from audit_log where actor = $1', [me.id]);
    expect([told, lines.map((l) => l.action)]).toEqual(['applied', [expectations(name).logged ?? []].flat()]);
  });

  it.each(exampleNames)('S11: %s asks the present standing of who was barred, removed or suspended', async (name) => {
    const kinds = Object.keys(keptOut) as KeptOut[];
    const found = await Promise.all(kinds.map(async (person) => [person, await settled(name, person)]));
    expect(Object.fromEntries(found)).toEqual(expectations(name).keptOut);
  });
});
