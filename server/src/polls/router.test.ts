import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { ballotCounter } from '@egoejo/shared/polls/count.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { tallyQuadratic } from '@egoejo/shared/polls/tally-files.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { addCommunity, addMember, addPoll, giveGrains, settleHot } from '../testing/world.ts';
import { closeDuePolls } from './closing.ts';
import { ballotsCsv, type ResultExport } from './router.ts';

const quadratic: PollMethod = { kind: 'quadratic', credits: 100, unit: 0 };

eachDatabase('exports of results', (database) => {
  let at: TestApp;
  let poll: PollId;
  const members: string[] = [];
  const votes = [{ a: 3, b: 1 }, { b: 2 }, { a: 1, c: 5 }];
  beforeAll(async () => {
    at = await createTestApp(database());
    poll = await addPoll(database(), { method: quadratic });
    for (const v of votes) {
      const member = await addMember(database());
      await giveGrains(database(), member, 10);
      members.push(member.id);
      await settleHot(database(), member, [{ name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: v } } }]);
    }
  });
  afterAll(() => at.close());
  const ask = (id: string, format: string) => at.browser().query(`polls.exportResult?input=${encodeURIComponent(JSON.stringify({ poll: id, format }))}`);
  const textOf = async (id: string, format: string): Promise<string> => {
    const url = `/trpc/polls.exportResult?input=${encodeURIComponent(JSON.stringify({ poll: id, format }))}`;
    return (await at.app.inject({ url, remoteAddress: '203.0.113.7' })).json<{ result: { data: { text: string } } }>().result.data.text;
  };

  it('P1 P8: none before the closing', async () => {
    expect(await ask(poll, 'json')).toMatchObject({ status: 400, body: { code: 'poll.not_open' } });
    expect(await ask(newId(), 'json')).toMatchObject({ status: 404, body: { code: 'poll.unknown' } });
    expect(await ask('x', 'json')).toMatchObject({ status: 400, body: { code: 'sync.bad_args' } });
    expect((await ask(await addPoll(database(), { method: quadratic, community: await addCommunity(database(), 'private') }), 'json')).status).toBe(404);
  });
  it('P8: the JSON alone is enough to recount, and tells nobody who voted what', async () => {
    await database().query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
    await closeDuePolls(database(), () => undefined);
    const text = await textOf(poll, 'json');
    const whole = JSON.parse(text) as ResultExport;
    const counter = ballotCounter(whole.poll.method, whole.poll.options);
    for (const b of whole.ballots) counter.add(b.content as BallotContent);
    expect(counter.result(whole.poll.quorum)).toEqual(whole.result);
    for (const member of members) expect(text).not.toContain(member);
    // P1: a pseudonym of its own for each export.
    const again = JSON.parse(await textOf(poll, 'json')) as ResultExport;
    expect(new Set([...whole.ballots, ...again.ballots].map((b) => b.ballot)).size).toBe(6);
  });
  it('P8: the CSV is what the tally command reads', async () => {
    const text = await textOf(poll, 'csv');
    async function* bytes() {
      yield new TextEncoder().encode(text);
    }
    const { tally } = await tallyQuadratic(bytes(), 100);
    expect(tally).toMatchObject({ participants: 3, options: [{ label: 'option c', votes: 5 }, { label: 'option a', votes: 4 }, { label: 'option b', votes: 3 }] });
  });
  it('a spreadsheet takes no label for a formula', () => {
    const csv = ballotsCsv({
      poll: { id: 'p', title: 't', method: quadratic, options: [{ id: 'a', label: '=1+1' }, { id: 'b', label: 'un, "deux"' }], quorum: null, extra: null },
      result: { ballots: 1, quorumMet: true, counts: [], winners: [] }, ballots: [{ ballot: 'x', content: { kind: 'quadratic', votes: { b: 2 } } }],
    });
    expect(csv).toBe(`id,'=1+1,"un, ""deux"""\nx,,2`);
  });
  it('makes previews of polls anyone may see', async () => {
    expect(await at.deps.previews.of(`/votes/${poll}`)).toMatchObject({ title: 'Quel jour ?' });
    expect(await at.deps.previews.of(`/votes/${newId()}`)).toBeNull();
  });
});
