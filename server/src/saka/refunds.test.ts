import { expect, it } from 'vitest';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { audit } from '../cli/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { balancesOf, siloOf } from '../testing/idle.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addPoll, giveGrains, settleBySql, type TestMember } from '../testing/world.ts';
import { closeWallet } from './ledger/ledger.ts';
import { refundCancelledPolls } from './refunds.ts';

const quadratic: PollMethod = { kind: 'quadratic', credits: 100, unit: 5 };
const vote = (db: Database, member: TestMember, poll: PollId, ballot: BallotContent) =>
  settleBySql(db, member, [{ name: 'poll.vote', args: { poll, ballot } }]);
const unheard = () => undefined;

eachDatabase('refunds of a cancelled poll', (database) => {
  it('R7 P1: returns every member’s grains once, in the cycle of the spend, and none of another poll', async () => {
    const cycle = '00000000-0000-7000-8000-0000000000c1';
    await database().query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        values ($1, 'x', now() - interval '1 day', now() + interval '1 day', true)`,
      [cycle],
    );
    const [poll, other] = [
      await addPoll(database(), { method: quadratic }),
      await addPoll(database(), { method: quadratic }),
    ];
    const members = [await addMember(database()), await addMember(database()), await addMember(database())];
    for (const m of members) {
      await giveGrains(database(), m, 100);
      await vote(database(), m, poll, { kind: 'quadratic', votes: { a: 3, b: 1 } });
      await vote(database(), m, other, { kind: 'quadratic', votes: { a: 1 } });
    }
    await database().query('update cycle set active = false');
    await database().query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    const moved: string[] = [];
    expect(await refundCancelledPolls(database(), (scopes) => moved.push(...scopes))).toBe(3);
    expect(moved.sort()).toEqual(members.map((m) => `member:${m.id}`).sort());
    expect(await refundCancelledPolls(database(), unheard)).toBe(0);
    for (const m of members) {
      // 100 initially, 5 + 5 for voting, 50 spent and refunded, 5 still planted on the other poll.
      expect(await database().query('select balance, planted from wallet where member = $1', [m.id])).toEqual([
        { balance: 105, planted: 5 },
      ]);
    }
    expect(
      await database().query(
        `select count(*) as n, sum(amount)::bigint as grains, min(cycle::text) as cycle from transfer
          where poll = $1 and reason = 'poll_refund'`,
        [poll],
      ),
    ).toEqual([{ n: 3, grains: 150, cycle }]);
  });
  it('R7 P1: the refund of an account closed in the meantime goes to the Silo', async () => {
    const db = database();
    const poll = await addPoll(db, { method: quadratic });
    const [gone, here] = [await addMember(db), await addMember(db)];
    for (const m of [gone, here]) {
      await giveGrains(db, m, 100);
      await vote(db, m, poll, { kind: 'quadratic', votes: { a: 3 } });
    }
    await db.transaction(async (tx) => {
      await closeMember(tx, gone.id);
      await closeWallet(tx, gone.id);
    });
    const before = await siloOf(db);
    await db.query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    expect(await refundCancelledPolls(db, unheard)).toBe(2);
    expect([await balancesOf(db, [gone.id, here.id]), (await siloOf(db)) - before]).toEqual([[0, 105], 45]);
    expect((await audit(db)).gaps.filter((g) => /^(wallet|silo|activity)/.test(g.check))).toEqual([]);
  });
});
