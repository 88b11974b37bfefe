/**
 * For tests of the audit: a small economy made by members' acts, and the gaps that the audit finds after a manual
 * corruption.
 */
import { expect } from 'vitest';
import { invitationCode } from '@egoejo/shared/invitations/model.ts';
import {
  newId,
  type BookId,
  type MemberId,
  type PollId,
  type ProjectId,
  type StoryId,
} from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { closeMember } from '../../accounts/own-data/own-data.ts';
import type { Gap } from '../../cli/audit-check.ts';
import { auditIn } from '../../cli/audit.ts';
import { acceptInvitation } from '../../invitations/accept.ts';
import { thank } from '../../invitations/listeners.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { macWith } from '../../platform/keys/receipt-key.ts';
import { closeDuePolls, closePoll } from '../../polls/closing.ts';
import { testSettlements } from '../settlements.ts';
import { adjustWallet } from '../../saka/ledger/ledger.adjust.ts';
import { refundCancelledPolls } from '../../saka/refunds.ts';
import { carryOut, takeUpRuns } from '../../saka/runs/runs.ts';
import type { Caller } from '../../sync/exchange/exchange-deps.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { act, boost, newMember, outcome } from '../acts.ts';
import { runDeps } from '../idle.ts';
import type { testKeys } from '../ballot-keys.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, addStory, addWork } from '../world.ts';

export const RECEIPT_KEY = 'the receipt key of these tests, long enough';
export const macOf = macWith(RECEIPT_KEY);

/** A small economy made by members, an administrator and the schedule in the normal way. */
export interface World {
  awa: Caller;
  ben: Caller;
  outsider: MemberId;
  project: ProjectId;
  hidden: ProjectId;
  quadratic: PollId;
  choice: PollId;
  cancelled: PollId;
  closed: PollId;
  /** A secret poll with one vote. */
  sealed: PollId;
  story: StoryId;
  /** A work of which awa read the first half. */
  work: BookId;
  cycle: string;
  /** Joined by awa’s invitation; the first of those who did. */
  newcomer: MemberId;
}
/**
 * Six members accept an invitation and one of them leaves; the inviter's wallet is adjusted. @returns the first member.
 */
async function inviteAndAdjust(db: Database, inviter: MemberId): Promise<MemberId> {
  const newcomers: MemberId[] = [];
  for (let i = 0; i < 6; i++) {
    const { id } = await addMember(db);
    expect(await db.transaction((tx) => acceptInvitation(tx, id, invitationCode(inviter)))).toMatchObject({ ok: true });
    expect(await db.transaction((tx) => thank(tx, id, true))).toMatchObject({ outcome: i < 5 ? 'harvested' : 'limit' });
    newcomers.push(id);
  }
  await db.transaction((tx) => closeMember(tx, newcomers[1]!));
  const { id: actor } = await addMember(db, { roles: ['administrator'] });
  expect(
    await db.transaction((tx) =>
      adjustWallet(
        tx,
        { actor, address: '', agent: '' },
        { key: newId(), member: inviter, grains: -20, reason: 'compté deux fois' },
      ),
    ),
  ).toMatchObject({ ok: true });
  return newcomers[0]!;
}

/** Runs compost over an idle wallet and a redistribution by hand, then compost by the schedule. */
async function runBoth(db: Database): Promise<void> {
  const idle = await newMember(db, 400);
  await db.query(`update wallet set last_activity = now() - interval '100 days' where member = $1`, [idle.member]);
  for (const kind of ['compost', 'redistribution'] as const) {
    expect(
      await carryOut(runDeps(db, { SAKA_SILO_REDISTRIBUTION_RATE: '10000' }), {
        kind,
        at: new Date(Date.now() - 60_000).toISOString(),
        source: 'command',
      }),
    ).toMatchObject({ ok: true });
  }
  await db.query(`update saka_schedule set since = now() - interval '8 days'`);
  expect(await takeUpRuns(runDeps(db, { SAKA_SILO_REDISTRIBUTION_ENABLED: 'off' }))).toMatchObject([
    { kind: 'compost', source: 'schedule', wallets: 0, state: 'ended' },
  ]);
}

/** The first half of a work, which harvests two quarters. */
const readHalf = (book: BookId) =>
  act('book.session', {
    book,
    day: new Date().toISOString().slice(0, 10),
    seconds: 60,
    words: 50,
    pages: 1,
    furthest: 5_000,
    passed: [{ from: 0, to: 5_000 }],
  });

export async function makeWorld(db: Database): Promise<World> {
  const settle = async (m: Caller, ...list: ReturnType<typeof act>[]): Promise<void> => {
    const answers = await settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        macOf,
        onThrow: (e) => {
          throw e;
        },
      },
      m.member,
      m.device,
      list,
    );
    expect(answers.map(outcome)).toEqual(list.map(() => 'applied'));
  };
  const vote = (poll: PollId, ballot: MutationArgs<'poll.vote'>['ballot']) => act('poll.vote', { poll, ballot });
  const cycle = newId();
  await db.query(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, 'Automne', now() - interval '1 day', now() + interval '1 day', true)`,
    [cycle],
  );
  const [awa, ben, outsider] = [await newMember(db, 700), await newMember(db, 300), await newMember(db, 90)];
  const [open, secret] = [await addCommunity(db), await addCommunity(db, 'private')];
  await addMembership(db, { id: ben.member, device: ben.device }, secret);
  const [project, hidden] = [await addProject(db, open), await addProject(db, secret)];
  const method = { kind: 'quadratic', credits: 100, unit: 5 } as const;
  const [quadratic, choice, cancelled, closed] = [
    await addPoll(db, { method }),
    await addPoll(db, { method: { kind: 'choice', max: 2 } }),
    await addPoll(db, { method }),
    await addPoll(db, { method }),
  ];
  const sealed = await addPoll(db, { method: { kind: 'choice', max: 1 }, secret: true });
  const story = await addStory(db, { words: 300 });
  const work = newId<BookId>();
  await addWork(db, { id: work });

  await settle(awa, boost(project, 10), boost(project, 5), act('reading.finish', { story, activeSeconds: 60 }));
  await settle(awa, readHalf(work));
  await settle(
    awa,
    vote(quadratic, { kind: 'quadratic', votes: { b: 1, a: 2 } }),
    vote(choice, { kind: 'choice', options: ['c', 'a'] }),
  );
  await settle(awa, vote(quadratic, { kind: 'quadratic', votes: { a: 1 } }));
  await settle(
    ben,
    boost(hidden, 7),
    vote(quadratic, { kind: 'quadratic', votes: { c: 3 } }),
    vote(cancelled, { kind: 'quadratic', votes: { a: 4 } }),
    vote(closed, { kind: 'quadratic', votes: { a: 1 } }),
  );
  await settle(ben, act('poll.withdrawVote', { poll: quadratic }), act('profile.update', { bio: 'Je lis.' }));
  await settle(
    outsider,
    act('poll.voteSecretly', { poll: sealed, ballot: { kind: 'choice', options: ['a'] }, nonce: '0'.repeat(32) }),
  );
  await db.query(`update poll set state = 'cancelled' where id = $1`, [cancelled]);
  await refundCancelledPolls(db, () => undefined);
  await db.query(`update poll set closes_at = now() where id = $1`, [closed]);
  await closePoll(db, closed, () => undefined);
  await closeDuePolls(db, () => undefined);
  await runBoth(db);
  const newcomer = await inviteAndAdjust(db, awa.member);
  await db.query('select combine_tallies(3)');
  return {
    awa,
    ben,
    outsider: outsider.member,
    project,
    hidden,
    quadratic,
    choice,
    cancelled,
    closed,
    sealed,
    story,
    work,
    cycle,
    newcomer,
  };
}

/** The gaps that the audit finds after running `sql` with all triggers bypassed; it is rolled back. */
export async function gapsAfter(
  db: Database,
  sql: string,
  by?: typeof macOf,
  kept?: typeof testKeys.keptResult,
): Promise<Gap[]> {
  class Undo extends Error {}
  let gaps: Gap[] = [];
  const look = async (tx: Queryable): Promise<void> => {
    await tx.query(`set local session_replication_role = 'replica'`);
    await tx.query(sql);
    ({ gaps } = await auditIn(tx, by, kept));
    throw new Undo();
  };
  await expect(db.transaction(look)).rejects.toThrow(Undo);
  return gaps;
}
