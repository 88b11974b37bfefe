import { expect, it } from 'vitest';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addProject, settleCold, type TestMember } from '../testing/world.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners } from './jobs.ts';
import { MOST_PROPOSALS } from './policy.ts';
import { settlements } from './settle.ts';
import { headOf } from './standing.ts';

const proposal = (community: CommunityId, id = newId<ProjectId>()): MutationArgs<'project.propose'> => ({
  id,
  community,
  title: 'Un puits',
  summary: 'De l’eau au village.',
  text: 'Long texte.',
  category: 'Eau',
  place: 'Kaolack',
  cost: null,
});

const silent = createLog('silent');

eachDatabase('proposing, publishing, withdrawing', (database) => {
  const propose = (m: TestMember, args: MutationArgs<'project.propose'>) =>
    settleCold(database(), settlements, 'project.propose', m, args);
  const publish = (m: TestMember, project: ProjectId) =>
    settleCold(database(), settlements, 'project.publish', m, { project });
  const withdraw = (m: TestMember, project: ProjectId) =>
    settleCold(database(), settlements, 'project.withdraw', m, { project, reason: 'trop cher' });
  const row = async (id: ProjectId) =>
    (await database().query('select status, scope from project where id = $1', [id]))[0];
  const events = async (id: ProjectId) =>
    (
      await database().query<{ name: string }>('select name from domain_event where subject = $1 order by id', [id])
    ).map((e) => e.name);

  const deliver = async () => {
    const pump = startEvents(database(), silent, listeners);
    await pump.drain();
    await pump.stop();
  };

  async function village() {
    const [author, animator, outsider, community] = [
      await addMember(database()),
      await addMember(database()),
      await addMember(database()),
      await addCommunity(database()),
    ];
    await addMembership(database(), author, community);
    await addMembership(database(), animator, community, 'animator');
    const args = proposal(community);
    return { author, animator, outsider, community, args };
  }

  it('keeps a proposal in its author’s scope', async () => {
    const { author, args } = await village();
    expect(await propose(author, args)).toEqual({ applied: [] });
    expect(await row(args.id)).toEqual({ status: 'proposed', scope: `member:${author.id}` });
    expect(await propose(author, args)).toEqual({ rejected: 'project.exists' });
  });
  it('S11: accepts proposals of members in good standing only', async () => {
    const { outsider, community } = await village();
    expect(await propose(outsider, proposal(community))).toEqual({ rejected: 'project.not_member' });
    expect(await propose(outsider, proposal(await addCommunity(database(), 'private')))).toEqual({
      rejected: 'community.unknown',
    });
    expect(await propose(await addMember(database(), { status: 'banned' }), proposal(community))).toEqual({
      rejected: 'account.banned',
    });
  });
  it('S11: nobody follows a proposal before it is published, its author and animators neither', async () => {
    const { author, animator, community } = await village();
    const { id: project, ...made } = proposal(community);
    await propose(author, { id: project, ...made });
    const follow = (m: TestMember) => settleCold(database(), settlements, 'project.follow', m, { project, on: true });
    for (const m of [author, animator]) expect(await follow(m)).toEqual({ rejected: 'project.not_published' });
    await withdraw(animator, project);
    await deliver();
    expect(await follow(author)).toEqual({ rejected: 'project.not_published' });
    expect(await database().query('select from project_follow where project = $1', [project])).toEqual([]);
  });
  it('S11: a community that names a group takes proposals of that group and of animators only', async () => {
    const { author, animator, community } = await village();
    const made = proposal(community);
    await propose(author, made);
    await withdraw(animator, made.id);
    await deliver();
    await database().query(`update community set proposers = 'jury-2026' where id = $1`, [community]);
    const refused = { rejected: 'project.not_in_group', params: { group: 'jury-2026' } };
    expect(await propose(author, proposal(community))).toEqual(refused);
    expect(await propose(animator, proposal(community))).toEqual({ applied: [] });
    // Submitting a declined one again is proposing.
    const { id, community: _, ...texts } = made;
    const revise = () => settleCold(database(), settlements, 'project.revise', author, { project: id, ...texts });
    expect(await revise()).toEqual(refused);
    expect(await row(id)).toMatchObject({ status: 'declined' });
    await database().query(`insert into member_group (member, name) values ($1, 'jury-2026')`, [author.id]);
    expect(await propose(author, proposal(community))).toEqual({ applied: [] });
    expect(await revise()).toEqual({ applied: [] });
    await database().query('delete from member_group where member = $1', [author.id]);
    // What waits already may still be rewritten.
    expect(await revise()).toEqual({ applied: [] });
    expect(await propose(author, proposal(await addCommunity(database())))).toEqual({ rejected: 'project.not_member' });
  });
  it('accepts fifty proposals per member, pending or of the last day, and refuses the next with that number; other members’ are accepted', async () => {
    const { author, animator, community } = await village();
    const made: ProjectId[] = [];
    for (let i = 0; i < MOST_PROPOSALS; i++) {
      const args = proposal(community);
      made.push(args.id);
      expect(await propose(author, args)).toEqual({ applied: [] });
    }
    const refused = { rejected: 'project.too_many_proposals', params: { most: 50 } };
    expect(await propose(author, proposal(community))).toEqual(refused);
    expect(await propose(animator, proposal(community))).toEqual({ applied: [] });
    // Proposals withdrawn within the day still count; a day later only pending ones do.
    await withdraw(author, made[0]!);
    expect(await propose(author, proposal(community))).toEqual(refused);
    await database().query(`update project set created_at = now() - interval '25 hours' where author = $1`, [
      author.id,
    ]);
    expect(await propose(author, proposal(community))).toEqual({ applied: [] });
    expect(await propose(author, proposal(community))).toEqual(refused);
  });
  it('S12: publishes one’s own proposal at once, with tally and tombstone; another member’s by event, in its own transaction', async () => {
    const { author, animator, community, args } = await village();
    await propose(animator, args);
    expect(await publish(animator, args.id)).toEqual({ applied: [] });
    expect(await row(args.id)).toEqual({ status: 'published', scope: `community:${community}` });
    expect(
      await database().query(
        'select scope from project_text where id = $1 union all select scope from project_tally where id = $1',
        [args.id],
      ),
    ).toEqual([{ scope: `community:${community}` }, { scope: `community:${community}` }]);
    expect(
      await database().query('select entity from tombstone where scope = $1 and id = $2 order by entity', [
        `member:${animator.id}`,
        args.id,
      ]),
    ).toEqual([{ entity: 'project' }, { entity: 'projectText' }]);

    const theirs = proposal(community);
    await propose(author, theirs);
    const [before] = await database().query('select rev from member_counter where member = $1', [author.id]);
    expect(await publish(animator, theirs.id)).toEqual({ applied: [] });
    expect(await events(theirs.id)).toEqual(['project.proposed', 'project.approved']);
    expect(await database().query('select rev from member_counter where member = $1', [author.id])).toEqual([before]);
  });
  it('an approval is of what the animator read: what was changed since is not published', async () => {
    const { author, animator, args } = await village();
    await propose(author, args);
    const read = (await headOf(database(), args.id))?.submittedAt;
    await database().query(
      `update project set extra = coalesce(extra, '{}') || '{"revisedAt": "2999-01-01T00:00:00.000Z"}' where id = $1`,
      [args.id],
    );
    const approve = (submittedAt: string) =>
      settleCold(database(), settlements, 'project.publish', animator, { project: args.id, submittedAt });
    expect(await approve(read!)).toEqual({ rejected: 'project.revised' });
    expect(await approve('2999-01-01T00:00:00.000Z')).toEqual({ applied: [] });
  });
  it('only animators publish, and only once', async () => {
    const { author, outsider, animator, community, args } = await village();
    await propose(author, args);
    expect(await publish(author, args.id)).toEqual({ rejected: 'project.not_animator' });
    expect(await publish(outsider, args.id)).toEqual({ rejected: 'project.unknown' });
    expect(await publish(animator, newId())).toEqual({ rejected: 'project.unknown' });
    expect(await publish(animator, await addProject(database(), community))).toEqual({
      rejected: 'project.already_published',
    });
  });
  it('S29: a proposal that was taken back stays so after a restore, though an earlier revision comes later', async () => {
    const { author, args } = await village();
    await propose(author, args);
    const { id: project, title, summary, text, category, place, cost } = args;
    const revised = { project, title, summary, text, category, place, cost };
    const at = (hour: number) => `2026-03-01T${hour}:00:00.000Z`;
    const back = { project, reason: 'trop tôt' };
    await settleCold(database(), settlements, 'project.withdraw', author, back, at(12));
    expect(await settleCold(database(), settlements, 'project.revise', author, revised, at(11))).toEqual({
      applied: [],
    });
    expect((await row(project))?.['status']).toBe('declined');
    await settleCold(database(), settlements, 'project.revise', author, revised, at(13));
    expect((await row(project))?.['status']).toBe('proposed');
  });
  it('R7: withdraws a published project, which then accepts nothing more', async () => {
    const { author, animator, community } = await village();
    const project = await addProject(database(), community);
    expect(await withdraw(author, project)).toEqual({ rejected: 'project.not_animator' });
    expect(await withdraw(animator, project)).toEqual({ applied: [] });
    expect(await row(project)).toEqual({ status: 'withdrawn', scope: `community:${community}` });
    expect(await withdraw(animator, project)).toEqual({ rejected: 'project.withdrawn' });
    expect(await publish(animator, project)).toEqual({ rejected: 'project.withdrawn' });
  });
  it('lets the author withdraw a proposal, and animators decline it by event', async () => {
    const { author, animator, community, args } = await village();
    await propose(author, args);
    expect(await withdraw(author, args.id)).toEqual({ applied: [] });
    expect(await row(args.id)).toEqual({ status: 'declined', scope: `member:${author.id}` });
    expect(await withdraw(animator, args.id)).toEqual({ rejected: 'project.not_published' });
    const other = proposal(community);
    await propose(author, other);
    expect(await withdraw(animator, other.id)).toEqual({ applied: [] });
    expect(await events(other.id)).toEqual(['project.proposed', 'project.declined']);
  });

  it('a declined proposal keeps the reason; its author revises it, and it waits again without one', async () => {
    const { author, animator, args } = await village();
    await propose(author, args);
    await withdraw(animator, args.id);
    await deliver();
    const reason = async () =>
      (await database().query(`select status, extra ->> 'reason' as reason from project where id = $1`, [args.id]))[0];
    expect(await reason()).toEqual({ status: 'declined', reason: 'trop cher' });
    const { id, community: _, ...texts } = args;
    const revise = (m: TestMember) =>
      settleCold(database(), settlements, 'project.revise', m, { ...texts, project: id, title: 'Un puits moins cher' });
    expect(await revise(animator)).toEqual({ rejected: 'project.not_author' });
    expect(await revise(author)).toEqual({ applied: [] });
    expect(await reason()).toEqual({ status: 'proposed', reason: null });
    expect(await publish(animator, id)).toEqual({ applied: [] });
    await deliver();
    expect(await row(id)).toMatchObject({ status: 'published' });
  });

  it('does not publish what the author wrote after the animator’s decision', async () => {
    const { author, animator, args } = await village();
    await propose(author, args);
    expect(await publish(animator, args.id)).toEqual({ applied: [] });
    const { id, community: _, ...texts } = args;
    await settleCold(database(), settlements, 'project.revise', author, {
      ...texts,
      project: id,
      title: 'Autre chose',
    });
    await deliver();
    expect(await row(id)).toMatchObject({ status: 'proposed' });
    expect(await publish(animator, id)).toEqual({ applied: [] });
    await deliver();
    expect(await row(id)).toMatchObject({ status: 'published' });
  });

  it('writes every publication, refusal and withdrawal into the audit log with its reason', async () => {
    const { author, animator, args, community } = await village();
    await propose(author, args);
    await publish(animator, args.id);
    const other = proposal(community);
    await propose(author, other);
    await withdraw(animator, other.id);
    const log = await database().query<{ action: string; actor: string; reason: string | null }>(
      `select action, actor, detail ->> 'reason' as reason from audit_log where subject = any($1) order by id`,
      [[args.id, other.id]],
    );
    expect(log).toEqual([
      { action: 'project.publish', actor: animator.id, reason: null },
      { action: 'project.decline', actor: animator.id, reason: 'trop cher' },
    ]);
  });
});
