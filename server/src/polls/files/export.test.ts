import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type MemberId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { countBallots } from '../../testing/count-ballots.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { tallyQuadratic } from './tally-files.ts';
import { openSession } from '../../accounts/sessions/sessions.ts';
import { endSessions } from '../../accounts/sessions/end-sessions.ts';
import { banMember } from '../../accounts/account-status.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { OPERATOR } from '../../platform/observability/audit.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addPoll, giveGrains, settleBySql } from '../../testing/world.ts';
import { closeDuePolls } from '../closing.ts';
import { readPoll } from '../count/count-stored.ts';
import { csvBallot, csvHead, exportText, type ResultExport } from './export.ts';

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
      await settleBySql(database(), member, [
        { name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: v } } },
      ]);
    }
  });
  afterAll(() => at.close());
  const urlOf = (id: string, format: string): string => `/api/polls/${id}/ballots?format=${format}`;
  const ask = (id: string, format: string, browser = at.browser()) =>
    browser.send<{ code?: string }>({ method: 'GET', url: urlOf(id, format) });
  const textOf = async (id: string, format: string): Promise<string> => {
    const answer = await at.app.inject({ url: urlOf(id, format), remoteAddress: '203.0.113.7' });
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${id}.${format}"`,
    });
    return answer.body;
  };

  it('P1 P8: are not available before the closing', async () => {
    expect(await ask(poll, 'json')).toMatchObject({ status: 400, body: { code: 'poll.not_open' } });
    expect(await ask(newId(), 'json')).toMatchObject({ status: 404, body: { code: 'poll.unknown' } });
    expect(await ask('x', 'json')).toMatchObject({ status: 404, body: { code: 'poll.unknown' } });
    expect(await ask(poll, 'xml')).toMatchObject({ status: 400, body: { code: 'sync.bad_args' } });
    expect(
      (
        await ask(
          await addPoll(database(), { method: quadratic, community: await addCommunity(database(), 'private') }),
          'json',
        )
      ).status,
    ).toBe(404);
  });
  it('P8: the JSON is sufficient for a recount, and does not reveal who voted what', async () => {
    await database().query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
    await closeDuePolls(database(), () => undefined);
    const text = await textOf(poll, 'json');
    const whole = JSON.parse(text) as ResultExport;
    const { method, options } = whole.poll;
    if (method.kind === 'budget') throw new Error('not the poll that was made');
    const ballots = whole.ballots.map((b) => b.content as BallotContent);
    expect(countBallots(method, options, ballots, whole.poll.quorum)).toEqual(whole.result);
    for (const member of members) expect(text).not.toContain(member);
    // Each export uses new pseudonyms (P1).
    const again = JSON.parse(await textOf(poll, 'json')) as ResultExport;
    expect(new Set([...whole.ballots, ...again.ballots].map((b) => b.ballot)).size).toBe(6);
  });
  it('P8: the CSV can be read by the tally command', async () => {
    const text = await textOf(poll, 'csv');
    async function* bytes() {
      yield new TextEncoder().encode(text);
    }
    // Without the mark a spreadsheet reads another encoding.
    expect(text.startsWith('\uFEFFid,')).toBe(true);
    const { tally } = await tallyQuadratic(bytes(), 100);
    expect(tally).toMatchObject({
      participants: 3,
      options: [
        { label: 'option c', votes: 5 },
        { label: 'option a', votes: 4 },
        { label: 'option b', votes: 3 },
      ],
    });
  });
  it('no label is read as a formula by a spreadsheet', () => {
    const options = [
      { id: 'a', label: '=1+1' },
      { id: 'b', label: 'un, "deux"' },
      { id: 'c', label: '\n＠x' },
    ];
    const csv = `${csvHead(options)}\n${csvBallot(options, 'x', { kind: 'quadratic', votes: { b: 2 } })}`;
    expect(csv).toBe(`id,'=1+1,"un, ""deux""","'\n＠x"\nx,,2,`);
  });
  it('of a private poll are for members only, with a valid session and not banned', async () => {
    const db = database();
    const community = await addCommunity(db, 'private');
    const closed = await addPoll(db, { method: quadratic, community });
    await db.query(
      `update poll set state = 'closed', result = '{"ballots":0,"quorumMet":true,"counts":[],"winners":[]}'
        where id = $1`,
      [closed],
    );
    const enter = async () => {
      const member = await addMember(db);
      await addMembership(db, member, community);
      const session = await db.transaction((tx) =>
        openSession(tx, member.id, member.device, 90, { agent: '', address: '' }),
      );
      const [browser, byCookie] = [at.browser(), at.browser()];
      browser.accessToken = await signAccess(at.deps.keys, {
        member: member.id,
        device: member.device,
        sid: session.sid,
        roles: [],
      });
      byCookie.cookie = session.refreshToken;
      return { member: member.id, browsers: [browser, byCookie] };
    };
    const statuses = (browsers: Browser[]) =>
      Promise.all(browsers.map(async (b) => (await ask(closed, 'json', b)).status));
    expect(await statuses([at.browser()])).toEqual([404]);
    const ends = [
      (member: MemberId) => db.transaction((tx) => endSessions(tx, member, 'signed_out')),
      (member: MemberId) => db.transaction((tx) => banMember(tx, OPERATOR, member, 'spam')),
      (member: MemberId) => db.query(`update member set status = 'banned' where id = $1`, [member]),
    ];
    for (const end of ends) {
      const { member, browsers } = await enter();
      expect(await statuses(browsers)).toEqual([200, 200]);
      await end(member);
      expect(await statuses(browsers)).toEqual([404, 404]);
    }
  });
  it('P1: are paged, with each ballot once, in an order that differs each time and is not that of the voters', async () => {
    const db = database();
    const many = await addPoll(db, { method: quadratic });
    await db.query(
      `update poll set state = 'closed', result = '{"ballots":12000,"quorumMet":true,"counts":[],"winners":[]}'
        where id = $1`,
      [many],
    );
    await db.query(
      `insert into imported_ballot (poll, voter, content)
        select $1, lpad(n::text, 6, '0'), jsonb_build_object('kind', 'budget', 'projects', jsonb_build_array(n))
        from generate_series(1, 12000) n`,
      [many],
    );
    await db.query(
      `update poll set method = '{"kind":"budget","rule":"x","ballots":"approval","budget":1,"currency":"EUR","costs":{}}' where id = $1`,
      [many],
    );
    const orders: number[][] = [];
    const pieces: string[] = [];
    for (let i = 0; i < 2; i++) {
      const read = await readPoll(db, many);
      if (!read?.result) throw new Error('the poll is not counted');
      pieces.length = 0;
      for await (const piece of exportText(db, { ...read, result: read.result }, 'json')) pieces.push(piece);
      orders.push(
        (JSON.parse(pieces.join('')) as ResultExport).ballots.map(
          (b) => (b.content as { projects: number[] }).projects[0] ?? 0,
        ),
      );
    }
    const sorted = Array.from({ length: 12_000 }, (_, i) => i + 1);
    for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual(sorted);
    expect(orders[0]).not.toEqual(orders[1]);
    expect(orders[0]).not.toEqual(sorted);
    // Head, three pages of about 4,000 ballots, end: the text is never one piece.
    expect(pieces).toHaveLength(5);
  });
  it('previews exist for polls that anyone may see', async () => {
    expect(await at.deps.previews.find(`/votes/${poll}`)?.()).toMatchObject({ title: 'Quel jour ?' });
    expect(await at.deps.previews.find(`/votes/${newId()}`)?.()).toBeNull();
  });
});
