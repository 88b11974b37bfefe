import { expect, it } from 'vitest';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { act, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addMembership,
  addProject,
  giveGrains,
  settleCold,
  type TestMember,
} from '../testing/world.ts';
import { testSettlements } from '../testing/settlements.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { MOST_TURNS } from '../sync/settle/turns.ts';
import { keyOf, renewKey } from './keys.ts';
import { listeners } from './listeners.ts';
import { settlements } from './settle.ts';

eachDatabase('joining and leaving', (database) => {
  const join = (m: TestMember, community: CommunityId) =>
    settleCold(database(), settlements, 'community.join', m, { community });
  const leave = (m: TestMember, community: CommunityId) =>
    settleCold(database(), settlements, 'community.leave', m, { community });
  const members = (community: CommunityId) =>
    database().query('select member, role from membership where community = $1', [community]);

  it('joins a public community once', async () => {
    const [member, community] = [await addMember(database()), await addCommunity(database())];
    expect(await join(member, community)).toEqual({ applied: [] });
    expect(await join(member, community)).toEqual({ applied: [] });
    expect(await members(community)).toEqual([{ member: member.id, role: 'member' }]);
  });
  it('S11: refuses a banned member, an unknown community and a private one alike, at settlement', async () => {
    const banned = await addMember(database(), { status: 'banned' });
    const member = await addMember(database());
    const hidden = await addCommunity(database(), 'private');
    expect(await join(banned, await addCommunity(database()))).toEqual({ rejected: 'account.banned' });
    expect(await join(member, newId())).toEqual({ rejected: 'community.unknown' });
    expect(await join(member, hidden)).toEqual({ rejected: 'community.unknown' });
    expect(await members(hidden)).toEqual([]);
  });
  it('S7: who joins and leaves in turn is told to wait, and can still leave', async () => {
    const [member, one, other] = [
      await addMember(database()),
      await addCommunity(database()),
      await addCommunity(database()),
    ];
    await join(member, one);
    await database().query('update turn set times = $2 where member = $1', [member.id, MOST_TURNS]);
    expect(await join(member, other)).toEqual({ rejected: 'sync.too_many_turns', params: { most: MOST_TURNS } });
    expect(await leave(member, one)).toEqual({ applied: [] });
    await database().query(`update turn set since = now() - interval '1 day' where member = $1`, [member.id]);
    expect(await join(member, one)).toEqual({ applied: [] });
    expect(await database().query('select times from turn where member = $1', [member.id])).toEqual([{ times: 1 }]);
  });

  it('S16: who joins again before a removal is carried out is a member after it', async () => {
    const [animator, member, community] = [
      await addMember(database()),
      await addMember(database()),
      await addCommunity(database()),
    ];
    await addMembership(database(), animator, community, 'animator');
    await addMembership(database(), member, community);
    const removed = settleCold(database(), settlements, 'community.remove', animator, {
      community,
      member: member.id,
      reason: '',
    });
    expect(await removed).toEqual({ applied: [] });
    expect(await join(member, community)).toEqual({ applied: [] });
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
    expect((await members(community)).length).toBe(2);
  });

  it('S16: who joins again before a removal is carried out, and leaves or joins anew, is what they did last', async () => {
    const [animator, leaver, returner, community] = [
      await addMember(database()),
      await addMember(database()),
      await addMember(database()),
      await addCommunity(database()),
    ];
    await addMembership(database(), animator, community, 'animator');
    for (const member of [leaver, returner]) {
      await addMembership(database(), member, community, 'animator');
      await settleCold(database(), settlements, 'community.remove', animator, {
        community,
        member: member.id,
        reason: '',
      });
    }
    await join(leaver, community);
    for (const member of [leaver, returner]) await leave(member, community);
    await join(returner, community);
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
    expect(await members(community)).toEqual([
      { member: animator.id, role: 'animator' },
      { member: returner.id, role: 'member' },
    ]);
  });

  it('leaves; leaving again changes nothing', async () => {
    const [member, community] = [await addMember(database()), await addCommunity(database())];
    await addMembership(database(), member, community);
    expect(await leave(member, community)).toEqual({ applied: [] });
    expect(await leave(member, community)).toEqual({ applied: [] });
    expect(await members(community)).toEqual([]);
    expect(await database().query('select member, removed from departure where community = $1', [community])).toEqual([
      { member: member.id, removed: false },
    ]);
  });
  it('does not let the last animator leave while others are members', async () => {
    const [animator, other, community] = [
      await addMember(database()),
      await addMember(database()),
      await addCommunity(database()),
    ];
    await addMembership(database(), animator, community, 'animator');
    await addMembership(database(), other, community);
    expect(await leave(animator, community)).toEqual({ rejected: 'community.last_animator' });
    expect(await leave(other, community)).toEqual({ applied: [] });
    expect(await leave(animator, community)).toEqual({ applied: [] });
  });
  it('of two animators who leave at the same time one stays', async () => {
    const [a, b, other, community] = [
      await addMember(database()),
      await addMember(database()),
      await addMember(database()),
      await addCommunity(database()),
    ];
    for (const m of [a, b]) await addMembership(database(), m, community, 'animator');
    await addMembership(database(), other, community);
    const both = await Promise.all([leave(a, community), leave(b, community)]);
    expect(both.filter((d) => 'applied' in d)).toHaveLength(1);
  });
});

const silent = createLog('silent');
const fail = (error: unknown): never => {
  throw error;
};

const rive = (change: Partial<MutationArgs<'community.create'>> = {}): MutationArgs<'community.create'> => ({
  id: newId(),
  name: 'Rive Vérte !',
  summary: 'Les jardins de la rive.',
  charter: 'On s’écoute.',
  visibility: 'public',
  ...change,
});

eachDatabase('tending communities', (database) => {
  const settle = <N extends keyof typeof settlements>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold(database(), settlements, name, m, args);
  const row = async (id: CommunityId) =>
    (
      await database().query<{ slug: string; scope: string; visibility: string; archived: boolean; summary: string }>(
        'select slug, scope, visibility, archived_at is not null as archived, summary from community where id = $1',
        [id],
      )
    )[0];
  const roleOf = async (m: TestMember, community: CommunityId) =>
    (
      await database().query<{ role: string }>('select role from membership where member = $1 and community = $2', [
        m.id,
        community,
      ])
    )[0]?.role;
  const deliver = async () => {
    const events = startEvents(database(), silent, listeners);
    await events.drain();
    await events.stop();
  };
  async function village(visibility: 'public' | 'private' = 'public') {
    const community = await addCommunity(database(), visibility);
    const [animator, member] = [await addMember(database()), await addMember(database())];
    await addMembership(database(), animator, community, 'animator');
    await addMembership(database(), member, community);
    return { community, animator, member };
  }

  it('makes a community that its maker animates, with a slug of its own; the same id twice is refused', async () => {
    const maker = await addMember(database(), { roles: ['administrator'] });
    const [one, two] = [rive(), rive({ visibility: 'private' })];
    expect(await settle('community.create', maker, one)).toEqual({ applied: [] });
    expect(await settle('community.create', maker, two)).toEqual({ applied: [] });
    expect(await settle('community.create', maker, one)).toEqual({ rejected: 'community.exists' });
    expect(await row(one.id)).toMatchObject({ slug: 'rive-verte', scope: 'public' });
    expect(await row(two.id)).toMatchObject({ slug: `rive-verte-${two.id.slice(-6)}`, scope: `community:${two.id}` });
    expect(await roleOf(maker, one.id)).toBe('animator');
    expect(await settle('community.create', await addMember(database()), rive())).toEqual({
      rejected: 'community.may_not_create',
    });
  });

  it('S14: a community that becomes private leaves the public scope with a tombstone, and outsiders can no longer see it', async () => {
    const { community, animator } = await village();
    const outsider = await addMember(database());
    expect(await settle('community.edit', animator, { community, visibility: 'private' })).toEqual({ applied: [] });
    expect(await row(community)).toMatchObject({ scope: `community:${community}`, visibility: 'private' });
    expect(
      await database().query(`select entity from tombstone where scope = 'public' and id = $1`, [community]),
    ).toEqual([{ entity: 'community' }]);
    expect(await settle('community.join', outsider, { community })).toEqual({ rejected: 'community.unknown' });
  });

  it('of two animators who edit at once, one hides it and one describes it: both changes stand', async () => {
    const { community, animator, member } = await village();
    await database().query(`update membership set role = 'animator' where member = $1`, [member.id]);
    await Promise.all([
      settle('community.edit', animator, { community, visibility: 'private' }),
      settle('community.edit', member, { community, summary: 'Nouveau' }),
    ]);
    expect(await row(community)).toMatchObject({
      visibility: 'private',
      scope: `community:${community}`,
      summary: 'Nouveau',
    });
  });

  it('keeps what was imported from a public file public', async () => {
    const { community, animator } = await village();
    await database().query(`update community set source = 'pabulib:x' where id = $1`, [community]);
    expect(await settle('community.edit', animator, { community, visibility: 'private' })).toEqual({
      rejected: 'community.imported',
    });
    expect(await settle('community.edit', animator, { community, summary: 'Un mot' })).toEqual({ applied: [] });
  });

  it('leaves proposing to a group that has a member, and to every member again', async () => {
    const { community, animator, member } = await village();
    const proposers = async () =>
      (await database().query('select proposers from community where id = $1', [community]))[0];
    const edit = (m: TestMember, group: string | null) => settle('community.edit', m, { community, proposers: group });
    const name = `jury-${community.slice(0, 8)}`;
    expect(await edit(animator, name)).toEqual({ rejected: 'community.unknown_group', params: { group: name } });
    await database().query('insert into member_group (member, name) values ($1, $2)', [member.id, name]);
    expect(await edit(member, name)).toEqual({ rejected: 'community.not_animator' });
    expect(await edit(animator, name)).toEqual({ applied: [] });
    expect(await proposers()).toEqual({ proposers: name });
    // Other edits leave it, also once nobody is in the group.
    await database().query('delete from member_group where name = $1', [name]);
    expect(await settle('community.edit', animator, { community, summary: 'Nouveau' })).toEqual({ applied: [] });
    expect(await proposers()).toEqual({ proposers: name });
    expect(await edit(animator, null)).toEqual({ applied: [] });
    expect(await proposers()).toEqual({ proposers: null });
    const log = await database().query(
      `select detail ->> 'proposers' as proposers from audit_log where subject = $1 and detail ? 'proposers'
        order by id`,
      [community],
    );
    expect(log).toEqual([{ proposers: name }, { proposers: '' }]);
  });

  it('S11: its animators list the categories of a community; other edits leave them', async () => {
    const { community, animator, member } = await village();
    const list = ['Eau', 'Bois et haies'];
    const listed = async () =>
      (
        await database().query<{ categories: string[] }>('select categories from community where id = $1', [community])
      )[0]?.categories;
    expect(await settle('community.edit', member, { community, categories: list })).toEqual({
      rejected: 'community.not_animator',
    });
    expect(await settle('community.edit', animator, { community, categories: list })).toEqual({ applied: [] });
    expect(await settle('community.edit', animator, { community, summary: 'Un mot' })).toEqual({ applied: [] });
    expect(await listed()).toEqual(list);
    expect(await settle('community.edit', animator, { community, categories: [] })).toEqual({ applied: [] });
    expect(await listed()).toEqual([]);
  });

  it('S11: an archived community takes no members, grains or edits until it is opened again', async () => {
    const { community, animator, member } = await village();
    const project = await addProject(database(), community);
    await giveGrains(database(), member, 50);
    const boost = async () => {
      const [answer] = await settleActs(
        { db: database(), settlements: testSettlements, flagsOff: [], onThrow: fail },
        member.id,
        member.device,
        [act('project.boost', { project, grains: 5 as never })],
      );
      return outcome(answer);
    };
    expect(await settle('community.archive', animator, { community, archived: true })).toEqual({ applied: [] });
    expect(await settle('community.archive', animator, { community, archived: true })).toEqual({ applied: [] });
    expect(await boost()).toBe('community.archived');
    expect(await settle('community.join', await addMember(database()), { community })).toEqual({
      rejected: 'community.archived',
    });
    expect(await settle('community.edit', animator, { community, name: 'Autre' })).toEqual({
      rejected: 'community.archived',
    });
    expect(await settle('community.archive', member, { community, archived: false })).toEqual({
      rejected: 'community.not_animator',
    });
    expect(await settle('community.archive', animator, { community, archived: false })).toEqual({ applied: [] });
    expect(await boost()).toBe('applied');
  });

  it('the key of the poster opens a private community until a new one is made; a wrong one does not', async () => {
    const { community } = await village('private');
    const [first, second] = [await addMember(database()), await addMember(database())];
    const { key } = await keyOf(database(), community);
    expect(await keyOf(database(), community)).toEqual({ key, made: false });
    expect(await settle('community.join', first, { community, invitation: '0'.repeat(16) })).toEqual({
      rejected: 'community.unknown',
    });
    expect(await settle('community.join', first, { community, invitation: key })).toEqual({ applied: [] });
    expect(await renewKey(database(), community)).not.toBe(key);
    expect(await settle('community.join', second, { community, invitation: key })).toEqual({
      rejected: 'community.unknown',
    });
  });

  const departures = (community: CommunityId) =>
    database().query('select member, removed from departure where community = $1', [community]);

  it('S12: an animator appoints and removes others by event; the removed one’s poster opens nothing', async () => {
    const { community, animator, member } = await village('private');
    const { key } = await keyOf(database(), community);
    expect(await settle('community.appoint', animator, { community, member: member.id, role: 'animator' })).toEqual({
      applied: [],
    });
    expect(await roleOf(member, community)).toBe('member');
    await deliver();
    expect(await roleOf(member, community)).toBe('animator');
    expect(await settle('community.remove', member, { community, member: animator.id, reason: 'parti' })).toEqual({
      applied: [],
    });
    await deliver();
    expect(await roleOf(animator, community)).toBeUndefined();
    expect(await departures(community)).toEqual([{ member: animator.id, removed: true }]);
    expect(await settle('community.join', animator, { community, invitation: key })).toEqual({
      rejected: 'community.unknown',
    });
    const log = await database().query<{ action: string }>(
      `select action from audit_log where detail ->> 'community' = $1 order by id`,
      [community],
    );
    expect(log.map((l) => l.action)).toEqual(['member.promote', 'community.remove']);
  });

  it('keeps the last animator, also when two remove each other at once', async () => {
    const { community, animator, member } = await village();
    expect(await settle('community.appoint', animator, { community, member: animator.id, role: 'member' })).toEqual({
      rejected: 'community.last_animator',
    });
    await database().query(`update membership set role = 'animator' where member = $1`, [member.id]);
    await Promise.all([
      settle('community.remove', animator, { community, member: member.id, reason: 'x' }),
      settle('community.remove', member, { community, member: animator.id, reason: 'y' }),
    ]);
    await deliver();
    const left = await database().query(`select member from membership where community = $1 and role = 'animator'`, [
      community,
    ]);
    expect(left).toHaveLength(1);
  });

  it('refuses roles of people who are not members', async () => {
    const { community, animator } = await village();
    const stranger = await addMember(database());
    expect(await settle('community.appoint', animator, { community, member: stranger.id, role: 'animator' })).toEqual({
      rejected: 'community.no_such_member',
    });
  });
});
