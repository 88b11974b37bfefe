/** Settlement of several members in one call (docs/decisions/06): each sees the same result as alone. */
import {
  newId,
  type CommunityId,
  type DeviceId,
  type MemberId,
  type MutationKey,
  type PollId,
  type ProjectId,
  type StoryId,
} from '@egoejo/shared/platform/ids.ts';
import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainGaps } from '../../cli/audit-chain.ts';
import type { Database } from '../../platform/database/database.ts';
import { macWith } from '../../platform/keys/receipt-key.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { act, boost, newMember, outcome, walletOf } from '../../testing/acts.ts';
import { eachDatabase, openFreshPostgres, type OpenDatabase } from '../../testing/database/postgres.ts';
import { abc, addCommunity, addPoll, addProject, addStory } from '../../testing/world.ts';
import type { Caller } from '../exchange/exchange-deps.ts';
import { settleActs } from './settle.ts';

const macOf = macWith('the key of these tests');
const settle = (
  db: Database,
  m: Caller,
  list: readonly MutationEnvelope[],
  onThrow: (error: unknown, name: string) => void = (e) => {
    throw e;
  },
  flagsOff: string[] = [],
) => settleActs({ db, settlements: testSettlements, flagsOff, macOf, onThrow }, m.member, m.device, list);
/** `db` that records for how many members each shared call was, and who had a call of their own. */
function watched(db: Database): { db: Database; groups: number[]; alone: unknown[] } {
  const groups: number[] = [];
  const alone: unknown[] = [];
  const seen: Database = Object.assign(Object.create(db) as Database, {
    query: <R extends object>(text: string, params?: readonly unknown[]): Promise<R[]> => {
      if (text.includes('settle_acts') && Array.isArray(params?.[0])) {
        if (params[3] === false) groups.push(params[0].length);
        else alone.push(...params[0]);
      }
      return db.query<R>(text, params);
    },
  });
  return { db: seen, groups, alone };
}
/** Holds the locks that the SQL `lock` takes until `release` is called. */
async function holding(db: Database, lock: string, params: unknown[]): Promise<() => Promise<void>> {
  let release!: () => void;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  let ended!: Promise<void>;
  await new Promise<void>((locked, failed) => {
    ended = db.transaction(async (tx) => {
      await tx.query(lock, params);
      locked();
      await until;
    });
    ended.catch(failed);
  });
  return () => {
    release();
    return ended;
  };
}
const revOf = async (db: Database, m: Caller): Promise<number> =>
  (await db.query<{ rev: number }>('select rev from member_counter where member = $1', [m.member]))[0]!.rev;

eachDatabase('several members in one call', (database) => {
  it('S5: concurrent exchanges settle in one call, each under its own member lock, with its own receipt and rev', async () => {
    const { db, groups } = watched(database());
    const project = await addProject(db, await addCommunity(db));
    const members = await Promise.all([1, 2, 3].map(() => newMember(db, 100)));
    // Give each member a different rev.
    for (const [i, m] of members.entries())
      for (let n = 0; n < i; n++) await db.query('select bump_member($1)', [m.member]);
    const before = await Promise.all(members.map((m) => revOf(db, m)));
    const answers = await Promise.all(
      members.map((m, i) => settle(db, m, [boost(project, 10 + i), boost(project, 1_000)])),
    );
    expect(groups).toEqual([3]);
    expect(answers.map((list) => list.map(outcome))).toEqual(
      members.map(() => ['applied', 'saka.insufficient_grains']),
    );
    for (const [i, m] of members.entries()) {
      expect(answers[i]!.map((a) => 'revs' in a && a.revs)).toEqual(
        Array.from({ length: 2 }, () => ({ [`member:${m.member}`]: before[i]! + 1 })),
      );
      expect(await revOf(db, m)).toBe(before[i]! + 1);
      expect(await walletOf(db, m.member)).toMatchObject({ balance: 90 - i, ledger: 90 - i, planted: 10 + i });
      expect(await db.query('select code, rev from receipt where member = $1 order by seq', [m.member])).toEqual([
        { code: null, rev: before[i]! + 1 },
        { code: 'saka.insufficient_grains', rev: before[i]! + 1 },
      ]);
    }
  });

  it('S6: a member who sends only repeated acts gets the stored verdicts from a shared call, and no new rev', async () => {
    const { db, groups } = watched(database());
    const project = await addProject(db, await addCommunity(db));
    const [a, b] = [await newMember(db, 100), await newMember(db, 100)];
    const old = [boost(project, 10), boost(project, 1_000)];
    const first = await settle(db, a, old);
    const rev = await revOf(db, a);
    groups.length = 0;
    const [again, other] = await Promise.all([settle(db, a, old), settle(db, b, [boost(project, 5)])]);
    expect(groups).toEqual([2]);
    expect(again).toEqual(first);
    expect(await revOf(db, a)).toBe(rev);
    expect(other.map(outcome)).toEqual(['applied']);
    expect((await walletOf(db, a.member)).balance).toBe(90);
  });

  it('S5: two exchanges of one member never share a call; the second reads the receipts of the first', async () => {
    const { db, groups } = watched(database());
    const project = await addProject(db, await addCommunity(db));
    const [a, b] = [await newMember(db, 100), await newMember(db, 100)];
    const same = boost(project, 60);
    const [one, two, other, three] = await Promise.all([
      settle(db, a, [same]),
      settle(db, a, [same]),
      settle(db, b, [boost(project, 1)]),
      settle(db, a, [boost(project, 60)]),
    ]);
    expect(groups).toEqual([2, 1, 1]);
    expect(two).toEqual(one);
    expect([one, other, three].flat().map(outcome)).toEqual(['applied', 'applied', 'saka.insufficient_grains']);
    expect((await walletOf(db, a.member)).balance).toBe(40);
  });

  it('S8: an act that throws rolls back and refuses nobody else’s; its own exchange continues as if it were alone', async () => {
    const { db, groups } = watched(database());
    const [project, broken] = [
      await addProject(db, await addCommunity(db)),
      await addProject(db, await addCommunity(db)),
    ];
    const [a, b, c] = [await newMember(db, 100), await newMember(db, 100), await newMember(db, 100)];
    await db.script(`create or replace function test_throw() returns trigger
      language plpgsql as $$ begin if new.project = '${broken}' then raise exception 'a bug'; end if;
      return new; end $$;
      create or replace trigger test_throw before insert on project_delta for each row execute function test_throw();`);
    const thrown: string[] = [];
    const answers = await Promise.all([
      settle(db, a, [boost(project, 10)]),
      settle(db, b, [boost(project, 10), boost(broken, 10), boost(project, 5)], (_e, name) => thrown.push(name)),
      settle(db, c, [boost(project, 10)]),
    ]);
    await db.script('drop trigger test_throw on project_delta');
    expect(groups).toEqual([3]);
    expect(answers.map((list) => list.map(outcome))).toEqual([['applied'], ['applied', 'unsettled'], ['applied']]);
    expect(thrown).toEqual(['project.boost']);
    expect(await Promise.all([a, b, c].map(async (m) => (await walletOf(db, m.member)).balance))).toEqual([90, 90, 90]);
  });

  it('S8: a deadlock rolls back a shared call, which is then retried as a whole', async () => {
    const { db, groups } = watched(database());
    const project = await addProject(db, await addCommunity(db));
    const [a, b] = [await newMember(db, 100), await newMember(db, 100)];
    // Throws only the first time: a sequence is not rolled back with its transaction.
    await db.script(`create sequence if not exists test_times;
      create or replace function test_deadlock() returns trigger
        language plpgsql as $$ begin if nextval('test_times') = 1
        then raise exception 'a deadlock' using errcode = '40P01'; end if; return new; end $$;
      create or replace trigger test_deadlock before
        insert on project_delta for each row execute function test_deadlock();`);
    const answers = await Promise.all([settle(db, a, [boost(project, 10)]), settle(db, b, [boost(project, 10)])]);
    await db.script('drop trigger test_deadlock on project_delta; drop sequence test_times cascade');
    expect(groups).toEqual([2, 2]);
    expect(answers.flat().map(outcome)).toEqual(['applied', 'applied']);
    expect((await walletOf(db, b.member)).balance).toBe(90);
  });

  it('R12: exchanges under different flags do not share a call', async () => {
    const { db, groups } = watched(database());
    const project = await addProject(db, await addCommunity(db));
    const [a, b] = [await newMember(db, 100), await newMember(db, 100)];
    const answers = await Promise.all([
      settle(db, a, [boost(project, 1)]),
      settle(db, b, [boost(project, 1)], undefined, ['SAKA_PROJECT_BOOST_ENABLED']),
    ]);
    expect(groups).toEqual([1, 1]);
    expect(answers.flat().map(outcome)).toEqual(['applied', 'saka.boost_disabled']);
  });
});

describe('several members in one call, on a real PostgreSQL', () => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await openFreshPostgres();
  });
  afterAll(() => opened.close());

  it('S12: a member whose counter is locked elsewhere is left out, and the others do not wait', async () => {
    const { db, groups } = watched(opened.db);
    const project = await addProject(db, await addCommunity(db));
    const [held, a, b] = [await newMember(db, 100), await newMember(db, 100), await newMember(db, 100)];
    const release = await holding(db, 'select bump_member($1)', [held.member]);
    let answered = false;
    const late = settle(db, held, [boost(project, 10)]).finally(() => {
      answered = true;
    });
    const others = await Promise.all([a, b].map((m) => settle(db, m, [boost(project, 10)])));
    expect(groups).toEqual([3]);
    expect(others.flat().map(outcome)).toEqual(['applied', 'applied']);
    expect(answered).toBe(false);
    await release();
    expect((await late).map(outcome)).toEqual(['applied']);
    expect(await walletOf(db, held.member)).toMatchObject({ balance: 90, ledger: 90 });
  });

  it('P1: a vote on a poll that is being closed is left out: the others do not wait, and the vote is judged after the closing', async () => {
    const { db, groups } = watched(opened.db);
    const project = await addProject(db, await addCommunity(db));
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true });
    const [voter, other] = [await newMember(db, 100), await newMember(db, 100)];
    const before = await revOf(db, voter);
    const release = await holding(
      db,
      `with l as materialized (select lock_poll($1)) update poll set state = 'closed' from l where id = $1`,
      [poll],
    );
    let answered = false;
    const late = settle(db, voter, [
      boost(project, 1),
      act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } }),
    ]).finally(() => {
      answered = true;
    });
    expect((await settle(db, other, [boost(project, 10)])).map(outcome)).toEqual(['applied']);
    expect(groups).toEqual([2]);
    expect(answered).toBe(false);
    await release();
    expect((await late).map(outcome)).toEqual(['applied', 'poll.closed']);
    expect(await revOf(db, voter)).toBe(before + 1);
  });

  it('P1: only votes on the poll that is being closed are left out, not votes on another poll in the same call', async () => {
    const { db, groups, alone } = watched(opened.db);
    const method = { kind: 'choice', max: 1 } as const;
    const [closing, open] = [
      await addPoll(db, { method, openToAll: true }),
      await addPoll(db, { method, openToAll: true }),
    ];
    const [voter, other] = [await newMember(db), await newMember(db)];
    const vote = (poll: PollId) => act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } });
    const release = await holding(
      db,
      `with l as materialized (select lock_poll($1)) update poll set state = 'closed' from l where id = $1`,
      [closing],
    );
    const late = settle(db, voter, [vote(closing)]);
    expect((await settle(db, other, [vote(open)])).map(outcome)).toEqual(['applied']);
    await release();
    expect((await late).map(outcome)).toEqual(['poll.closed']);
    expect([groups, alone]).toEqual([[2], [voter.member]]);
  });

  it('S5: random exchanges of several members give the same answers and tables when settled together as one by one', async () => {
    const apart = await openFreshPostgres();
    // Each act in an exchange of its own.
    const singly = await openFreshPostgres();
    try {
      const together = watched(opened.db);
      await fc.assert(
        fc.asyncProperty(plans, async (plan) => {
          const world = newWorld();
          await Promise.all([together.db, apart.db, singly.db].map((db) => build(db, world)));
          for (const round of exchangesOf(plan, world)) {
            const one = await Promise.all(round.map(({ who, list }) => settle(together.db, who, list)));
            const other: Answer[][] = [];
            for (const { who, list } of round) other.push(await settle(apart.db, who, list));
            expect(timeless(one)).toEqual(timeless(other));
            const each: Answer[][] = [];
            for (const { who, list } of round) {
              const answers: Answer[] = [];
              for (const m of [...list].sort((a, b) => a.seq - b.seq))
                answers.push(...(await settle(singly.db, who, [m])));
              each.push(answers);
            }
            expect(one.map((list) => list.map(said))).toEqual(each.map((list) => list.map(said)));
          }
          for (const table of tables) {
            expect(await rowsOf(together.db, table, world)).toEqual(await rowsOf(apart.db, table, world));
            if (table !== 'member_counter')
              expect(await rowsOf(together.db, table, world, REVS)).toEqual(
                await rowsOf(singly.db, table, world, REVS),
              );
          }
        }),
        { numRuns: tries(60) },
      );
      for (const db of [together.db, apart.db, singly.db])
        expect(await db.transaction((tx) => chainGaps(tx, macOf, 10))).toEqual([]);
      expect(Math.max(...together.groups)).toBeGreaterThan(3);
    } finally {
      await apart.close();
      await singly.close();
    }
  });
});

// ------------------------------------------------------------ random exchanges over a small world
const MEMBERS = 5;
interface World {
  members: Caller[];
  community: CommunityId;
  hidden: CommunityId;
  projects: ProjectId[];
  polls: PollId[];
  stories: StoryId[];
}
const newWorld = (): World => ({
  members: Array.from({ length: MEMBERS }, () => ({ member: newId<MemberId>(), device: newId<DeviceId>() })),
  community: newId<CommunityId>(),
  hidden: newId<CommunityId>(),
  projects: [newId<ProjectId>(), newId<ProjectId>(), newId<ProjectId>()],
  polls: [newId<PollId>(), newId<PollId>()],
  stories: [newId<StoryId>(), newId<StoryId>()],
});
/**
 * The same rows in any database: a banned member, one without a confirmed address, a private community with one member,
 * and few grains.
 */
async function build(db: Database, w: World): Promise<void> {
  for (const [i, { member, device }] of w.members.entries()) {
    await db.query('insert into member (id, name, email, email_confirmed_at, status) values ($1, $2, $3, $4, $5)', [
      member,
      'm',
      `${member}@example.org`,
      i === 3 ? null : new Date(),
      i === 4 ? 'banned' : 'active',
    ]);
    await db.query(
      `insert into device (member, id, registered_at, quiet_at)
        values ($1, $2, now() - interval '7 days', now() - interval '7 days')`,
      [member, device],
    );
    await db.query(
      `insert into transfer (member, from_account, to_account, amount, reason)
        values ($1, 'source', 'wallet', 40, 'manual_adjust')`,
      [member],
    );
  }
  for (const [id, visibility] of [
    [w.community, 'public'],
    [w.hidden, 'private'],
  ]) {
    await db.query(
      `insert into community (id, scope, slug, name, visibility) values ($1::uuid, $2, $1::text, 'c', $3)`,
      [id, visibility === 'public' ? 'public' : `community:${id}`, visibility],
    );
  }
  await db.query(`insert into membership (member, community, joined_at) values ($1, $2, now() - interval '1 day')`, [
    w.members[0]!.member,
    w.hidden,
  ]);
  for (const [i, id] of w.projects.entries()) {
    const community = i === 2 ? w.hidden : w.community;
    await db.query(`insert into project (id, scope, community, title, status) values ($1, $2, $3, 'p', $4)`, [
      id,
      `community:${community}`,
      community,
      i === 1 ? 'withdrawn' : 'published',
    ]);
  }
  const methods = [
    { kind: 'choice', max: 2 },
    { kind: 'quadratic', credits: 20, unit: 3 },
  ];
  for (const [i, id] of w.polls.entries()) {
    await db.query(
      `insert into poll (id, scope, title, method, options, state, open_to_all, opens_at, closes_at)
      values ($1, 'polls:public', 'q', $2::jsonb, $3::jsonb, 'open', true, now() - interval '1 hour',
        now() + interval '1 hour')`,
      [id, JSON.stringify(methods[i]), JSON.stringify(abc)],
    );
  }
  for (const id of w.stories) await addStory(db, { id });
}

const small = (max: number) => fc.nat({ max });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('boost' as const), which: small(3), n: fc.integer({ min: 0, max: 30 }) }),
  },
  fc.record({ do: fc.constantFrom('vote' as const, 'withdraw' as const), which: small(1), n: small(4) }),
  fc.record({ do: fc.constantFrom('finish' as const, 'progress' as const), which: small(2), n: small(60) }),
  fc.record({ do: fc.constantFrom('join' as const, 'malformed' as const), which: small(1), n: fc.constant(0) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('again' as const, 'reuse' as const, 'cancel' as const, 'cancelNew' as const),
      which: small(9),
      n: fc.constant(0),
    }),
  },
);
/** Rounds of concurrent exchanges, at most one for each member. */
const plans = fc.array(
  fc.array(fc.array(step, { minLength: 0, maxLength: 4 }), { minLength: MEMBERS, maxLength: MEMBERS }),
  { minLength: 1, maxLength: 4 },
);
type Plan = typeof plans extends fc.Arbitrary<infer P> ? P : never;

function exchangesOf(plan: Plan, w: World): { who: Caller; list: MutationEnvelope[] }[][] {
  const sent = new Map<Caller, MutationEnvelope[]>(w.members.map((m) => [m, []]));
  return plan.map((round) =>
    round.flatMap((steps, i) => {
      const who = w.members[i]!;
      const earlier = [...(sent.get(who) ?? [])];
      const list = new Map<MutationKey, MutationEnvelope>();
      for (const s of steps) {
        const m = envelope(s, w, earlier[s.which % Math.max(1, earlier.length)]);
        if (!list.has(m.key)) list.set(m.key, m);
      }
      sent.get(who)?.push(...list.values());
      return list.size === 0 ? [] : [{ who, list: [...list.values()] }];
    }),
  );
}
function envelope(s: Plan[number][number][number], w: World, earlier: MutationEnvelope | undefined): MutationEnvelope {
  const project = w.projects[s.which] ?? newId<ProjectId>();
  const fresh = boost(project, s.n + 1);
  const poll = w.polls[s.which] ?? newId<PollId>();
  const ballot: BallotContent =
    s.which === 0
      ? { kind: 'choice', options: ['a', 'b', 'c'].slice(0, s.n) }
      : { kind: 'quadratic', votes: { a: s.n, b: 1 } };
  const text = w.stories[s.which] ?? newId<StoryId>();
  const of: Record<typeof s.do, () => MutationEnvelope> = {
    boost: () => fresh,
    vote: () => act('poll.vote', { poll, ballot }),
    withdraw: () => act('poll.withdrawVote', { poll }),
    finish: () => act('reading.finish', { story: text, activeSeconds: s.n }),
    progress: () => act('reading.progress', { text, at: s.n, page: 1 }),
    join: () => act('community.join', { community: s.which ? w.hidden : w.community }),
    malformed: () => ({ ...fresh, args: { project, grains: -1 } }),
    again: () => earlier ?? fresh,
    reuse: () => ({ ...fresh, key: earlier?.key ?? fresh.key }),
    cancel: () => cancelOf(earlier ?? fresh),
    cancelNew: () => cancelOf(fresh),
  };
  return of[s.do]();
}
const cancelOf = (m: MutationEnvelope): MutationEnvelope =>
  act('sync.cancel', { key: m.key, hash: requestHash(m), name: m.name });
const timeless = (answers: Answer[][]): unknown =>
  answers.map((list) =>
    list.map((a) =>
      'at' in a ? { ...a, at: null, ...('mac' in a && { mac: null }), ...('link' in a && { link: a.link?.n }) } : a,
    ),
  );

/** The key and the verdict of an answer: what does not depend on which acts share a transaction. */
const said = (a: Answer): unknown => [a.key, 'verdict' in a ? a.verdict : a, 'link' in a ? a.link?.n : null];

/** Whole tables of the world's members, without times and without ids that the database generated. */
const tables = [
  'member_counter',
  'wallet',
  'support',
  'receipt',
  'ballot',
  'harvest_once',
  'harvest_day',
  'read_mark',
  'position',
  'membership',
  'transfer',
  'project_delta',
  'poll_delta',
];
const MADE = ['at', 'told', 'tx', 'last_activity', 'cast_at', 'updated_at', 'joined_at', 'started_at', 'chain'];
/** Columns that count transactions. */
const REVS = ['rev', 'revs'];
const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);
async function rowsOf(db: Database, table: string, w: World, left: readonly string[] = []): Promise<unknown> {
  const made = table === 'transfer' || table.endsWith('_delta') ? [...MADE, 'id'] : MADE;
  const without = [...made, ...left];
  const rows = await db.query<{ r: Record<string, unknown> }>(
    `select to_jsonb(t) as r from ${table} t where member = any($1::uuid[])`,
    [w.members.map((m) => m.member)],
  );
  return rows
    .map(({ r }) =>
      JSON.stringify(
        Object.entries(r)
          .filter(([k]) => !without.includes(k))
          .sort(byText),
      ),
    )
    .sort(byText);
}
