/** What a secret ballot leaves behind tells nobody what it says, or whose an opened one is. */
import { expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import type { Caller } from '../../sync/exchange/exchange-deps.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { act, newMember, outcome } from '../../testing/acts.ts';
import { testKeys } from '../../testing/ballot-keys.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { deps } from '../../testing/proving-device.ts';
import { addPoll } from '../../testing/world.ts';
import { closeDuePolls } from '../closing.ts';

const chosen = (options: string[]): BallotContent => ({ kind: 'choice', options });
const vote = (poll: PollId, ballot: BallotContent) =>
  act('poll.voteSecretly', { poll, ballot, nonce: newId().replaceAll('-', '') });
const WIDE = Array.from({ length: 40 }, (_, i) => ({ id: `${i}`.padStart(60, 'x'), label: `${i}` }));
const allOf = (value: number) => Object.fromEntries(WIDE.map(({ id }) => [id, value]));
const [first, ...others] = WIDE.map(({ id }) => id);
/** The shortest ballots of each method, and the longest. */
const widestBallots: Record<BallotContent['kind'], { method: PollMethod; ballots: BallotContent[] }> = {
  choice: { method: { kind: 'choice', max: 3 }, ballots: [[first!], others.slice(0, 3)].map(chosen) },
  quadratic: {
    method: { kind: 'quadratic', credits: 4_000, unit: 0 },
    ballots: [{ [first!]: 1 }, allOf(10), { ...allOf(0), [first!]: 63 }].map((votes) => ({ kind: 'quadratic', votes })),
  },
  judgment: {
    method: exampleMethods.judgment,
    ballots: [{ [first!]: 1 }, allOf(6)].map((grades) => ({ kind: 'judgment', grades })),
  },
  budget: {
    method: {
      ...exampleMethods.budget,
      ballots: 'cumulative',
      terms: { ...exampleMethods.budget.terms, points: 1_000 },
    },
    ballots: [[first!], [first!, ...others]].map((projects) => ({
      kind: 'budget',
      projects,
      points: projects.map((_, i) => (i === 0 ? 900 : 1)),
    })),
  },
};

eachDatabase('ballots of secret polls', (database) => {
  const open = (method: PollMethod, options?: PollOption[]) =>
    addPoll(database(), { method, secret: true, openToAll: true, ...(options && { options }) });
  const send = async (who: Caller, ...acts: ReturnType<typeof vote>[]) =>
    (await settleActs(deps(database()), who.member, who.device, acts)).map(outcome);

  it.each(Object.entries(widestBallots))('P2: a sealed %s ballot has one length, whatever it says', async (_, wide) => {
    const poll = await open(wide.method, WIDE);
    for (const ballot of wide.ballots)
      expect(await send(await newMember(database()), vote(poll, ballot))).toEqual(['applied']);
    const lengths = await database().query(
      'select distinct octet_length(content) as bytes from sealed_ballot where poll = $1',
      [poll],
    );
    expect(lengths).toHaveLength(1);
  });

  it('P2: opened ballots share one transaction with no vote, and keep no order in which options were named', async () => {
    const poll = await open({ kind: 'choice', max: 3 });
    for (const options of [['c', 'a'], ['a', 'c'], ['b']])
      await send(await newMember(database()), vote(poll, { kind: 'choice', options }));
    await database().query('update poll set closes_at = clock_timestamp() where id = $1', [poll]);
    await closeDuePolls(database(), () => undefined, testKeys);
    const opened = await database().query<{ xmin: string; options: string }>(
      `select xmin::text as xmin, content ->> 'options' as options from opened_ballot where poll = $1 order by 2`,
      [poll],
    );
    expect(opened.map((o) => o.options)).toEqual(['["a", "c"]', '["a", "c"]', '["b"]']);
    const votes = await database().query<{ xmin: string }>('select xmin::text from ballot where poll = $1', [poll]);
    expect([new Set(opened.map((o) => o.xmin)).size, votes.filter((v) => v.xmin === opened[0]!.xmin)]).toEqual([1, []]);
  });

  it('P2: nothing that a refused secret ballot named is kept', async () => {
    const [poll, credits] = [
      await open({ kind: 'choice', max: 1 }),
      await open({ kind: 'quadratic', credits: 9, unit: 0 }),
    ];
    const points = await open({
      ...exampleMethods.budget,
      ballots: 'cumulative',
      terms: { ...exampleMethods.budget.terms, points: 3 },
    });
    const awa = await newMember(database());
    expect(
      await send(
        awa,
        vote(poll, chosen(['for-the-mayor'])),
        vote(credits, { kind: 'quadratic', votes: { a: 777 } }),
        vote(points, { kind: 'budget', projects: ['a'], points: [777] }),
      ),
    ).toEqual(['poll.unknown_option', 'poll.over_credits', 'poll.over_points']);
    const kept = await database().query('select detail from receipt where member = $1 order by n', [awa.member]);
    expect(kept).toEqual([{}, { max: 9 }, { max: 3 }].map((detail) => ({ detail })));
  });
});
