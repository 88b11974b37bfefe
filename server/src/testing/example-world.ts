/** The rows that the examples of mutations refer to (shared/src/testing/examples.ts), in a real database. */
import { newExampleIds, type ExampleIds } from '@egoejo/shared/testing/example-ids.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, addStory } from './world.ts';

/**
 * Communities, a published project, open polls and a story. In a private community, the polls are its own; else they
 * are open to all.
 */
export async function addExampleWorld(
  db: Database,
  visibility: 'public' | 'private',
  ids: ExampleIds = newExampleIds(),
): Promise<ExampleIds> {
  await addCommunity(db, visibility, ids.community);
  await addCommunity(db, visibility, ids.other);
  await addProject(db, ids.community, 'Un puits', ids.project);
  const polls = visibility === 'private' ? { community: ids.community } : { openToAll: true };
  await addPoll(db, { id: ids.choice, method: { kind: 'choice', max: 1 }, ...polls });
  await addPoll(db, { id: ids.quadratic, method: { kind: 'quadratic', credits: 100, unit: 1 }, ...polls });
  const options = ['a', 'b'].map((id) => ({ id, label: id }));
  await addPoll(db, { id: ids.secret, method: { kind: 'choice', max: 1 }, options, secret: true, ...polls });
  await addPoll(db, { id: ids.judgment, method: exampleMethods.judgment, options, ...polls });
  await addPoll(db, { id: ids.budget, method: exampleMethods.budget, options, ...polls });
  await addStory(db, { id: ids.story });
  await addMembership(db, await addMember(db, { id: ids.somebody }), ids.community);
  await db.query(`insert into member_group (member, name) values ($1, 'jury-2026')`, [ids.somebody]);
  await db.query(
    `insert into moderation_case (id, kind, subject, community, place, title)
      values ($1, 'project', $2, $3, $3, 'Un puits')`,
    [ids.reported, ids.project, ids.community],
  );
  return ids;
}

/** A project of the member that moderators have hidden; they may appeal. */
export async function addSanction(
  db: Database,
  { sanctioned, community }: ExampleIds,
  member: MemberId,
): Promise<void> {
  const project = await addProject(db, community, 'Un four');
  await db.query(
    `insert into moderation_case (id, kind, subject, community, place, author, title, state, round)
      values ($1, 'project', $2, $3, $3, $4, 'Un four', 'hidden', 1)`,
    [sanctioned, project, community, member],
  );
  await db.query(
    `insert into sanction (member, case_id, kind, subject, title, round, hidden, reason)
      values ($1, $2, 'project', $3, 'Un four', 1, true, 'Publicité.')`,
    [member, sanctioned, project],
  );
}
