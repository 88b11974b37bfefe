import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { beforeEach, expect, it } from 'vitest';
import {
  compostOf,
  isIdle,
  latestSchedule,
  redistributionShare,
  type CompostParameters,
} from '@egoejo/shared/saka/compost.ts';
import { newId, type Grains, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { closeMember } from '../../accounts/own-data/own-data.ts';
import { endRecovery, openRecovery } from '../../sync/recovery/recovery.ts';
import type { Database } from '../../platform/database/database.ts';
import { addIdle, balancesOf, gapsOf, runDeps, siloOf, someRun, stopAfter, wakeAll } from '../../testing/idle.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addProject, settleBySql } from '../../testing/world.ts';
import { closeWallet } from '../ledger/ledger.ts';
import { compostOfMember } from './my-compost.ts';
import { predict } from './run-forecast.ts';
import { runsLog } from './runs-read.ts';
import { carryOut, takeUpRuns, type RunDone } from './runs.ts';
import { unfinishedRun } from './run-row.ts';
import type { RunDeps, RunWanted } from './run-opening.ts';

const DAY = 86_400_000;
async function done(deps: RunDeps, wanted: RunWanted): Promise<RunDone> {
  const result = await carryOut(deps, wanted);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const refusal = async (deps: RunDeps, wanted: RunWanted): Promise<string> => {
  const result = await carryOut(deps, wanted);
  return result.ok ? 'none' : result.error.code;
};
const many = (n: number, balance: number): number[] => Array.from({ length: n }, () => balance);
/** The grains of each member in a run. */
const given = (db: Database, run: string) =>
  db.query<{ member: MemberId; grains: number }>(
    'select member, sum(amount)::bigint as grains from transfer where run = $1 group by member order by member',
    [run],
  );
/** All tables that a run may write, as one text. */
async function everything(db: Database): Promise<string> {
  const parts = await Promise.all(
    [
      'wallet',
      'transfer',
      'silo',
      'saka_run',
      'saka_run_page',
      'member_counter',
      'scope_counter',
      'cycle_delta',
      'saka_schedule',
    ].map(
      async (table) =>
        (
          await db.query<{ text: string }>(
            `select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as text from ${table} t`,
          )
        )[0]?.text,
    ),
  );
  return parts.join(' ');
}

eachDatabase('runs of compost', (database) => {
  beforeEach(() => wakeAll(database()));

  it('R8: at the defaults 50 to 99 grains give nothing and 100 give ten to the Silo, and the run records it', async () => {
    const db = database();
    const members = await addIdle(db, [49, 50, 99, 100, 119, 1000]);
    const awake = await addIdle(db, [500], 89);
    const before = await siloOf(db);
    const { run, again } = await done(runDeps(db), someRun('compost'));
    expect(await balancesOf(db, members)).toEqual([49, 50, 99, 90, 108, 900]);
    expect(await balancesOf(db, awake)).toEqual([500]);
    expect([(await siloOf(db)) - before, again]).toEqual([121, false]);
    expect(run).toMatchObject({
      kind: 'compost',
      source: 'command',
      state: 'ended',
      frozen: 3,
      wallets: 3,
      grains: 121,
      leftOut: 0,
      stopped: null,
      parameters: { compostRate: 1000, compostInactivityDays: 90, compostMinBalance: 50, compostMinAmount: 10 },
    });
    expect(await gapsOf(db)).toEqual([]);
  });

  it('R8: for random wallets and parameters a run composts what the pure rule computes', async () => {
    const db = database();
    const at = Date.parse('2026-11-16T03:00:00Z');
    const wallet = fc.record({
      balance: fc.oneof(fc.integer({ min: 0, max: 250 }), fc.integer({ min: 0, max: 9_000_000_000_000 })),
      off: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -DAY, max: DAY })),
      composted: fc.option(fc.integer({ min: -DAY, max: DAY })),
    });
    const parameters = fc.record({
      compostRate: fc.integer({ min: 0, max: 10_000 }),
      compostInactivityDays: fc.integer({ min: 1, max: 400 }),
      compostMinBalance: fc.integer({ min: 0, max: 200 }),
      compostMinAmount: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(wallet, { minLength: 1, maxLength: 8 }),
        parameters,
        async (wallets, p: CompostParameters) => {
          const members = await addIdle(
            db,
            wallets.map((w) => w.balance),
          );
          const cutoff = at - p.compostInactivityDays * DAY;
          const time = (off: number | null): string | null =>
            off === null ? null : new Date(cutoff + off).toISOString();
          await db.query(
            `update wallet w set last_activity = m.a, last_compost = m.c
              from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as m(id, a, c) where w.member = m.id`,
            [members, wallets.map((w) => time(w.off)), wallets.map((w) => time(w.composted))],
          );
          const found = await db.query<{ member: MemberId; grains: number }>(
            `select member, grains from compost_due($1::timestamptz, $2, $3, $4, $5) where member = any($6::uuid[])
              order by member`,
            [
              new Date(at).toISOString(),
              p.compostRate,
              p.compostInactivityDays,
              p.compostMinBalance,
              p.compostMinAmount,
              members,
            ],
          );
          const expected = wallets.map((w, i) => {
            const idleSince = cutoff + Math.max(w.off, w.composted ?? w.off);
            return { member: members[i]!, grains: isIdle(idleSince, at, p) ? compostOf(w.balance, p).grains : 0 };
          });
          expect(found).toEqual(expected.filter((e) => e.grains > 0));
        },
      ),
      { numRuns: tries(40) },
    );
  });

  it('R8: a dry run writes nothing and lists, wallet by wallet, what the run then does', async () => {
    const db = database();
    await addIdle(
      db,
      Array.from({ length: 700 }, (_, i) => 40 + i),
    );
    const wanted = someRun('compost');
    const deps = runDeps(db);
    const listed: { member: MemberId; grains: number }[] = [];
    const before = await everything(db);
    const dry = await predict(db, deps.config, 'compost', wanted.at, async (rows) => void listed.push(...rows));
    expect(await everything(db)).toBe(before);
    const { run } = await done(deps, wanted);
    expect(listed).toEqual(await given(db, run.id));
    expect([dry.wallets, dry.grains, dry.parameters, dry.share]).toEqual([
      run.wallets,
      run.grains,
      run.parameters,
      null,
    ]);
    expect(listed.length).toBe(640);
    expect(await predict(db, deps.config, 'compost', wanted.at)).toMatchObject({ again: true, wallets: 0, grains: 0 });
  });

  it('R8: a run repeated with the same key gives once and says so', async () => {
    const db = database();
    const members = await addIdle(db, [200]);
    const wanted = someRun('compost');
    const first = await done(runDeps(db), wanted);
    await db.query(
      `update wallet set last_activity = now() - interval '200 days', last_compost = null
        where member = any($1::uuid[])`,
      [members],
    );
    const second = await done(runDeps(db), wanted);
    expect([second.again, second.run]).toEqual([true, first.run]);
    expect(await balancesOf(db, members)).toEqual([180]);
  });

  it('R8: a run interrupted after any of its chunks and resumed lets each wallet give once, with correct sums throughout', async () => {
    const db = database();
    for (let stop = 0; stop <= 2; stop++) {
      await wakeAll(db);
      const members = await addIdle(db, many(700, 300));
      const silo = await siloOf(db);
      const wanted = someRun('compost');
      // Each process makes one chunk of one page first; so these are `stop` chunks, each by a different process.
      for (let i = 0; i <= stop; i++) {
        expect(await refusal(stopAfter(runDeps(db), i === 0 ? 0 : 1), wanted)).toBe('run.stopping');
        const left = await unfinishedRun(db);
        expect([left?.wallets, left?.grains, (await siloOf(db)) - silo]).toEqual([250 * i, 7500 * i, 7500 * i]);
      }
      const { run, again } = await done(runDeps(db), wanted);
      expect([again, run.wallets, run.grains, run.leftOut]).toEqual([true, 700, 21_000, 0]);
      expect(new Set(await balancesOf(db, members))).toEqual(new Set([270]));
      expect((await siloOf(db)) - silo).toBe(21_000);
    }
    expect(await gapsOf(db)).toEqual([]);
  });

  it('R8: a chunk that was rolled back gives nothing, and is repeated', async () => {
    const db = database();
    const members = await addIdle(db, many(300, 100));
    const wanted = someRun('compost');
    await refusal(stopAfter(runDeps(db), 0), wanted);
    const left = await unfinishedRun(db);
    const broken = db.transaction(async (tx) => {
      await tx.query('select run_chunk($1, 1)', [left?.id]);
      throw new Error('the connection breaks here');
    });
    await expect(broken).rejects.toThrow('breaks here');
    expect(new Set(await balancesOf(db, members))).toEqual(new Set([100]));
    expect((await done(runDeps(db), wanted)).run).toMatchObject({ wallets: 300, grains: 3000 });
    expect(new Set(await balancesOf(db, members))).toEqual(new Set([90]));
  });

  it('R8: members who act, close or can no longer give between list and chunk are left out and counted; a refund changes nothing', async () => {
    const db = database();
    const [boosts, closed, gone, adjusted, refunded, still] = (await addIdle(db, [200, 200, 200, 200, 200, 200])) as [
      MemberId,
      MemberId,
      MemberId,
      MemberId,
      MemberId,
      MemberId,
    ];
    const project = await addProject(db, await addCommunity(db));
    const wanted = someRun('compost');
    await refusal(stopAfter(runDeps(db), 0), wanted);
    await settleBySql(db, { id: boosts, device: newId() }, [
      { name: 'project.boost', args: { project, grains: 1 as Grains } },
    ]);
    await db.transaction((tx) => closeMember(tx, closed));
    await db.transaction((tx) => closeMember(tx, gone));
    await db.transaction((tx) => closeWallet(tx, gone));
    const post = `insert into transfer (member, from_account, to_account, amount, reason, poll)
      values ($1, $2, $3, $4, $5, $6)`;
    await db.query(post, [adjusted, 'wallet', 'source', 185, 'manual_adjust', null]);
    const poll = newId();
    await db.query(post, [refunded, 'planted_poll', 'wallet', 100, 'poll_refund', poll]);
    const { run } = await done(runDeps(db), wanted);
    expect([run.frozen, run.wallets, run.grains, run.leftOut]).toEqual([6, 2, 40, 4]);
    expect(await balancesOf(db, [boosts, closed, gone, adjusted, refunded, still])).toEqual([
      199, 200, 0, 15, 280, 180,
    ]);
    await db.query(post, [refunded, 'wallet', 'planted_poll', 100, 'poll_spend', poll]);
  });

  it('R8: devices receive it: wallet and transfer have the member’s new rev, and members who gave nothing get no new rev', async () => {
    const db = database();
    const [gives, less] = (await addIdle(db, [100, 99])) as [MemberId, MemberId];
    const revs = async (m: MemberId) =>
      (await db.query<{ rev: number }>('select rev from member_counter where member = $1', [m]))[0]!.rev;
    const before = [await revs(gives), await revs(less)];
    const deps = runDeps(db);
    const online = newId();
    await db.query(`insert into device (member, id) values ($1, $2)`, [gives, online]);
    await db.query(
      `insert into session (id, member, device, pepper, current_hash, expires_at) values ($2, $1, $2, '\\x00', ` +
        `'\\x00', now() + interval '1 day')`,
      [gives, online],
    );
    const { run } = await done(deps, someRun('compost'));
    const after = await revs(gives);
    expect([after, await revs(less)]).toEqual([before[0]! + 1, before[1]]);
    expect(
      await db.query(
        `select w.rev, w.composted, t.rev as moved, t.reason, t.amount from wallet w
          join transfer t on t.member = w.member and t.run = $2 where w.member = $1`,
        [gives, run.id],
      ),
    ).toEqual([{ rev: after, composted: 10, moved: after, reason: 'compost', amount: 10 }]);
    expect(deps.moved).toEqual([`member:${gives}`, 'public']);
  });

  it('R8: an unfinished run is completed before the next one makes its list', async () => {
    const db = database();
    const members = await addIdle(db, many(600, 100));
    const compost = someRun('compost');
    await refusal(stopAfter(runDeps(db), 1), compost);
    const { run } = await done(runDeps(db), someRun('redistribution'));
    const [before] = await db.query<{ wallets: number; first: boolean }>(
      `select c.wallets, c.ended_at <= r.frozen_at as first from saka_run c, saka_run r
        where c.at = $1::timestamptz and c.kind = 'compost' and r.id = $2`,
      [compost.at, run.id],
    );
    expect(before).toEqual({ wallets: 600, first: true });
    expect(await predict(db, runDeps(db).config, 'compost', someRun('compost').at)).toMatchObject({ behind: null });
    expect(new Set(await balancesOf(db, members))).toEqual(new Set([90 + run.share!]));
  });

  it('R8: a run in the future, at a time outside the schedule, or never opened is refused', async () => {
    const db = database();
    expect(
      await refusal(runDeps(db), {
        kind: 'compost',
        at: new Date(Date.now() + 60_000).toISOString(),
        source: 'command',
      }),
    ).toBe('run.future');
    const monday = latestSchedule('compost', Date.now());
    for (const [kind, at] of [
      ['compost', monday - 1],
      ['compost', monday - DAY],
      ['redistribution', monday],
      ['redistribution', latestSchedule('redistribution', Date.now()) - 7 * DAY],
    ] as const) {
      expect(await refusal(runDeps(db), { kind, at: new Date(at).toISOString(), source: 'schedule' })).toBe(
        'run.unknown',
      );
    }
    await expect(db.query('select run_chunk(gen_random_uuid(), 1)')).rejects.toThrow('no run');
  });

  it('R12: with its flag off nothing composts, by schedule or command; unfinished runs stop, and nothing is caught up later', async () => {
    const db = database();
    const members = await addIdle(db, many(300, 100));
    const wanted = someRun('compost');
    await refusal(stopAfter(runDeps(db), 1), wanted);
    for (const flag of ['SAKA_COMPOST_ENABLED', 'ENABLE_SAKA'])
      expect(await refusal(runDeps(db, { [flag]: 'off' }), someRun('compost'))).toBe('run.disabled');
    await db.query(`update saka_schedule set since = now() - interval '23 days'`);
    expect(await takeUpRuns(runDeps(db, { ENABLE_SAKA: 'off' }))).toMatchObject([
      { wallets: 250, leftOut: 50, stopped: 'disabled', state: 'ended' },
    ]);
    expect(await takeUpRuns(runDeps(db))).toEqual([]);
    expect((await balancesOf(db, members)).filter((b) => b === 100)).toHaveLength(50);
    expect(await gapsOf(db)).toEqual([]);
  });

  it('R8: after three missed Mondays there is one run, keyed by the latest; a second check finds nothing to do', async () => {
    const db = database();
    await addIdle(db, [100]);
    await db.query(`update saka_schedule set since = now() - interval '23 days' where kind = 'compost'`);
    const runs = await takeUpRuns(runDeps(db));
    const monday = new Date(latestSchedule('compost', Date.now())).toISOString();
    expect(runs.map((r) => [r.kind, r.at, r.source, r.wallets])).toEqual([['compost', monday, 'schedule', 1]]);
    expect(await takeUpRuns(runDeps(db))).toEqual([]);
  });

  it('R8 R10: while a recovery is open no run starts or continues (S29)', async () => {
    const db = database();
    await addIdle(db, many(300, 100));
    const wanted = someRun('compost');
    await refusal(stopAfter(runDeps(db), 1), wanted);
    await db.transaction((tx) => openRecovery(tx));
    try {
      expect(await refusal(runDeps(db), wanted)).toBe('run.recovering');
      expect(await refusal(runDeps(db), someRun('redistribution'))).toBe('run.recovering');
      expect(await takeUpRuns(runDeps(db))).toEqual([]);
      expect((await unfinishedRun(db))?.wallets).toBe(250);
    } finally {
      await endRecovery(db);
    }
    expect(await takeUpRuns(runDeps(db))).toMatchObject([{ wallets: 300, state: 'ended' }]);
  });

  it('R8: the public log lists every run with its parameters and season, and names no member', async () => {
    const db = database();
    const members = await addIdle(db, [100]);
    const cycle = newId();
    await db.query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        values ($1, 'x', now() - interval '1 day', now() + interval '1 day', true)`,
      [cycle],
    );
    const { run } = await done(runDeps(db), { ...someRun('compost'), source: 'person', actor: members[0]! });
    await db.query('update cycle set active = false');
    const log = await runsLog(db);
    expect(log.find((r) => r.at === run.at)).toMatchObject({
      kind: 'compost',
      source: 'person',
      cycle,
      wallets: 1,
      grains: 10,
      leftOut: 0,
      parameters: { compostRate: 1000 },
    });
    expect(JSON.stringify(log)).not.toContain(members[0]);
    expect(await db.query('select cycle, actor from transfer where run = $1', [run.id])).toEqual([
      { cycle, actor: members[0] },
    ]);
    expect((await runsLog(db, { most: 1, before: run.at })).every((r) => r.at < run.at)).toBe(true);
  });

  it('R9: a member’s preview counts from the last settled act or compost', async () => {
    const db = database();
    const [member] = (await addIdle(db, [120])) as [MemberId];
    const { config } = runDeps(db);
    const monday = latestSchedule('compost', Date.now()) + 7 * DAY;
    expect(await compostOfMember(db, config, member)).toMatchObject({
      enabled: true,
      balance: 120,
      preview: { at: monday, grains: 12, stop: null },
    });
    await done(runDeps(db), someRun('compost'));
    const after = await compostOfMember(db, config, member);
    expect([
      after?.balance,
      after?.preview.grains,
      Date.parse(after?.idleSince ?? '') > Date.now() - DAY,
      (after?.preview.at ?? 0) > monday + 80 * DAY,
    ]).toEqual([108, 10, true, true]);
  });

  it('R8: the audit reports a run whose figures differ from its transfers, and a transfer without a run', async () => {
    const db = database();
    const members = await addIdle(db, [100]);
    const { run } = await done(runDeps(db), someRun('compost'));
    expect(await gapsOf(db)).toEqual([]);
    const undo = new Error('undo');
    await expect(
      db.transaction(async (tx) => {
        await tx.query('update saka_run set grains = grains + 1 where id = $1', [run.id]);
        await tx.query(
          `insert into transfer (member, from_account, to_account, amount, reason)
            values ($1, 'wallet', 'silo', 1, 'compost')`,
          [members[0]],
        );
        const found = await gapsOf({ ...db, transaction: (work) => work(tx) });
        expect(found.map((g) => g.check)).toEqual(['run', 'run.none']);
        throw undo;
      }),
    ).rejects.toBe(undo);
  });
});

eachDatabase('runs of redistribution', (database) => {
  it('R10: without a Silo, or with fewer grains in it than wallets, the share is 0 and the run ends and is logged', async () => {
    const db = database();
    await addIdle(db, [10, 10, 0], 1);
    expect((await done(runDeps(db), someRun('redistribution'))).run).toMatchObject({
      state: 'ended',
      frozen: 2,
      share: 0,
      wallets: 0,
      grains: 0,
      leftOut: 0,
    });
    expect((await runsLog(db))[0]).toMatchObject({
      kind: 'redistribution',
      share: 0,
      parameters: { redistributionRate: 500 },
    });
  });

  it('R10: divides the Silo’s rate equally among all who ever harvested; the remainder stays, closed accounts get nothing', async () => {
    const db = database();
    const [never, closed] = (await addIdle(db, [0, 10, 10])) as [MemberId, MemberId, MemberId];
    await addIdle(db, [90_010]);
    await done(runDeps(db), someRun('compost'));
    await wakeAll(db);
    await db.transaction((tx) => closeMember(tx, closed));
    await db.transaction((tx) => closeWallet(tx, closed));
    const [count] = await db.query<{ n: number }>(
      `select count(*) as n from wallet w join member m on m.id = w.member
        where w.harvested >= 1 and m.status <> 'closed'`,
    );
    const [silo, wallets] = [await siloOf(db), count!.n];
    const deps = runDeps(db);
    const wanted = someRun('redistribution');
    const listed: { member: MemberId; grains: number }[] = [];
    const before = await everything(db);
    const dry = await predict(db, deps.config, 'redistribution', wanted.at, async (rows) => void listed.push(...rows));
    expect(await everything(db)).toBe(before);
    const { run } = await done(deps, wanted);
    const share = redistributionShare(silo, 500, wallets);
    expect([silo, share > 0, share * wallets < Math.floor(silo / 20)]).toEqual([9011, true, true]);
    expect(run).toMatchObject({ share, wallets, frozen: wallets, grains: share * wallets, leftOut: 0, cycle: null });
    expect([dry.share, dry.wallets, dry.grains, dry.frozen]).toEqual([share, wallets, share * wallets, wallets]);
    expect(listed).toEqual(await given(db, run.id));
    expect(await balancesOf(db, [never, closed])).toEqual([0, 0]);
    expect(await siloOf(db)).toBe(silo - share * wallets);
    expect(await gapsOf(db)).toEqual([]);
  });

  it('R10: receiving a redistribution is no activity, and an account closed in the meantime is left out', async () => {
    const db = database();
    const [stays, leaves] = (await addIdle(db, [5000, 5000])) as [MemberId, MemberId];
    const wanted = someRun('redistribution');
    const before = await db.query('select last_activity from wallet where member = $1', [stays]);
    await refusal(stopAfter(runDeps(db), 0), wanted);
    await db.transaction((tx) => closeMember(tx, leaves));
    const { run } = await done(runDeps(db), wanted);
    expect([run.leftOut, run.share! > 0, await balancesOf(db, [stays, leaves])]).toEqual([
      1,
      true,
      [5000 + run.share!, 5000],
    ]);
    expect(await db.query('select last_activity from wallet where member = $1', [stays])).toEqual(before);
  });

  it('R10 R12: is refused while its flag is off; with it on, the latest missed time is caught up once, in order with compost', async () => {
    const db = database();
    expect(await refusal(runDeps(db, { SAKA_SILO_REDISTRIBUTION_ENABLED: 'off' }), someRun('redistribution'))).toBe(
      'run.disabled',
    );
    await db.query(`update saka_schedule set since = now() - interval '100 days'`);
    const runs = await takeUpRuns(runDeps(db));
    const due = (['compost', 'redistribution'] as const)
      .map((kind) => ({ kind, at: latestSchedule(kind, Date.now()) }))
      .toSorted((a, b) => a.at - b.at);
    expect(runs.map((r) => [r.kind, r.at])).toEqual(due.map((d) => [d.kind, new Date(d.at).toISOString()]));
    expect(await takeUpRuns(runDeps(db))).toEqual([]);
  });
});
