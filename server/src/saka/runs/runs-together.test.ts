/** Runs concurrent with acts and with each other, and killed runs, on a real PostgreSQL with true concurrency. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import type { Database } from '../../platform/database/database.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { boost, outcome } from '../../testing/acts.ts';
import {
  addIdle,
  balancesOf,
  deviceOf,
  gapsOf,
  runDeps,
  siloOf,
  someRun,
  stopAfter,
  wakeAll,
} from '../../testing/idle.ts';
import { onTwoServers } from '../../testing/servers/two-servers.ts';
import { addCommunity, addPoll, addProject, settleBySql } from '../../testing/world.ts';
import { refundCancelledPolls } from '../refunds.ts';
import { carryOut, type RunDone } from './runs.ts';
import { unfinishedRun } from './run-row.ts';
import { bareEnv } from '../../testing/servers/server-process.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const many = (n: number, balance: number): number[] => Array.from({ length: n }, () => balance);

onTwoServers('runs among others', (at) => {
  let db: Database;
  let other: Database;
  let project: ProjectId;
  beforeAll(async () => {
    db = at().db;
    other = await openPostgres({ url: at().url });
    project = await addProject(db, await addCommunity(db));
  });
  afterAll(() => other.close());
  beforeEach(() => wakeAll(db));
  const plant = async (member: MemberId, grains: number): Promise<string> =>
    outcome(
      (
        await settleActs(
          {
            db,
            settlements: testSettlements,
            flagsOff: [],
            onThrow: (e) => {
              throw e;
            },
          },
          member,
          deviceOf(member),
          [boost(project, grains)],
        )
      )[0],
    );

  it('R8: two servers start the same run at once: it is one run, each wallet gives once', async () => {
    const members = await addIdle(db, many(1500, 200));
    const silo = await siloOf(db);
    const wanted = someRun('compost');
    const { one, two } = at();
    const results = await Promise.all([one, two, one, two].map((server) => server.run('carryOut', wanted)));
    const done = results.flatMap((r): RunDone[] => (r.ok ? [r.value] : []));
    expect(done.map((d) => [d.run.wallets, d.run.grains])).toEqual(many(4, 0).map(() => [1500, 30_000]));
    expect([new Set(done.map((d) => d.run.id)).size, done.filter((d) => !d.again).length]).toEqual([1, 1]);
    expect([new Set(await balancesOf(db, members)), (await siloOf(db)) - silo]).toEqual([new Set([180]), 30_000]);
    expect(await gapsOf(db)).toEqual([]);
  });

  it('R8 R10: two servers take up what was missed at the same minute: one run of each kind', async () => {
    await addIdle(db, many(600, 200));
    await db.query(`update saka_schedule set since = now() - interval '100 days'`);
    await Promise.all([at().one.run('takeUpRuns'), at().two.run('takeUpRuns')]);
    expect(
      await db.query(
        `select kind, count(*) as n, min(state) as state from saka_run where source = 'schedule' group by kind
          order by kind`,
      ),
    ).toEqual([
      { kind: 'compost', n: 1, state: 'ended' },
      { kind: 'redistribution', n: 1, state: 'ended' },
    ]);
    expect(await gapsOf(db)).toEqual([]);
  });

  it('R8 R3: members plant all they have while the run goes: each either gave first or acted first, no wallet goes below zero, refunds and harvests beside it', async () => {
    const members = await addIdle(db, many(2000, 300));
    const poll = await addPoll(db, { method: { kind: 'quadratic', credits: 100, unit: 1 } });
    const voters = await addIdle(db, many(60, 300), 1);
    for (const id of voters)
      await settleBySql(db, { id, device: deviceOf(id) }, [
        { name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: { a: 5 } } } },
      ]);
    // Make the voters idle again, so that their refunds and the run lock the same wallets.
    await db.query(`update wallet set last_activity = now() - interval '100 days' where member = any($1::uuid[])`, [
      voters,
    ]);
    await db.query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    const wanted = someRun('compost');
    await carryOut(stopAfter(runDeps(other), 0), wanted);
    const outcomes = new Map<MemberId, string>();
    const acting = async (part: number): Promise<void> => {
      // From both ends of the list, so that some act before the run reaches them and some after.
      for (let i = part; i < 400; i += 8) {
        const member = members[part % 2 === 0 ? i * 5 : members.length - 1 - i * 5]!;
        outcomes.set(member, await plant(member, 300));
        await db.transaction(async (tx) => {
          const reader = voters[i % voters.length]!;
          const [opened] = await tx.query<{ rev: number }>('select bump_member($1) as rev', [reader]);
          await tx.query(
            `select ledger_harvest($1, $2, 'content_read', gen_random_uuid(), current_date, 10, 99, null, null, null)`,
            [reader, opened?.rev],
          );
        });
      }
    };
    const [result] = await Promise.all([
      carryOut(runDeps(other), wanted),
      refundCancelledPolls(other, () => undefined),
      ...many(8, 0).map((_, part) => acting(part)),
    ]);
    expect(result.ok && result.value.run).toMatchObject({ state: 'ended', frozen: 2060 });
    const balances = await balancesOf(db, members);
    const seen = new Set(members.map((m, i) => `${outcomes.get(m) ?? 'idle'} ${balances[i]}`));
    expect([...seen].filter((s) => !['idle 270', 'applied 0', 'saka.insufficient_grains 270'].includes(s))).toEqual([]);
    const applied = [...outcomes.values()].filter((o) => o === 'applied').length;
    expect(result.ok && result.value.run.wallets + result.value.run.leftOut).toBe(2060);
    expect(result.ok && result.value.run.leftOut >= applied).toBe(true);
    expect(await db.query('select count(*) as n from wallet where balance < 0')).toEqual([{ n: 0 }]);
    expect(await gapsOf(db)).toEqual([]);
  });

  /** Until a chunk of a run waits for a lock. */
  const chunkWaits = (): Promise<void> =>
    expect
      .poll(
        () =>
          other.query(
            `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
              and query like '%run_chunk%'`,
          ),
        { timeout: 45_000, interval: 10 },
      )
      .not.toEqual([]);

  it('R8: who stands beside a member in the middle of a long act does not wait with the chunk', async () => {
    const members = await addIdle(db, many(240, 300));
    const wanted = someRun('compost');
    let run!: ReturnType<typeof carryOut>;
    await db.transaction(async (tx) => {
      await tx.query('select bump_member($1)', [members[200]]);
      run = carryOut(runDeps(other), wanted);
      await chunkWaits();
      // The chunk locks these members while it waits for another; it releases them although that wait fails.
      expect(await Promise.all([0, 100, 199].map((i) => plant(members[i]!, 300)))).toEqual([
        'applied',
        'applied',
        'applied',
      ]);
    });
    const done = await run;
    expect(done.ok && done.value.run).toMatchObject({ wallets: 237, leftOut: 3 });
  });

  it('R8: the process is killed inside a chunk whose fate nobody knows; the command again ends the run, and each wallet gave once', async () => {
    const members = await addIdle(db, many(1500, 100));
    const time = new Date(Date.now() - 30_000).toISOString();
    const start = (): ChildProcess =>
      spawn(process.execPath, [main, 'compost', '--at', time, '--json'], {
        env: { ...bareEnv(), DATABASE_URL: at().url },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    // A member of the second chunk is in the middle of an act, so the chunk waits for them.
    let child!: ChildProcess;
    await db.transaction(async (tx) => {
      await tx.query('select bump_member($1)', [members[600]]);
      child = start();
      await chunkWaits();
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    const left = await unfinishedRun(db);
    // A chunk takes one or two pages, so the run stopped at 250 or 500 before the wait, or went that much further after
    // it.
    expect([250, 500, 750, 1000]).toContain(left?.wallets);
    const again = start();
    let text = '';
    again.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    expect(await once(again, 'close')).toEqual([0, null]);
    expect(JSON.parse(text)).toMatchObject({
      run: time,
      dryRun: false,
      again: true,
      wallets: 1500,
      grains: 15_000,
      leftOut: 0,
    });
    expect(new Set(await balancesOf(db, members))).toEqual(new Set([90]));
    expect(await gapsOf(db)).toEqual([]);
  });
});
