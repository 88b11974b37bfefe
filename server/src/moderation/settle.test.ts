import { expect, it } from 'vitest';
import { MOST_REPORTS } from '@egoejo/shared/moderation/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { moderationTools } from '../testing/moderation.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addMembership, addProject } from '../testing/world.ts';

eachDatabase('reports, decisions and appeals', (database) => {
  const { settle, deliver, rowsOf, queueOf, sanctionsOf, report, decide, village, reported } =
    moderationTools(database);

  it('S11: a report reaches animators and moderators of the community, and nobody else learns who made it', async () => {
    const { animator, moderator, author, reporter, id } = await reported();
    for (const m of [animator, moderator])
      expect(await queueOf(m)).toMatchObject([
        { id, state: 'open', round: 0, reports: [{ reason: 'false', words: 'C’est faux.' }], decision: null },
      ]);
    for (const m of [author, reporter]) expect(await queueOf(m)).toEqual([]);
    expect(JSON.stringify(await queueOf(moderator))).not.toContain(reporter.id);
    const logged = await database().query('select actor, address from audit_log where subject = $1', [id]);
    expect(logged).toEqual([{ actor: null, address: '' }]);
    expect(await sanctionsOf(author)).toEqual([]);
  });

  it('a member has one open report of a subject, and a limit a day', async () => {
    const { reporter, project, moderator, community } = await reported();
    expect(await report(reporter, project, 'Encore !')).toEqual({ applied: [] });
    await deliver();
    expect((await queueOf(moderator))[0]!.reports).toMatchObject([{ words: 'C’est faux.' }]);
    for (let i = 1; i < MOST_REPORTS; i++)
      expect(await report(reporter, await addProject(database(), community))).toEqual({ applied: [] });
    expect(await report(reporter, await addProject(database(), community))).toEqual({
      rejected: 'moderation.too_many_reports',
      params: { most: MOST_REPORTS },
    });
  });

  it('S11: what a member cannot see cannot be reported; their own neither', async () => {
    const { project, author } = await village('private');
    const stranger = await addMember(database());
    const unknown = { rejected: 'moderation.unknown_subject' };
    expect(await report(stranger, project)).toEqual(unknown);
    expect(await report(stranger, newId())).toEqual(unknown);
    expect(await report(author, project)).toEqual({ rejected: 'moderation.own_content' });
    const open = await village();
    const other = { kind: 'member', subject: open.author.id, reason: 'insult', words: '' } as const;
    expect(await settle('moderation.report', stranger, { ...other, community: open.community })).toEqual(unknown);
    expect(await settle('moderation.report', open.reporter, { ...other, community: null })).toEqual(unknown);
    expect(await settle('moderation.report', open.reporter, { ...other, community: open.community })).toEqual({
      applied: [],
    });
  });

  it('of two moderators who decide at once the first wins, and the second learns who decided what', async () => {
    const { animator, moderator, id } = await reported();
    const db = database();
    await db.query(
      `update member set name = 'Moussa', visibility = visibility || '{"name": "community"}' where id = any($1)`,
      [[animator.id, moderator.id]],
    );
    const both = await Promise.all([decide(animator, { case: id }), decide(moderator, { case: id, outcome: 'kept' })]);
    expect(both.filter((d) => 'applied' in d)).toHaveLength(1);
    const [{ state }] = (await db.query<{ state: string }>('select state from moderation_case where id = $1', [
      id,
    ])) as [{ state: string }];
    expect(both.find((d) => 'rejected' in d)).toEqual({
      rejected: 'moderation.already_decided',
      params: { who: 'named', by: 'Moussa', outcome: state },
    });
    await deliver();
    expect(await queueOf(moderator)).toMatchObject([{ state, round: 1, decision: { outcome: state, by: 'Moussa' } }]);
  });

  it('S11: a moderator handles reports of their community and may do nothing else that an animator may', async () => {
    const { moderator, author, reporter, community, id } = await reported();
    const other = await reported();
    expect(await decide(moderator, { case: other.id })).toEqual({ rejected: 'moderation.unknown_case' });
    expect(await decide(reporter, { case: id })).toEqual({ rejected: 'moderation.unknown_case' });
    // Who is suspended is told so first, whether or not there is such a case.
    const suspended = await addMember(database());
    await database().query(`update member set status = 'banned' where id = $1`, [suspended.id]);
    for (const named of [id, newId()])
      expect(await decide(suspended, { case: named })).toEqual({ rejected: 'account.banned' });
    expect(await settle('community.edit', moderator, { community, name: 'Autre' })).toEqual({
      rejected: 'community.not_animator',
    });
    expect(await settle('community.appoint', moderator, { community, member: author.id, role: 'moderator' })).toEqual({
      rejected: 'community.not_animator',
    });
    expect(await decide(moderator, { case: id, outcome: 'kept' })).toEqual({ applied: [] });
  });

  it('an animator names a moderator, who then gets the queue, and loses it with the role', async () => {
    const { animator, reporter, author, community, project } = await village();
    await report(reporter, project);
    const helper = await addMember(database());
    await addMembership(database(), helper, community);
    expect(await settle('community.appoint', animator, { community, member: helper.id, role: 'moderator' })).toEqual({
      applied: [],
    });
    await deliver();
    await deliver();
    expect(await rowsOf('membership', helper)).toMatchObject([{ id: community, role: 'member', moderates: true }]);
    expect(await queueOf(helper)).toHaveLength(1);
    await settle('community.appoint', animator, { community, member: helper.id, role: 'member' });
    await deliver();
    expect(await queueOf(helper)).toEqual([]);
    expect(await queueOf(author)).toEqual([]);
  });

  it('reports about those who moderate go to administrators; nobody decides about their own', async () => {
    const { animator, moderator, reporter, project } = await village();
    const administrator = await addMember(database(), { roles: ['administrator'] });
    await database().query('update project set author = $2 where id = $1', [project, moderator.id]);
    await report(reporter, project);
    await deliver();
    const [found] = await queueOf(administrator);
    expect(found).toMatchObject({ subject: project });
    for (const m of [animator, moderator]) {
      expect(await queueOf(m)).toEqual([]);
      expect(await decide(m, { case: found!.id })).toEqual({ rejected: 'moderation.unknown_case' });
    }
    await database().query(`update member set roles = '{administrator}' where id = $1`, [moderator.id]);
    expect(await decide(moderator, { case: found!.id })).toEqual({ rejected: 'moderation.own_content' });
    expect(await decide(administrator, { case: found!.id })).toEqual({ applied: [] });
  });

  it('an author appeals once; an animator other than who decided answers, and it is final', async () => {
    const { animator, moderator, author, id } = await reported();
    const appeal = (round: number, words = 'C’est vrai.') =>
      settle('moderation.appeal', author, { case: id, round, words });
    expect(await appeal(0)).toEqual({ rejected: 'moderation.nothing_to_appeal' });
    await decide(moderator, { case: id });
    await deliver();
    expect(await settle('moderation.appeal', animator, { case: id, round: 1, words: 'x' })).toEqual({
      rejected: 'moderation.nothing_to_appeal',
    });
    expect(await appeal(1)).toEqual({ applied: [] });
    expect(await appeal(1)).toEqual({ rejected: 'moderation.already_appealed' });
    await deliver();
    expect(await queueOf(moderator)).toEqual([]);
    expect(await queueOf(animator)).toMatchObject([{ id, appeal: 'C’est vrai.', round: 1 }]);
    expect(await decide(moderator, { case: id, round: 1, outcome: 'kept' })).toEqual({
      rejected: 'moderation.not_animator',
    });
    expect(await decide(animator, { case: id, round: 1, reason: 'Nous maintenons.' })).toEqual({ applied: [] });
    await deliver();
    expect(await sanctionsOf(author)).toMatchObject([
      { hidden: true, reason: 'Publicité.', appeal: 'C’est vrai.', answer: 'Nous maintenons.', round: 2 },
    ]);
    expect(await appeal(2)).toEqual({ rejected: 'moderation.already_appealed' });
  });

  it('an appeal goes to administrators where no other animator is left; who decided cannot uphold it', async () => {
    const { animator, author, id } = await reported();
    const administrator = await addMember(database(), { roles: ['administrator'] });
    await decide(animator, { case: id });
    await deliver();
    await settle('moderation.appeal', author, { case: id, round: 1, words: 'Relisez.' });
    await deliver();
    expect(await queueOf(animator)).toEqual([]);
    expect(await queueOf(administrator)).toMatchObject([{ id, appeal: 'Relisez.' }]);
    expect(await decide(animator, { case: id, round: 1 })).toEqual({ rejected: 'moderation.own_decision' });
    expect(await decide(administrator, { case: id, round: 1, outcome: 'kept', reason: 'Vous avez raison.' })).toEqual({
      applied: [],
    });
    await deliver();
    expect(await sanctionsOf(author)).toMatchObject([{ hidden: false, answer: 'Vous avez raison.' }]);
    expect(await queueOf(administrator)).toEqual([]);
  });

  it('S11: who moderates every community handles reports that nobody near may decide, but no appeals', async () => {
    const { reporter, author, animator, moderator, project, community } = await village();
    const watcher = await addMember(database(), { roles: ['moderator'] });
    await database().query('update project set author = $2 where id = $1', [project, animator.id]);
    await report(reporter, project);
    await deliver();
    const [found] = await queueOf(watcher);
    expect(found).toMatchObject({ subject: project });
    expect(await decide(watcher, { case: found!.id })).toEqual({ applied: [] });
    expect(await settle('community.edit', watcher, { community, name: 'Autre' })).toEqual({
      rejected: 'community.not_animator',
    });
    await deliver();
    const appeal = { case: found!.id, round: 1, words: 'Relisez.' };
    expect(await settle('moderation.appeal', animator, appeal)).toEqual({ applied: [] });
    await deliver();
    for (const m of [watcher, moderator, author]) expect(await queueOf(m)).toEqual([]);
    expect(await decide(watcher, { case: found!.id, round: 1, outcome: 'kept' })).toEqual({
      rejected: 'moderation.not_animator',
    });
  });
});
