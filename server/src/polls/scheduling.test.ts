import { expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { testSettlements } from '../testing/settlements.ts';
import { act, newMember, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { deps } from '../testing/proving-device.ts';
import { abc, addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { announceOpened } from './announcing.ts';

const inSeconds = (s: number): string => new Date(Date.now() + s * 1000).toISOString();

eachDatabase('scheduled polls', (database) => {
  async function village() {
    const [animator, community] = [await addMember(database()), await addCommunity(database())];
    await addMembership(database(), animator, community, 'animator');
    const poll = newId<PollId>();
    expect(
      await settleCold(database(), testSettlements, 'poll.draft', animator, {
        id: poll,
        community,
        project: null,
        title: 'Quel jour ?',
        text: '',
        method: { kind: 'choice', max: 1 },
        options: abc,
        openToAll: false,
        secret: false,
        quorum: null,
        closesAt: inSeconds(7200),
      }),
    ).toEqual({ applied: [] });
    return { animator, community, poll };
  }
  const open = (m: TestMember, poll: PollId, opensAt: string | null) =>
    settleCold(database(), testSettlements, 'poll.open', m, { poll, opensAt });
  const vote = async (who: Caller, poll: PollId) =>
    (
      await settleActs(deps(database()), who.member, who.device, [
        act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } }),
      ])
    ).map(outcome);
  const events = async (poll: PollId) =>
    (
      await database().query<{ name: string }>('select name from domain_event where subject = $1 order by id', [poll])
    ).map((e) => e.name);
  const comesNow = (poll: PollId) =>
    database().query(`update poll set opens_at = clock_timestamp() - interval '1 second' where id = $1`, [poll]);

  it('P1: a scheduled poll is seen by all and takes no ballot before the server’s opening time', async () => {
    const { animator, community, poll } = await village();
    const opensAt = inSeconds(3600);
    expect(await open(animator, poll, opensAt)).toEqual({ applied: [] });
    const [row] = await database().query<{ state: string; scope: Scope; opens: string; frozen: boolean }>(
      `select state, scope, iso(opens_at) as opens, frozen is not null as frozen from poll where id = $1`,
      [poll],
    );
    expect(row).toEqual({ state: 'open', scope: `polls:community:${community}`, opens: opensAt, frozen: true });
    // Whoever joins before the opening may vote.
    const awa = await newMember(database());
    await addMembership(database(), { id: awa.member, device: awa.device }, community);
    expect(await vote(awa, poll)).toEqual(['poll.not_yet_open']);
    await database().query('update membership set joined_at = now() - interval $$1 minute$$ where member = $1', [
      awa.member,
    ]);
    await comesNow(poll);
    expect(await vote(awa, poll)).toEqual(['applied']);
  });

  it('P1: the opening is announced when it comes, once', async () => {
    const { animator, community, poll } = await village();
    await open(animator, poll, inSeconds(3600));
    const moved: Scope[] = [];
    const announce = () => announceOpened(database(), (scopes) => void moved.push(...scopes));
    await announce();
    expect(await events(poll)).toEqual(['poll.scheduled']);
    await comesNow(poll);
    await announce();
    await announce();
    expect(await events(poll)).toEqual(['poll.scheduled', 'poll.opened']);
    expect(moved.filter((scope) => scope === `polls:community:${community}`).length).toBe(1);
  });

  it('P1: a scheduled poll that was cancelled is not announced', async () => {
    const { animator, poll } = await village();
    await open(animator, poll, inSeconds(3600));
    expect(await settleCold(database(), testSettlements, 'poll.cancel', animator, { poll, reason: 'pluie' })).toEqual({
      applied: [],
    });
    await comesNow(poll);
    await announceOpened(database(), () => undefined);
    expect(await events(poll)).toEqual(['poll.scheduled', 'poll.cancelled']);
  });

  it('P1: an opening at or after the closing is refused, one that has passed means now', async () => {
    const { animator, poll } = await village();
    for (const opensAt of [inSeconds(7200), inSeconds(9000), '2026-13-45T00:00:00Z'])
      expect(await open(animator, poll, opensAt)).toEqual({ rejected: 'poll.bad_opening' });
    expect(await open(animator, poll, inSeconds(-60))).toEqual({ applied: [] });
    expect(await events(poll)).toEqual(['poll.opened']);
    const [row] = await database().query<{ recent: boolean }>(
      `select opens_at > now() - interval '30 seconds' as recent from poll where id = $1`,
      [poll],
    );
    expect(row).toEqual({ recent: true });
  });
});
