import { newId, type ItemId, type PollId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { bothDatabases } from '../../testing/database/postgres.ts';
import { onTwoServers } from '../../testing/servers/two-servers.ts';
import { act, boost, grant, newMember, outcome, walletOf } from '../../testing/acts.ts';
import { addCommunity, addProject, addPoll } from '../../testing/world.ts';
import type { Caller } from '../exchange/exchange-deps.ts';
import { settleActs } from './settle.ts';
import type { SettleDeps } from './settle-cold.ts';

const depsOf = (db: Database, more: Partial<SettleDeps> = {}): SettleDeps => ({
  db,
  settlements: testSettlements,
  flagsOff: [],
  onThrow: (error) => {
    throw error;
  },
  ...more,
});
const settle = (db: Database, m: Caller, ...list: MutationEnvelope[]) =>
  settleActs(depsOf(db), m.member, m.device, list);
const countOf = async (db: Database, table: string, member: string): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*) as n from ${table} where member = $1`, [member]))[0]!.n;

bothDatabases('settlement', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  it('S5: a receipt commits with its effects, and a throw undoes both', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    await expect(
      db.transaction(async (tx) => {
        await tx.query(
          `select * from settle_acts(array[$1::uuid], array[$2::uuid], '{}', true, 'project.boost', true, false, false,
            false,
            array[1], array[gen_random_uuid()], array[1::bigint], array['project.boost'],
            array[jsonb_build_object('project', $3::uuid, 'grains', 10)], array[now()], array['\\x01'::bytea],
            array[false], array[null::jsonb], array[null::bytea], array[null::timestamptz])`,
          [m.member, m.device, project],
        );
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await countOf(db, 'receipt', m.member)).toBe(0);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 100, ledger: 100 });
    expect((await settle(db, m, boost(project, 10))).map(outcome)).toEqual(['applied']);
    expect(await countOf(db, 'receipt', m.member)).toBe(1);
  });

  it('S5: one that throws undoes nothing before it, and those after it wait', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const broken = await addProject(db, await addCommunity(db));
    // Simulate a bug: this trigger throws for one project.
    await db.script(`create or replace function test_throw() returns trigger
      language plpgsql as $$ begin if new.project = '${broken}' then raise exception 'a bug'; end if;
      return new; end $$;
      create or replace trigger test_throw before insert on project_delta for each row execute function test_throw();`);
    const thrown: string[] = [];
    const list = [boost(project, 10), boost(broken, 10), boost(project, 5)];
    const answers = await settleActs(
      depsOf(db, { onThrow: (_e, name) => thrown.push(name) }),
      m.member,
      m.device,
      list,
    );
    await db.script('drop trigger test_throw on project_delta');
    expect(answers.map(outcome)).toEqual(['applied', 'unsettled']);
    expect(thrown).toEqual(['project.boost']);
    expect((await walletOf(db, m.member)).balance).toBe(90);
    expect((await settle(db, m, ...list)).map(outcome)).toEqual(['applied', 'applied', 'applied']);
    expect((await walletOf(db, m.member)).balance).toBe(75);
  });

  it('S5: acts that throw only together settle one by one, and those after them go on in the same exchange', async () => {
    const m = await newMember(db, 100);
    const community = await addCommunity(db);
    const project = await addProject(db, community);
    // Simulate a bug: this trigger throws for several transfers of this member at once.
    await db.script(`create or replace function test_throw_many() returns trigger language plpgsql as $$
      begin if (select count(*) from ins where member = '${m.member}') > 1 then raise exception 'a bug'; end if;
        return null; end $$;
      create or replace trigger test_throw_many after
        insert on transfer referencing new table as ins for each statement execute function test_throw_many();`);
    const answers = await settle(db, m, boost(project, 10), boost(project, 5), act('community.join', { community }));
    await db.script('drop trigger test_throw_many on transfer');
    expect(answers.map(outcome)).toEqual(['applied', 'applied', 'applied']);
    expect((await walletOf(db, m.member)).balance).toBe(85);
  });

  it('S6: the same key again returns the stored verdict and changes nothing', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const list = [boost(project, 10), act('community.join', { community: await addCommunity(db) })];
    const first = await settle(db, m, ...list);
    const rev = async () =>
      (await db.query<{ rev: number }>('select rev from member_counter where member = $1', [m.member]))[0]!.rev;
    const before = await rev();
    expect(await settle(db, m, ...list)).toEqual(first);
    expect(await rev()).toBe(before);
    expect((await walletOf(db, m.member)).balance).toBe(90);
  });

  it('S6: the same key with another request is sync.key_reused, not stored', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const first = boost(project, 10);
    const join = act('community.join', { community: await addCommunity(db) });
    await settle(db, m, first, join);
    expect((await settle(db, m, boost(project, 11, { key: first.key }))).map(outcome)).toEqual(['keyReused']);
    expect((await settle(db, m, { ...join, args: { community: await addCommunity(db) } })).map(outcome)).toEqual([
      'keyReused',
    ]);
    expect((await settle(db, m, first)).map(outcome)).toEqual(['applied']);
    expect(await countOf(db, 'receipt', m.member)).toBe(2);
  });

  it.each([true, false])(
    'S6: a second receipt under one key undoes the whole call (a single act each: %s)',
    async (each) => {
      const m = await newMember(db, 100);
      const project = await addProject(db, await addCommunity(db));
      const call = db.query(
        `select settle_acts(array[$1::uuid], array[$2::uuid], '{}', true, 'project.boost', $5, false, false, false,
        array[1, 1], array[$3::uuid, $3::uuid], array[1::bigint, 2], array['project.boost', 'project.boost'],
        array[g, g], array[now(), now()], array['\\x01'::bytea, '\\x01'], array[false, false],
        array[null::jsonb, null], array[null::bytea, null], array[null::timestamptz, null])
        from jsonb_build_object('project', $4::uuid, 'grains', 10) g`,
        [m.member, m.device, newId(), project, each],
      );
      await expect(call).rejects.toThrow('receipt');
      expect(await walletOf(db, m.member)).toMatchObject({ balance: 100, ledger: 100 });
      expect(await countOf(db, 'receipt', m.member)).toBe(0);
    },
  );

  it('S6: a second receipt under one key undoes a settlement in TypeScript', async () => {
    const m = await newMember(db);
    const write = `select write_receipt($1, $2, '\\x01', 'profile.update', null, null, null, null, 1,
      now(), 1, now(), null)`;
    const key = newId();
    await db.query(write, [m.member, key]);
    await expect(db.query(write, [m.member, key])).rejects.toThrow('receipt');
  });

  it('S6: the hash covers name, version and args as first queued', async () => {
    const m = await newMember(db, 100);
    const b = boost(await addProject(db, await addCommunity(db)), 10);
    const [a] = await settle(db, m, b);
    expect(a).toMatchObject({ hash: requestHash(b) });
  });

  it('S7: a receipt is a row of the member scope with verdict, time and revs; convergent acts have none', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const b = boost(project, 10);
    const answers = await settle(db, m, b, act('reading.progress', { text: newId<ItemId>(), at: 500, page: 1 }));
    expect(answers[1]).toMatchObject({ convergent: true });
    const rows = await db.query<{ key: string; code: string | null; rev: number }>(
      'select key, code, rev from receipt where member = $1',
      [m.member],
    );
    expect(rows).toEqual([
      { key: b.key, code: null, rev: (answers[0] as { revs: Record<string, number> }).revs[`member:${m.member}`] },
    ]);
  });

  it('S29: marking notifications read, also made-up ones, leaves nothing but its receipt', async () => {
    const m = await newMember(db, 0);
    const ids = Array.from({ length: 200 }, () => newId());
    expect((await settle(db, m, act('notification.read', { ids }))).map(outcome)).toEqual(['applied']);
    expect([await countOf(db, 'receipt', m.member), await countOf(db, 'row_write', m.member)]).toEqual([1, 0]);
  });

  it('S8: a rejection leaves its receipt and nothing else', async () => {
    const m = await newMember(db, 5);
    const project = await addProject(db, await addCommunity(db));
    expect((await settle(db, m, boost(project, 10))).map(outcome)).toEqual(['saka.insufficient_grains']);
    expect(await countOf(db, 'receipt', m.member)).toBe(1);
    expect(await countOf(db, 'support', m.member)).toBe(0);
    expect(await countOf(db, 'project_delta', m.member)).toBe(0);
    await grant(db, m.member, 100);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 105, planted: 0 });
  });

  it('S8: unknown names and versions get upgradeRequired, are not stored, and stop the exchange', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const before = boost(project, 1);
    const strange = { ...boost(project, 10), name: 'project.bless' };
    const future = { ...boost(project, 10), version: 99 };
    expect((await settle(db, m, before, strange, boost(project, 1))).map(outcome)).toEqual([
      'applied',
      'upgradeRequired',
    ]);
    expect((await settle(db, m, future)).map(outcome)).toEqual(['upgradeRequired']);
    expect(await countOf(db, 'receipt', m.member)).toBe(1);
  });

  it('S9: acts settle in seq order, whatever order they come in; a rejection blocks nothing after it', async () => {
    const m = await newMember(db, 30);
    const project = await addProject(db, await addCommunity(db));
    const [a, b, c] = [boost(project, 20), boost(project, 20), boost(project, 10)];
    const answers = await settle(db, m, c, b, a);
    expect(answers.map((x) => [x.key, outcome(x)])).toEqual([
      [a.key, 'applied'],
      [b.key, 'saka.insufficient_grains'],
      [c.key, 'applied'],
    ]);
    expect((await walletOf(db, m.member)).balance).toBe(0);
  });

  it('S11: policy is judged at settlement: banned, withdrawn, closed', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const closed = await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true, closesInSeconds: -1 });
    expect(
      (await settle(db, m, act('poll.vote', { poll: closed, ballot: { kind: 'choice', options: ['a'] } }))).map(
        outcome,
      ),
    ).toEqual(['poll.closed']);
    await db.query(`update project set status = 'withdrawn' where id = $1`, [project]);
    expect((await settle(db, m, boost(project, 1))).map(outcome)).toEqual(['project.withdrawn']);
    await db.query(`update member set status = 'banned' where id = $1`, [m.member]);
    const other = await addProject(db, await addCommunity(db));
    expect((await settle(db, m, boost(other, 1))).map(outcome)).toEqual(['account.banned']);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 100, ledger: 100 });
  });

  it('S26: a cancel closes the key for ever when it comes first, and brings the standing verdict when it comes second', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const early = boost(project, 10);
    const cancelOf = (b: MutationEnvelope) =>
      act('sync.cancel', { key: b.key, hash: requestHash(b), name: b.name }, { seq: b.seq });
    const [cancelled, stands] = await settle(db, m, cancelOf(early));
    expect([outcome(cancelled), outcome(stands)]).toEqual(['applied', 'sync.cancelled']);
    expect(stands!.key).toBe(early.key);
    expect((await settle(db, m, early)).map(outcome)).toEqual(['sync.cancelled']);
    const late = boost(project, 10);
    await settle(db, m, late);
    expect((await settle(db, m, cancelOf(late))).map(outcome)).toEqual(['applied', 'applied']);
    expect((await walletOf(db, m.member)).balance).toBe(90);
  });

  it('malformed arguments are refused with a receipt and stop nothing', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const bad = [-5, 0, 1.5, 1e300, '10', null].map((grains) => ({ ...boost(project, 1), args: { project, grains } }));
    const extra = { ...boost(project, 1), args: { project, grains: 1, more: true } };
    const answers = await settle(db, m, ...bad, extra, boost(project, 7));
    expect(answers.map(outcome)).toEqual([...Array.from({ length: 7 }, () => 'sync.bad_args'), 'applied']);
    expect((await settle(db, m, boost(project, 1_000_000_000))).map(outcome)).toEqual(['saka.insufficient_grains']);
    expect((await walletOf(db, m.member)).balance).toBe(93);
  });

  it('a key of somebody else is nothing to me: each member has their own', async () => {
    const [a, b] = [await newMember(db, 50), await newMember(db, 50)];
    const project = await addProject(db, await addCommunity(db));
    const shared = boost(project, 10);
    expect((await settle(db, a, shared)).map(outcome)).toEqual(['applied']);
    expect((await settle(db, b, shared)).map(outcome)).toEqual(['applied']);
    expect((await walletOf(db, a.member)).balance).toBe(40);
    expect((await walletOf(db, b.member)).balance).toBe(40);
  });

  it('a device clock of any year settles', async () => {
    const m = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    const clocks = [
      '1970-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      'yesterday',
      '',
      '-271821-04-20T00:00:00Z',
      '+275760-09-13T00:00:00Z',
    ];
    const answers = await settle(
      db,
      m,
      ...clocks.map((madeAt) => boost(project, 1, { madeAt })),
      act('community.join', { community: await addCommunity(db) }, { madeAt: 'never' }),
    );
    expect(answers.map(outcome)).toEqual(Array.from({ length: 7 }, () => 'applied'));
  });
});

onTwoServers('settlement on two servers', (at) => {
  /** One act each, by turns on both servers. */
  const settleByTurns = (m: Caller, acts: readonly MutationEnvelope[]) =>
    Promise.all(acts.map((a, i) => (i % 2 ? at().one : at().two).run('settle', m, [a]))).then((all) => all.flat());

  it('S5 S6: two copies of every act on two servers settle once', async () => {
    const { db, one, two } = at();
    const m = await newMember(db, 1_000);
    const project = await addProject(db, await addCommunity(db));
    const list = Array.from({ length: 40 }, () => boost(project, 10));
    const answers = await Promise.all(list.flatMap((b) => [one.run('settle', m, [b]), two.run('settle', m, [b])]));
    for (let i = 0; i < answers.length; i += 2) expect(answers[i]).toEqual(answers[i + 1]);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 600, ledger: 600, planted: 400 });
    expect(await countOf(db, 'receipt', m.member)).toBe(40);
  });

  it('R3 R7: 50 concurrent boosts of one wallet never spend one grain too many', async () => {
    const { db } = at();
    const m = await newMember(db, 237);
    const project = await addProject(db, await addCommunity(db));
    const fifty = () => Array.from({ length: 50 }, () => boost(project, 10));
    const answers = (await settleByTurns(m, fifty())).map(outcome);
    expect(answers.filter((o) => o === 'applied')).toHaveLength(23);
    expect(answers.filter((o) => o === 'saka.insufficient_grains')).toHaveLength(27);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 7, ledger: 7 });
    // With only enough grains for one boost, all fifty compete for it.
    for (let round = 0; round < 5; round++) {
      const outcomes = (await settleByTurns(await newMember(db, 15), fifty())).map(outcome);
      expect(outcomes.filter((o) => o === 'applied')).toHaveLength(1);
      expect(outcomes.filter((o) => o === 'saka.insufficient_grains')).toHaveLength(49);
    }
  });

  it('R5: 50 concurrent readings on two servers harvest three times a day, not once more', async () => {
    const { db } = at();
    const m = await newMember(db);
    const stories = await db.query<{ id: StoryId }>(
      `insert into story (id, title, language, authors, licence, words, pages, bytes)
        select gen_random_uuid(), 's', 'fr', 'a', 'CC BY', 100, 1, 100 from generate_series(1, 50) returning id`,
    );
    const answers = await settleByTurns(
      m,
      stories.map(({ id }) => act('reading.finish', { story: id, activeSeconds: 60 })),
    );
    expect(answers.every((a) => outcome(a) === 'applied')).toBe(true);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 30, harvested: 30, ledger: 30 });
  });

  it('R5: 50 concurrent votes on two servers harvest ten times a day, not once more', async () => {
    const { db } = at();
    const m = await newMember(db);
    const polls: PollId[] = [];
    for (let i = 0; i < 50; i++) polls.push(await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true }));
    const answers = await settleByTurns(
      m,
      polls.map((poll) => act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } })),
    );
    expect(answers.every((a) => outcome(a) === 'applied')).toBe(true);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 50, harvested: 50, ledger: 50 });
    expect(await countOf(db, 'ballot', m.member)).toBe(50);
  });
});
