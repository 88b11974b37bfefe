import { expect, it } from 'vitest';
import { newId, type CommunityId, type PollId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { testSettlements } from '../testing/settlements.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  abc,
  addCommunity,
  addMember,
  addMembership,
  addPoll,
  addProject,
  settleCold,
  type TestMember,
} from '../testing/world.ts';

const inSeconds = (s: number): string => new Date(Date.now() + s * 1000).toISOString();
const draftOf = (
  community: CommunityId | null,
  change: Partial<MutationArgs<'poll.draft'>> = {},
): MutationArgs<'poll.draft'> => ({
  id: newId<PollId>(),
  community,
  project: null,
  title: 'Quel jour ?',
  text: '',
  method: { kind: 'choice', max: 1 },
  options: abc,
  openToAll: false,
  secret: false,
  quorum: null,
  closesAt: inSeconds(3600),
  ...change,
});

eachDatabase('drafting, opening, cancelling', (database) => {
  const draft = (m: TestMember, args: MutationArgs<'poll.draft'>) =>
    settleCold(database(), testSettlements, 'poll.draft', m, args);
  const open = (m: TestMember, poll: PollId) =>
    settleCold(database(), testSettlements, 'poll.open', m, { poll, opensAt: null });
  const cancel = (m: TestMember, poll: PollId) =>
    settleCold(database(), testSettlements, 'poll.cancel', m, { poll, reason: 'erreur' });
  const row = async (id: PollId) =>
    (await database().query('select state, scope, title from poll where id = $1', [id]))[0];

  async function village() {
    const [animator, member, community] = [
      await addMember(database()),
      await addMember(database()),
      await addCommunity(database()),
    ];
    await addMembership(database(), animator, community, 'animator');
    await addMembership(database(), member, community);
    return { animator, member, community };
  }

  it('P1: a draft is in its author’s scope only, and a second one with the same id replaces it', async () => {
    const { animator, community } = await village();
    const args = draftOf(community);
    expect(await draft(animator, args)).toEqual({ applied: [] });
    expect(await draft(animator, { ...args, title: 'Quel soir ?' })).toEqual({ applied: [] });
    expect(await row(args.id)).toEqual({ state: 'draft', scope: `member:${animator.id}`, title: 'Quel soir ?' });
  });
  it('S11: drafts are for animators; drafts for all communities need an animator of the whole', async () => {
    const { animator, member, community } = await village();
    expect(await draft(member, draftOf(community))).toEqual({ rejected: 'poll.not_animator' });
    expect(await draft(animator, draftOf(null))).toEqual({ rejected: 'poll.not_animator' });
    expect(await draft(animator, draftOf(await addCommunity(database(), 'private')))).toEqual({
      rejected: 'community.unknown',
    });
    expect(await draft(await addMember(database(), { status: 'banned' }), draftOf(community))).toEqual({
      rejected: 'account.banned',
    });
    expect(await draft(await addMember(database(), { roles: ['animator'] }), draftOf(null))).toEqual({ applied: [] });
  });
  it('P6: a budget draft has a cost within the budget for each option, and no other', async () => {
    const { animator, community } = await village();
    const budget = (costs: Record<string, number>) =>
      draft(animator, draftOf(community, { method: { ...exampleMethods.budget, costs }, options: abc.slice(0, 2) }));
    expect(await budget({ a: 1, b: 100_000 })).toEqual({ applied: [] });
    for (const [costs, option] of [
      [{ a: 1 }, 'b'],
      [{ a: 0, b: 1 }, 'a'],
      [{ a: 1, b: 100_001 }, 'b'],
      [{ a: 1, b: 1, c: 1 }, 'c'],
    ] satisfies [Record<string, number>, string][])
      expect(await budget(costs)).toEqual({ rejected: 'poll.bad_options', params: { option } });
  });
  it('refuses drafts that could never be opened', async () => {
    const { animator, community } = await village();
    const elsewhere = await addProject(database(), await addCommunity(database()));
    expect(await draft(animator, draftOf(community, { closesAt: '2026-13-45T00:00:00Z' }))).toEqual({
      rejected: 'poll.bad_closing',
    });
    expect(await draft(animator, draftOf(community, { closesAt: '0000-01-01T00:00:00Z' }))).toEqual({
      rejected: 'poll.bad_closing',
    });
    expect(await draft(animator, draftOf(community, { options: [...abc, ...abc] }))).toEqual({
      rejected: 'poll.bad_options',
      params: { option: 'a' },
    });
    expect(await draft(animator, draftOf(community, { project: newId<ProjectId>() }))).toEqual({
      rejected: 'project.unknown',
    });
    expect(
      await draft(animator, draftOf(community, { options: [...abc, { id: 'd', label: 'd', project: elsewhere }] })),
    ).toEqual({ rejected: 'poll.bad_options', params: { option: 'd' } });
  });
  it('P1: the project of a poll and of its options is published when it is saved, and still when it opens', async () => {
    const { animator, community } = await village();
    const [about, option] = [await addProject(database(), community), await addProject(database(), community)];
    const status = (project: ProjectId, now: string) =>
      database().query('update project set status = $2 where id = $1', [project, now]);
    const args = draftOf(community, { project: about, options: [...abc, { id: 'd', label: 'd', project: option }] });
    expect(await draft(animator, args)).toEqual({ applied: [] });
    await status(about, 'withdrawn');
    expect(await draft(animator, args)).toEqual({ rejected: 'project.unknown' });
    expect(await open(animator, args.id)).toEqual({ rejected: 'project.unknown' });
    await status(about, 'published');
    await status(option, 'withdrawn');
    expect(await open(animator, args.id)).toEqual({ rejected: 'poll.bad_options', params: { option: 'd' } });
    await status(option, 'published');
    expect(await open(animator, args.id)).toEqual({ applied: [] });
  });
  it('changes neither another member’s draft nor an open poll', async () => {
    const { animator, community } = await village();
    const other = await addMember(database());
    await addMembership(database(), other, community, 'animator');
    const args = draftOf(community);
    await draft(animator, args);
    expect(await draft(other, args)).toEqual({ rejected: 'poll.exists' });
    expect(await open(other, args.id)).toEqual({ rejected: 'poll.unknown' });
    expect(await cancel(other, args.id)).toEqual({ rejected: 'poll.unknown' });
    await open(animator, args.id);
    expect(await draft(animator, args)).toEqual({ rejected: 'poll.not_draft' });
  });
  it('P1: opening moves a poll to its polls scope, with the server’s time and a turnout', async () => {
    const { animator, community } = await village();
    const args = draftOf(community);
    await draft(animator, args);
    expect(await open(animator, args.id)).toEqual({ applied: [] });
    expect(await row(args.id)).toMatchObject({ state: 'open', scope: `polls:community:${community}` });
    expect(await database().query('select ballots, scope from poll_tally where id = $1', [args.id])).toEqual([
      { ballots: 0, scope: `polls:community:${community}` },
    ]);
    expect(
      await database().query(`select abs(extract(epoch from now() - opens_at)) < 60 as now from poll where id = $1`, [
        args.id,
      ]),
    ).toEqual([{ now: true }]);
    expect(await open(animator, args.id)).toEqual({ rejected: 'poll.not_draft' });
    expect(await open(animator, newId())).toEqual({ rejected: 'poll.unknown' });
  });
  it('P1: refuses to open a poll whose closing time has passed', async () => {
    const { animator, community } = await village();
    const args = draftOf(community, { closesAt: inSeconds(-5) });
    await draft(animator, args);
    expect(await open(animator, args.id)).toEqual({ rejected: 'poll.bad_closing' });
  });
  it('P1: cancels an open poll; cancelling a draft deletes it', async () => {
    const { animator, member, community } = await village();
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 }, community });
    expect(await cancel(member, poll)).toEqual({ rejected: 'poll.not_animator' });
    expect(await cancel(animator, poll)).toEqual({ applied: [] });
    expect(await row(poll)).toMatchObject({ state: 'cancelled' });
    expect(await database().query(`select name from domain_event where subject = $1`, [poll])).toEqual([
      { name: 'poll.cancelled' },
    ]);
    expect(await cancel(animator, poll)).toEqual({ rejected: 'poll.cancelled' });
    const args = draftOf(community);
    await draft(animator, args);
    expect(await cancel(animator, args.id)).toEqual({ applied: [] });
    expect(await row(args.id)).toBeUndefined();
  });
  it('P1: a poll that is due or closed can no longer be cancelled', async () => {
    const { animator, community } = await village();
    const due = await addPoll(database(), { method: { kind: 'choice', max: 1 }, community, closesInSeconds: -1 });
    expect(await cancel(animator, due)).toEqual({ rejected: 'poll.closed' });
    await database().query(`update poll set state = 'closed' where id = $1`, [due]);
    expect(await cancel(animator, due)).toEqual({ rejected: 'poll.closed' });
  });
});
