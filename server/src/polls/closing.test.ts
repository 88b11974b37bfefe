import { describe, expect, it } from 'vitest';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { openPostgres } from '../platform/database/open-postgres.ts';
import type { Database } from '../platform/database/database.ts';
import { createDatabase, eachDatabase } from '../testing/database/postgres.ts';
import { onTwoServers } from '../testing/servers/two-servers.ts';
import { addMember, addPoll, giveGrains, settleBySql, type TestMember } from '../testing/world.ts';
import { closeDuePolls, closePoll } from './closing.ts';
import { countPoll, readPoll, recount } from './count/count-stored.ts';

const choice: PollMethod = { kind: 'choice', max: 2 };
const quadratic: PollMethod = { kind: 'quadratic', credits: 100, unit: 5 };
const vote = (db: Database, member: TestMember, poll: PollId, ballot: BallotContent) =>
  settleBySql(db, member, [{ name: 'poll.vote', args: { poll, ballot } }]);
const due = (db: Database, poll: PollId) =>
  db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
const unheard = () => undefined;

eachDatabase('closing', (database) => {
  const row = async (poll: PollId) =>
    (await database().query('select state, result from poll where id = $1', [poll]))[0];

  it('P1: closes what is due, counts it, tells its scope; what is not due stays open', async () => {
    const [poll, later] = [
      await addPoll(database(), { method: choice }),
      await addPoll(database(), { method: choice }),
    ];
    const members = [await addMember(database()), await addMember(database())];
    await vote(database(), members[0]!, poll, { kind: 'choice', options: ['b'] });
    await vote(database(), members[1]!, poll, { kind: 'choice', options: ['b', 'c'] });
    await due(database(), poll);
    const moved: string[] = [];
    expect(await closeDuePolls(database(), (scopes) => moved.push(...scopes))).toBe(1);
    expect(await row(poll)).toEqual({
      state: 'closed',
      result: {
        ballots: 2,
        quorumMet: true,
        counts: [
          { option: 'b', votes: 2 },
          { option: 'c', votes: 1 },
          { option: 'a', votes: 0 },
        ],
        winners: ['b'],
      },
    });
    await closePoll(database(), later, unheard);
    expect(await row(later)).toEqual({ state: 'open', result: null });
    expect(moved).toEqual(['polls:public', 'polls:public']);
    expect(await closeDuePolls(database(), unheard)).toBe(0);
    expect(await database().query('select name from domain_event where subject = $1 order by id', [poll])).toEqual([
      { name: 'poll.closed' },
      { name: 'poll.counted' },
    ]);
    expect(await vote(database(), members[0]!, poll, { kind: 'choice', options: ['a'] })).toMatchObject([
      { code: 'poll.closed' },
    ]);
  });
  it('P1: a missed quorum shows counts, has no winner, and grains stay planted', async () => {
    const poll = await addPoll(database(), { method: quadratic, quorum: 2 });
    const member = await addMember(database());
    await giveGrains(database(), member, 100);
    await vote(database(), member, poll, { kind: 'quadratic', votes: { a: 2 } });
    await due(database(), poll);
    await closeDuePolls(database(), unheard);
    expect(await row(poll)).toMatchObject({
      result: { quorumMet: false, winners: [], counts: [{ option: 'a', votes: 2 }, {}, {}] },
    });
    expect(await database().query('select planted from wallet where member = $1', [member.id])).toEqual([
      { planted: 20 },
    ]);
  });
  it('P1: a server that died between closing and counting leaves nothing behind: the next one counts', async () => {
    const poll = await addPoll(database(), { method: choice });
    await vote(database(), await addMember(database()), poll, { kind: 'choice', options: ['c'] });
    await due(database(), poll);
    await closePoll(database(), poll, unheard);
    expect(await row(poll)).toEqual({ state: 'closed', result: null });
    expect(await closeDuePolls(database(), unheard)).toBe(1);
    expect(await row(poll)).toMatchObject({ result: { winners: ['c'] } });
  });
  it('P8: a recount proves the result, and names what was tampered with', async () => {
    const poll = await addPoll(database(), { method: choice });
    await vote(database(), await addMember(database()), poll, { kind: 'choice', options: ['a'] });
    expect(await recount(database(), poll)).toBe('not closed');
    await due(database(), poll);
    await closeDuePolls(database(), unheard);
    expect(await recount(database(), poll)).toMatchObject({ ballots: 1, gaps: [] });
    await database().query(`update poll set result = jsonb_set(result, '{counts,0,votes}', '7') where id = $1`, [poll]);
    expect(await recount(database(), poll)).toMatchObject({
      gaps: [{ check: 'votes', id: 'a', expected: '1', found: '7' }],
    });
    expect(await recount(database(), '00000000-0000-7000-8000-000000000000')).toBe('unknown');
  });
  it('P1: a count longer than a page counts every ballot once', async () => {
    const method: PollMethod = {
      ...exampleMethods.budget,
      ballots: 'cumulative',
      costs: { a: 1, b: 1, c: 1 },
      terms: { ...exampleMethods.budget.terms, points: 1000 },
    };
    const poll = await addPoll(database(), { method });
    await database().query(
      `insert into member (id, name, email) select gen_random_uuid(), 'x', i || '@many.example'
        from generate_series(1, 20003) i`,
    );
    await database().query(
      `insert into ballot (poll, member, content) select $1, id, jsonb_build_object('kind', 'budget', 'projects',
        jsonb_build_array('a', 'b', 'c'), 'points', jsonb_build_array(1, 1 + i % 150, 1 + i / 150))
        from (select id, row_number() over () as i from member where email like '%@many.example') m`,
      [poll],
    );
    const read = await readPoll(database(), poll);
    const result = await countPoll(database(), read!);
    expect([result.ballots, result.counts.find((c) => c.option === 'a')]).toMatchObject([
      20_003,
      { votes: 20_003, score: 20_003 },
    ]);
  });
});

onTwoServers('a ballot and the closing at the same instant', (at) => {
  it('P1: a ballot is in the result or refused, never in between, on two servers', async () => {
    const { db, one, two } = at();
    const members = await Promise.all(Array.from({ length: 60 }, () => addMember(db)));
    for (let round = 0; round < 15; round++) {
      const poll = await addPoll(db, { method: choice, closesInSeconds: 3600 });
      // More than settle at once, so that some are under way when the poll closes.
      const votes = members.map((m) => one.run('vote', m, poll, { kind: 'choice', options: ['a'] }));
      await Promise.race(votes);
      await due(db, poll);
      await two.run('closeDuePolls');
      const verdicts = (await Promise.all(votes)).flat();
      const applied = verdicts.filter((v) => v.code === null).length;
      const refused = verdicts.filter((v) => v.code === 'poll.closed').length;
      const stored = await db.query(
        `select (result ->> $$ballots$$)::int as counted, (select count(*) from ballot where poll = $1) as ballots
          from poll where id = $1`,
        [poll],
      );
      expect([applied + refused, stored]).toEqual([60, [{ counted: applied, ballots: applied }]]);
    }
  });
});

describe('a ballot that holds its poll', () => {
  it('P1: the closing waits for a ballot that holds the poll, and nobody waits for the count', async () => {
    const { url, drop } = await createDatabase();
    const [voting, closing] = await Promise.all([openPostgres({ url }), openPostgres({ url })]);
    try {
      const poll = await addPoll(voting, { method: choice, closesInSeconds: 3600 });
      await due(voting, poll);
      const order: string[] = [];
      let closed: Promise<void> = Promise.resolve();
      await voting.transaction(async (tx) => {
        await tx.query('select lock_poll_shared($1)', [poll]);
        closed = closePoll(closing, poll, unheard).then(() => void order.push('closed'));
        // Wait until PostgreSQL reports the blocked lock.
        for (let waits = false; !waits;) {
          const [lock] = await tx.query<{ waits: boolean }>(
            `select exists (select from pg_locks where locktype = 'advisory' and not granted) as waits`,
          );
          waits = lock?.waits ?? false;
        }
        order.push('ballot');
      });
      await closed;
      expect(order).toEqual(['ballot', 'closed']);
    } finally {
      await Promise.all([voting.close(), closing.close()]);
      await drop();
    }
  });
});
