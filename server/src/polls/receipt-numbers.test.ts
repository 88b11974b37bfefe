import { describe, expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { readReceiptNumber, receiptNumber } from '@egoejo/shared/polls/receipt-number.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import type { Database } from '../platform/database/database.ts';
import { testSettlements } from '../testing/settlements.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, newMember } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { addPoll } from '../testing/world.ts';
import { closeDuePolls } from './closing.ts';
import { readPoll } from './count/count-stored.ts';
import { exportText, type ResultExport } from './files/export.ts';
import { recountFile } from './files/exported-file.ts';
import { hasReceipt } from './receipt-numbers.ts';

const BALLOTS: Record<string, { method: PollMethod; ballots: BallotContent[] }> = {
  choice: {
    method: { kind: 'choice', max: 1 },
    ballots: ['a', 'b', 'b'].map((o) => ({ kind: 'choice', options: [o] })),
  },
  judgment: {
    method: exampleMethods.judgment,
    ballots: [{ a: 6, b: 0 }, { a: 3 }, { b: 5 }].map((grades) => ({ kind: 'judgment', grades })),
  },
  budget: {
    method: { ...exampleMethods.budget, costs: { a: 60_000, b: 50_000, c: 10_000 } },
    ballots: [['a'], ['b', 'c'], ['c']].map((projects) => ({ kind: 'budget', projects })),
  },
};
const vote = (poll: PollId, ballot: BallotContent) => act('poll.vote', { poll, ballot });

async function closed(db: Database, kind: keyof typeof BALLOTS) {
  const { method, ballots } = BALLOTS[kind]!;
  const poll = await addPoll(db, { method, openToAll: true });
  const cast = async (list: MutationEnvelope[]) => {
    const m = await newMember(db);
    await settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        onThrow: (e) => {
          throw e;
        },
      },
      m.member,
      m.device,
      list,
    );
    return m.member;
  };
  // Settled in the order in which they are made.
  const replaced = vote(poll, ballots[0]!);
  const [first, second, third] = ballots.map((b) => vote(poll, b));
  const members = [
    await cast([first!]),
    await cast([replaced, second!]),
    await cast([third!]),
    await cast([vote(poll, ballots[0]!), act('poll.withdrawVote', { poll })]),
  ];
  await db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  await closeDuePolls(db, () => undefined);
  const read = (await readPoll(db, poll))!;
  let text = '';
  for await (const piece of exportText(db, { ...read, result: read.result! }, 'json')) text += piece;
  const standing = [first!, second!, third!].map((a) => receiptNumber(poll, a.key));
  return {
    poll,
    text,
    standing,
    replaced: receiptNumber(poll, replaced.key),
    members,
    keys: [first!.key, second!.key],
  };
}

eachDatabase('receipts of votes', (database) => {
  it('P1 P8: an export has the receipt number of each ballot that counts, apart from the ballots and from who cast them', async () => {
    const { poll, text, standing, replaced, members, keys } = await closed(database(), 'choice');
    const whole = JSON.parse(text) as ResultExport;
    expect(whole.receipts).toEqual(standing.toSorted());
    expect(whole.ballots.map((b) => Object.keys(b).join())).toEqual(Array(3).fill('ballot,content'));
    for (const secret of [...members, ...keys]) expect(text).not.toContain(secret);
    for (const number of standing) expect(await hasReceipt(database(), poll, number)).toBe(true);
    expect(await hasReceipt(database(), poll, replaced)).toBe(false);
  });
  it('P8: whoever may see the poll asks about a number as people type it', async () => {
    const { poll, standing, replaced } = await closed(database(), 'choice');
    const open = await addPoll(database(), { method: BALLOTS['choice']!.method });
    const at = await createTestApp(database());
    const ask = (id: string, number: string) =>
      at.browser().send({ method: 'GET', url: `/api/polls/${id}/receipts/${encodeURIComponent(number)}` });
    expect(await ask(poll, standing[0]!)).toMatchObject({ status: 200, body: { found: true } });
    expect(await ask(poll, ` ${standing[0]!.toLowerCase().replaceAll('-', ' ')}`)).toMatchObject({
      body: { found: true },
    });
    expect(await ask(poll, replaced)).toMatchObject({ status: 200, body: { found: false } });
    const secret = (await closed(database(), 'choice')).poll;
    await database().query('update poll set secret = true where id = $1', [secret]);
    expect(await ask(secret, replaced)).toMatchObject({ status: 200, body: { found: null } });
    for (const [id, number, status, code] of [
      [poll, `${replaced}0`, 400, 'sync.bad_args'],
      [newId(), replaced, 404, 'poll.unknown'],
      ['x', replaced, 404, 'poll.unknown'],
      [open, replaced, 400, 'poll.not_open'],
    ] as const)
      expect(await ask(id, number)).toMatchObject({ status, body: { code } });
    await at.close();
  });
  it.each(Object.keys(BALLOTS))('P8: a file of ballots by %s is counted again without a database', async (kind) => {
    const { text, standing } = await closed(database(), kind);
    const counted = await recountFile(text);
    expect(counted).toMatchObject({ ok: true, value: { ballots: 3, gaps: [], receipts: new Set(standing) } });
    const whole = JSON.parse(text) as ResultExport;
    whole.result.winners = ['c'];
    whole.result.counts[0]!.votes += 1;
    const changed = await recountFile(JSON.stringify(whole));
    expect(changed.ok && changed.value.gaps.map((g) => g.check)).toContain('votes');
  });
  it('P7: a file that is no export, or has a malformed ballot, is refused with the reason', async () => {
    const { text } = await closed(database(), 'choice');
    const whole = JSON.parse(text) as ResultExport;
    const with_ = (change: object) => recountFile(JSON.stringify({ ...whole, ...change }));
    const reason = async (counted: ReturnType<typeof recountFile>) => {
      const read = await counted;
      return read.ok ? null : [read.error.code, read.error.params['reason']];
    };
    expect((await reason(recountFile('{')))?.[0]).toBe('recount.not_json');
    expect(await reason(with_({ result: null }))).toEqual([
      'recount.bad_shape',
      'not an export of a poll’s ballots: result is wrong',
    ]);
    const ballot = (content: unknown) => with_({ ballots: [{ ballot: 'x', content }] });
    expect(await reason(ballot({ kind: 'choice', options: ['z'] }))).toEqual([
      'recount.bad_ballot',
      'ballot 1: poll.unknown_option',
    ]);
    expect(await reason(ballot(7))).toEqual(['recount.bad_ballot', 'ballot 1 is not a ballot of this poll']);
  });
});

describe('a receipt number', () => {
  it('is read with or without dashes, and nothing else is', () => {
    expect(readReceiptNumber(' 0a1b2c3d-4e5f 60718293')).toBe('0A1B-2C3D-4E5F-6071-8293');
    for (const typed of ['', '0A1B', '0A1B-2C3D-4E5F-6071-829G', '0A1B-2C3D-4E5F-6071-82931'])
      expect(readReceiptNumber(typed)).toBeNull();
  });
});
