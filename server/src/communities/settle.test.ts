import { expect, it } from 'vitest';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
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
  it('leaves; leaving again changes nothing', async () => {
    const [member, community] = [await addMember(database()), await addCommunity(database())];
    await addMembership(database(), member, community);
    expect(await leave(member, community)).toEqual({ applied: [] });
    expect(await leave(member, community)).toEqual({ applied: [] });
    expect(await members(community)).toEqual([]);
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
