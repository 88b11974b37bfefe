import { describe, expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import type { PollMethod } from '@egoejo/shared/polls/model.ts';
import { openPostgres } from '../platform/database/open-postgres.ts';
import type { Database } from '../platform/database/database.ts';
import { testSettlements } from '../testing/settlements.ts';
import { createDatabase, eachDatabase } from '../testing/database/postgres.ts';
import { onTwoServers } from '../testing/servers/two-servers.ts';
import { act, outcome } from '../testing/acts.ts';
import { addCommunity, addMember, addMembership, addPoll, settleCold, type TestMember } from '../testing/world.ts';
import { closeDuePolls } from './closing.ts';

const choice: PollMethod = { kind: 'choice', max: 1 };
const inSeconds = (s: number): string => new Date(Date.now() + s * 1000).toISOString();
const extend = (db: Database, m: TestMember, poll: PollId, closesAt = inSeconds(7200)) =>
  settleCold(db, testSettlements, 'poll.extend', m, { poll, closesAt, reason: 'Le réseau a manqué.' });
const expire = (db: Database, poll: PollId) =>
  db.query(`update poll set closes_at = clock_timestamp() - interval '1 second' where id = $1`, [poll]);
async function village(db: Database) {
  const [animator, member, community] = [await addMember(db), await addMember(db), await addCommunity(db)];
  await addMembership(db, animator, community, 'animator');
  await addMembership(db, member, community);
  const poll = await addPoll(db, { method: choice, community, closesInSeconds: 3600 });
  return { animator, member, community, poll };
}

eachDatabase('extending a poll', (database) => {
  const row = async (poll: PollId) =>
    (
      await database().query<{ state: string; closes: string; reason: string | null }>(
        `select state, iso(closes_at) as closes, extra ->> 'reason' as reason from poll where id = $1`,
        [poll],
      )
    )[0]!;

  it('P1: the closing moves later, with its reason and a line in the audit log; what the poll asks stays frozen', async () => {
    const db = database();
    const { animator, poll } = await village(db);
    const before = await row(poll);
    const frozen = async () =>
      (await db.query('select frozen, poll_digest(poll) as now from poll where id = $1', [poll]))[0];
    const asked = await frozen();
    const to = inSeconds(7200);
    expect(await extend(db, animator, poll, to)).toEqual({ applied: [] });
    expect(await row(poll)).toEqual({ state: 'open', closes: to, reason: 'Le réseau a manqué.' });
    expect(await frozen()).toEqual(asked);
    expect(await db.query('select actor, action, detail from audit_log where subject = $1', [poll])).toEqual([
      {
        actor: animator.id,
        action: 'poll.extend',
        detail: { before: before.closes, until: to, reason: 'Le réseau a manqué.' },
      },
    ]);
    expect(await db.query('select name from domain_event where subject = $1', [poll])).toEqual([
      { name: 'poll.extended' },
    ]);
  });
  it('P1: the closing never moves earlier, and only to a time that exists', async () => {
    const db = database();
    const { animator, poll } = await village(db);
    const { closes } = await row(poll);
    for (const [to, code] of [
      [closes, 'poll.not_later'],
      [inSeconds(60), 'poll.not_later'],
      ['2026-13-45T00:00:00Z', 'poll.bad_closing'],
    ] as const)
      expect(await extend(db, animator, poll, to)).toEqual({ rejected: code });
    expect(await row(poll)).toEqual({ state: 'open', closes, reason: null });
  });
  it('P1: a poll that closed is never open again: neither one that is due and not counted yet, nor one that was counted', async () => {
    const db = database();
    const { animator, member, community, poll } = await village(db);
    expect(await extend(db, member, poll)).toEqual({ rejected: 'poll.not_animator' });
    expect(await extend(db, animator, newId())).toEqual({ rejected: 'poll.unknown' });
    await expire(db, poll);
    expect(await extend(db, animator, poll)).toEqual({ rejected: 'poll.closed' });
    await closeDuePolls(db, () => undefined);
    expect(await extend(db, animator, poll)).toEqual({ rejected: 'poll.closed' });
    expect(await row(poll)).toMatchObject({ state: 'closed', reason: null });
    const other = await addPoll(db, { method: choice, community, closesInSeconds: 3600 });
    await db.query(`update poll set state = 'cancelled' where id = $1`, [other]);
    expect(await extend(db, animator, other)).toEqual({ rejected: 'poll.cancelled' });
    await db.query(`update poll set state = 'draft', scope = 'member:' || $2::uuid, author = $2::uuid where id = $1`, [
      other,
      animator.id,
    ]);
    expect(await extend(db, animator, other)).toEqual({ rejected: 'poll.not_open' });
  });
  it('an archived community extends no poll', async () => {
    const db = database();
    const { animator, community, poll } = await village(db);
    await db.query('update community set archived_at = now() where id = $1', [community]);
    expect(await extend(db, animator, poll)).toEqual({ rejected: 'community.archived' });
  });
});

describe('an extension while a ballot holds its poll', () => {
  it('P1: the extension waits for the ballot, and is refused if the closing time passed meanwhile', async () => {
    const { url, drop } = await createDatabase();
    const [voting, extending] = await Promise.all([openPostgres({ url }), openPostgres({ url })]);
    try {
      const { animator, poll } = await village(voting);
      const waiting: ReturnType<typeof extend>[] = [];
      await voting.transaction(async (tx) => {
        await tx.query('select lock_poll_shared($1)', [poll]);
        waiting.push(extend(extending, animator, poll));
        // Wait until PostgreSQL reports the blocked lock.
        for (let waits = false; !waits;) {
          const [lock] = await tx.query<{ waits: boolean }>(
            `select exists (select from pg_locks where locktype = 'advisory' and not granted) as waits`,
          );
          waits = lock?.waits ?? false;
        }
        await expire(extending, poll);
      });
      expect(await Promise.all(waiting)).toEqual([{ rejected: 'poll.closed' }]);
    } finally {
      await Promise.all([voting.close(), extending.close()]);
      await drop();
    }
  });
});

onTwoServers('an extension and the closing at the same instant', (at) => {
  it('P1: a poll is either extended and open or closed, and each ballot is in the result or refused', async () => {
    const { db, one, two } = at();
    for (let round = 0; round < 12; round++) {
      const { animator, poll } = await village(db);
      const voters = await Promise.all(Array.from({ length: 8 }, () => addMember(db)));
      await db.query(
        `update poll set open_to_all = true, closes_at = clock_timestamp() + make_interval(secs => $2) where id = $1`,
        [poll, 0.005 * (round % 6)],
      );
      const caller = { member: animator.id, device: animator.device };
      const extension = act('poll.extend', { poll, closesAt: inSeconds(3600), reason: 'x' });
      const [votes, answers] = await Promise.all([
        Promise.all(voters.map((m) => one.run('vote', m, poll, { kind: 'choice', options: ['a'] }))),
        two.run('settle', caller, [extension]),
        one.run('closeDuePolls'),
      ]);
      await two.run('closeDuePolls');
      const extended = outcome(answers[0]) === 'applied';
      const applied = votes.flat().filter((v) => v.code === null).length;
      const [row] = await db.query<{ state: string; counted: number | null; ballots: number }>(
        `select state, (result ->> 'ballots')::int as counted,
          (select count(*)::int from ballot where poll = $1) as ballots from poll where id = $1`,
        [poll],
      );
      expect(row).toEqual(
        extended
          ? { state: 'open', counted: null, ballots: applied }
          : { state: 'closed', counted: applied, ballots: applied },
      );
    }
  });
});
