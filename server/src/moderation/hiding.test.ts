import { expect, it } from 'vitest';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberTables } from '../accounts/own-data/member-tables.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import type { Database } from '../platform/database/database.ts';
import { listProjects } from '../projects/public-list.ts';
import { publicProject, projectText } from '../projects/public.ts';
import { testSettlements } from '../testing/settlements.ts';
import { find } from '../search/find.ts';
import { act, outcome } from '../testing/acts.ts';
import { moderationTools } from '../testing/moderation.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addPoll, addProject, giveGrains } from '../testing/world.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { forgetOld, tellModerators } from './jobs.ts';

eachDatabase('what decisions do', (database) => {
  const { settle, deliver, queueOf, reportsOf, sanctionsOf, report, decide, village, reported } =
    moderationTools(database);

  const publicly = async (db: Database, community: CommunityId, project: ProjectId, title: string) => [
    (await listProjects(db, { sort: 'score', community, limit: 50 }, null)).items.length,
    (await publicProject(db, project)) !== undefined,
    (await projectText(db, project, null)) !== undefined,
    (await find(db, { q: title, after: 0, member: null })).items.filter((i) => i.id === project).length,
  ];

  it('hidden, a project is its author’s alone, with the reason; boosts stay; shown again it is back', async () => {
    const { animator, moderator, author, reporter, project, community, id } = await reported();
    const db = database();
    const title = `Un four ${community.slice(-6)}`;
    const boost = async () => {
      await giveGrains(db, reporter, 5);
      const [answer] = await settleActs(
        {
          db,
          settlements: testSettlements,
          flagsOff: [],
          onThrow: (error) => {
            throw error;
          },
        },
        reporter.id,
        reporter.device,
        [act('project.boost', { project, grains: 5 as never })],
      );
      return outcome(answer);
    };
    expect(await boost()).toBe('applied');
    expect(await publicly(db, community, project, title)).toEqual([1, true, true, 1]);
    expect(await decide(moderator, { case: id })).toEqual({ applied: [] });
    await deliver();
    expect(await publicly(db, community, project, title)).toEqual([0, false, false, 0]);
    const place = () =>
      db.query(`select scope, status, extra ->> 'reason' as reason from project where id = $1`, [project]);
    expect(await place()).toEqual([{ scope: `member:${author.id}`, status: 'hidden', reason: 'Publicité.' }]);
    expect(await boost()).toBe('project.unknown');
    expect(await db.query('select grains from support where project = $1', [project])).toEqual([{ grains: 5 }]);
    expect(await sanctionsOf(author)).toMatchObject([{ id, subject: project, hidden: true, reason: 'Publicité.' }]);
    expect(await reportsOf(reporter)).toMatchObject([{ id: project, state: 'hidden', answer: 'Publicité.' }]);

    expect(await decide(animator, { case: id, round: 1, outcome: 'kept', reason: 'Vérifié.' })).toEqual({
      applied: [],
    });
    await deliver();
    expect(await publicly(db, community, project, title)).toEqual([1, true, true, 1]);
    expect(await place()).toEqual([{ scope: `community:${community}`, status: 'published', reason: null }]);
    expect(await sanctionsOf(author)).toMatchObject([{ hidden: false, reason: 'Vérifié.' }]);
    const log = await db.query<{ action: string }>('select action from audit_log where subject = $1 order by id', [id]);
    expect(log.map((l) => l.action)).toEqual(['moderation.report', 'moderation.hide', 'moderation.show']);
  });

  it('a reported member is named to moderators as they signed; hidden, their profile is theirs alone, and they read why', async () => {
    const { moderator, author, reporter, project, community } = await village();
    const db = database();
    await db.query(
      `update member set name = 'Awa', bio = 'Insultes', place = 'Rive',
         visibility = '{"name":"private","bio":"community","place":"public","avatar":"public"}' where id = $1`,
      [author.id],
    );
    await db.query(
      `insert into comment (id, scope, project, kind, author, name, text)
        values ($1, 'community:' || $2::text, $3, 'comment', $4, 'Awa du four', 'Bonjour')`,
      [newId(), community, project, author.id],
    );
    expect(
      await settle('moderation.report', reporter, {
        kind: 'member',
        subject: author.id,
        community,
        reason: 'insult',
        words: 'Lisez son profil.',
      }),
    ).toEqual({ applied: [] });
    await deliver();
    const [seen] = await queueOf(moderator);
    expect(seen).toMatchObject({ kind: 'member', subject: author.id, community, title: 'Awa du four' });
    expect(seen?.excerpt).toBe('Insultes\nRive');
    expect(await reportsOf(reporter)).toMatchObject([{ id: author.id, kind: 'member', state: 'open' }]);
    expect(await decide(moderator, { case: seen!.id, reason: 'Pas ici.' })).toEqual({ applied: [] });
    await deliver();
    expect(await db.query('select visibility, bio from member where id = $1', [author.id])).toEqual([
      { visibility: { name: 'private', bio: 'private', place: 'private', avatar: 'private' }, bio: 'Insultes' },
    ]);
    expect(await sanctionsOf(author)).toMatchObject([{ kind: 'member', subject: author.id, hidden: true }]);
    expect(await reportsOf(reporter)).toMatchObject([{ state: 'hidden', answer: 'Pas ici.' }]);
  });

  it('a hidden poll takes no ballots and is found by nobody; shown again it takes them', async () => {
    const { moderator, reporter, community } = await village();
    const db = database();
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, community, openToAll: true });
    const vote = async () => {
      const [answer] = await settleActs(
        { db, settlements: testSettlements, flagsOff: [], onThrow: () => undefined },
        reporter.id,
        reporter.device,
        [act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } })],
      );
      return outcome(answer);
    };
    expect(await vote()).toBe('applied');
    await settle('moderation.report', reporter, {
      kind: 'poll',
      subject: poll,
      community: null,
      reason: 'spam',
      words: '',
    });
    await deliver();
    const [found] = await queueOf(moderator);
    await decide(moderator, { case: found!.id });
    await deliver();
    expect(await vote()).toBe('poll.unknown');
    expect(await settle('poll.cancel', moderator, { poll, reason: '' })).toEqual({ rejected: 'poll.unknown' });
    expect((await find(db, { q: 'Quel jour', after: 0, member: reporter.id })).items.map((i) => i.id)).not.toContain(
      poll,
    );
    expect(await db.query('select content from ballot where poll = $1', [poll])).toHaveLength(1);
    await decide(moderator, { case: found!.id, round: 1, outcome: 'kept' });
    await deliver();
    expect(await vote()).toBe('applied');
  });

  it('a ban ends the membership and keeps the door shut until the content is shown again', async () => {
    const { moderator, author, community, id } = await reported();
    expect(await decide(moderator, { case: id, outcome: 'kept', ban: true })).toEqual({
      rejected: 'moderation.no_ban',
    });
    expect(await decide(moderator, { case: id, ban: true })).toEqual({ applied: [] });
    await deliver();
    expect(await database().query('select role from membership where member = $1', [author.id])).toEqual([]);
    expect(await settle('community.join', author, { community })).toEqual({ rejected: 'community.banned' });
    expect(await sanctionsOf(author)).toMatchObject([{ hidden: true, banned: true }]);
    await decide(moderator, { case: id, round: 1, outcome: 'kept' });
    await deliver();
    expect(await settle('community.join', author, { community })).toEqual({ applied: [] });
  });

  it('tells the moderators of a community by mail at most once an hour, and only of new cases', async () => {
    const { animator, moderator, reporter, community } = await reported();
    const mails = async () =>
      (
        await database().query<{ n: number }>(
          `select count(*)::int as n from mail_outbox where kind = 'moderation' and member = any($1::uuid[])`,
          [[animator.id, moderator.id]],
        )
      )[0]!.n;
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000 + 1000);
    await tellModerators(database(), at(0));
    expect(await mails()).toBe(2);
    await report(reporter, await addProject(database(), community));
    await deliver();
    await database().query(
      `update moderation_case set opened_at = now() + interval '5 minutes'
      where community = $1 and opened_at = (select max(opened_at) from moderation_case where community = $1)`,
      [community],
    );
    await tellModerators(database(), at(10));
    expect(await mails()).toBe(2);
    await tellModerators(database(), at(61));
    expect(await mails()).toBe(4);
    await tellModerators(database(), at(180));
    expect(await mails()).toBe(4);
  });

  it('reports go with the account of who made them, from every queue too; their own data has them', async () => {
    const { moderator, reporter } = await reported();
    // The export reads every table of a member.
    expect(await memberTables(database())).toEqual(expect.arrayContaining(['report', 'sanction']));
    await database().transaction((tx) => closeMember(tx, reporter.id));
    expect(await reportsOf(reporter)).toEqual([]);
    await deliver();
    await deliver();
    expect((await queueOf(moderator))[0]!.reports).toEqual([]);
  });

  it('what was decided long ago is forgotten, except what is hidden', async () => {
    const [kept, hidden] = [await reported(), await reported()];
    await decide(kept.moderator, { case: kept.id, outcome: 'kept' });
    await decide(hidden.moderator, { case: hidden.id });
    await deliver();
    await database().query(`update report set decided_at = now() - interval '400 days'`);
    await database().query(`update sanction set decided_at = now() - interval '400 days'`);
    await database().query(
      `update moderation_case set decision = decision || '{"at": "2020-01-01T00:00:00Z"}' where decision is not null`,
    );
    await forgetOld(database());
    expect(await reportsOf(kept.reporter)).toEqual([]);
    expect(await queueOf(kept.moderator)).toEqual([]);
    expect(await queueOf(hidden.moderator)).toHaveLength(1);
    expect(await sanctionsOf(hidden.author)).toHaveLength(1);
  });
});
