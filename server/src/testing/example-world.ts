/** The rows that the examples of mutations refer to (shared/src/testing/examples.ts), in a real database. */
import { newExampleIds, type ExampleIds } from '@egoejo/shared/testing/example-ids.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { setGroups } from '../accounts/account-status.ts';
import { audit, OPERATOR } from '../platform/observability/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { addManuscript, offerContract } from './manuscript-rows.ts';
import { addShow } from './shows.ts';
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
  await db.transaction((tx) => setGroups(tx, OPERATOR, ids.somebody, ['jury-2026']));
  await db.query(
    `insert into moderation_case (id, kind, subject, community, place, title)
      values ($1, 'project', $2, $3, $3, 'Un puits')`,
    [ids.reported, ids.project, ids.community],
  );
  await addManuscript(db, ids.somebody, {
    id: ids.reviewed,
    file: ids.reviewedFile,
    community: ids.community,
    state: 'submitted',
  });
  await addShow(db, ids.somebody, { id: ids.foundShow, community: ids.community, episode: ids.episode });
  return ids;
}

/** A project of the member that a moderator has hidden; they may appeal. */
export async function addSanction(
  db: Database,
  { sanctioned, community, somebody }: ExampleIds,
  member: MemberId,
): Promise<void> {
  const project = await addProject(db, community, 'Un four');
  const decision = { outcome: 'hidden', reason: 'Publicité.', banned: false, by: somebody, answers: false };
  await db.query(
    `with p as (update project set author = $4, status = 'hidden', scope = 'member:' || $4::uuid,
        extra = '{"before": "published", "reason": "Publicité."}' where id = $2)
      insert into moderation_case (id, kind, subject, community, place, author, title, state, round, decision)
      values ($1, 'project', $2, $3, $3, $4, 'Un four', 'hidden', 1,
        $5::jsonb || jsonb_build_object('at', iso(now())))`,
    [sanctioned, project, community, member, JSON.stringify(decision)],
  );
  await db.query(`update project_text set scope = 'member:' || $2::uuid where id = $1`, [project, member]);
  await db.query(
    `insert into sanction (member, case_id, kind, subject, title, round, hidden, reason, decided_at)
      select author, id, kind, subject, title, round, true, decision ->> 'reason', (decision ->> 'at')::timestamptz
        from moderation_case where id = $1`,
    [sanctioned],
  );
  const { reason, by: actor } = decision;
  await db.transaction(async (tx) => {
    await audit(tx, { ...OPERATOR, actor }, 'moderation.hide', sanctioned, {
      kind: 'project',
      subject: project,
      reason,
    });
    await audit(tx, OPERATOR, 'project.publish', project);
  });
}

/** A manuscript of the member, for which a contract was offered. */
export async function addOffer(db: Database, { ownAccepted, offered }: ExampleIds, member: MemberId): Promise<void> {
  await addManuscript(db, member, { id: ownAccepted, state: 'accepted' });
  await offerContract(db, ownAccepted, offered);
}
