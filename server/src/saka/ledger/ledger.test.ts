import { newId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import { grant, newMember, walletOf } from '../../testing/acts.ts';
import { bothDatabases } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';

const post = (
  db: Database,
  member: string,
  from: string,
  to: string,
  amount: number,
  reason: string,
  project: ProjectId | null = null,
) =>
  db.query(
    'insert into transfer (member, from_account, to_account, amount, reason, project) values ($1, $2, $3, $4, $5, $6)',
    [member, from, to, amount, reason, project],
  );

bothDatabases('the ledger', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  it('R2: transfers are append-only: the database refuses UPDATE, DELETE and TRUNCATE', async () => {
    const { member } = await newMember(db, 100);
    await expect(db.query('update transfer set amount = 1 where member = $1', [member])).rejects.toThrow('refused');
    await expect(db.query('delete from transfer where member = $1', [member])).rejects.toThrow('refused');
    await expect(db.query('truncate transfer')).rejects.toThrow('refused');
    expect(await walletOf(db, member)).toMatchObject({ balance: 100, ledger: 100 });
  });

  it('R2: a balance changes by transfer only: any other change, deletion or a new wallet with grains is refused', async () => {
    const { member } = await newMember(db, 100);
    for (const column of ['balance', 'harvested', 'planted', 'composted', 'redistributed', 'adjusted']) {
      await expect(
        db.query(`update wallet set ${column} = ${column} + 1 where member = $1`, [member]),
        column,
      ).rejects.toThrow('by transfer alone');
    }
    await expect(db.query('delete from wallet where member = $1', [member])).rejects.toThrow('refused');
    await expect(db.query('insert into wallet (member, balance) values ($1, 5)', [newId()])).rejects.toThrow('empty');
    await expect(db.query(`insert into silo (id, balance) values ($1, 5)`, [newId()])).rejects.toThrow('empty');
    expect(await walletOf(db, member)).toMatchObject({ balance: 100, ledger: 100 });
  });

  it('R2 R4: accounts must match: one side a wallet, a project for planted ones, a positive amount, one reason per statement', async () => {
    const { member } = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    await expect(post(db, member, 'wallet', 'planted_project', 10, 'project_boost')).rejects.toThrow('R2, R4');
    await expect(post(db, member, 'wallet', 'wallet', 10, 'project_boost')).rejects.toThrow('R2, R4');
    await expect(post(db, member, 'source', 'silo', 10, 'compost')).rejects.toThrow('R2, R4');
    await expect(post(db, member, 'wallet', 'planted_poll', 10, 'poll_spend')).rejects.toThrow('R2, R4');
    await expect(post(db, member, 'planted_project', 'wallet', 10, 'project_boost', project)).rejects.toThrow('R2, R4');
    for (const amount of [0, -1])
      await expect(post(db, member, 'wallet', 'planted_project', amount, 'project_boost', project)).rejects.toThrow(
        'R2, R4',
      );
    await expect(
      db.query(
        `insert into transfer (member, from_account, to_account, amount, reason) values
      ($1, 'source', 'wallet', 10, 'content_read'), ($1, 'source', 'wallet', 10, 'poll_vote')`,
        [member],
      ),
    ).rejects.toThrow('R2, R4');
    expect(await walletOf(db, member)).toMatchObject({ balance: 100, ledger: 100 });
  });

  it('R3: a wallet is never negative, whoever posts the transfer', async () => {
    const { member } = await newMember(db, 100);
    const project = await addProject(db, await addCommunity(db));
    await expect(post(db, member, 'wallet', 'planted_project', 101, 'project_boost', project)).rejects.toThrow(/check/);
    await post(db, member, 'wallet', 'planted_project', 100, 'project_boost', project);
    expect(await walletOf(db, member)).toMatchObject({ balance: 0, ledger: 0, planted: 100 });
  });

  it('R2 R3: totals follow every reason, in single and combined statements', async () => {
    const [a, b] = [await newMember(db, 500), await newMember(db, 500)];
    const project = await addProject(db, await addCommunity(db));
    await db.query(`insert into silo (id) select $1::uuid where not exists (select from silo)`, [newId()]);
    const poll = newId();
    await db.query(
      `insert into transfer (member, from_account, to_account, amount, reason, project) values
      ($1, 'wallet', 'planted_project', 10, 'project_boost', $3),
        ($1, 'wallet', 'planted_project', 5, 'project_boost', $3),
        ($2, 'wallet', 'planted_project', 7, 'project_boost', $3)`,
      [a.member, b.member, project],
    );
    for (const [from, to, amount, reason] of [
      ['wallet', 'planted_poll', 30, 'poll_spend'],
      ['planted_poll', 'wallet', 10, 'poll_refund'],
    ] as const) {
      await db.query(
        'insert into transfer (member, from_account, to_account, amount, reason, poll) values ($1, $2, $3, $4, $5, $6)',
        [a.member, from, to, amount, reason, poll],
      );
    }
    await post(db, a.member, 'source', 'wallet', 10, 'content_read');
    await post(db, a.member, 'wallet', 'silo', 40, 'compost');
    await post(db, b.member, 'silo', 'wallet', 15, 'silo_redistribution');
    await post(db, b.member, 'wallet', 'source', 3, 'manual_adjust');
    const totals = (member: string) =>
      db.query('select balance, harvested, planted, composted, redistributed, adjusted from wallet where member = $1', [
        member,
      ]);
    expect(await totals(a.member)).toEqual([
      { balance: 435, harvested: 10, planted: 35, composted: 40, redistributed: 0, adjusted: 500 },
    ]);
    expect(await totals(b.member)).toEqual([
      { balance: 505, harvested: 0, planted: 7, composted: 0, redistributed: 15, adjusted: 497 },
    ]);
    expect(await db.query('select balance from silo')).toEqual([{ balance: 25 }]);
    await expect(db.query('insert into silo (id) values ($1)', [newId()])).rejects.toThrow('one Silo');
    // The sum over all accounts is always zero.
    expect(
      await db.query(`select coalesce(sum(case when from_account = k then -amount else 0 end + case when to_account = k
        then amount else 0 end), 0)::bigint as sum
      from transfer, unnest(enum_range(null::account_kind)) k`),
    ).toEqual([{ sum: 0 }]);
  });

  it('R5: the harvest day is the claimed one, clamped to the time since the device was last quiet, and to the last 30 days', async () => {
    const m = await newMember(db);
    const dayOf = async (madeAt: string): Promise<string> =>
      (
        await db.query<{ d: string }>(`select harvest_day_of($1, $2, $3::timestamptz)::text as d`, [
          m.member,
          m.device,
          madeAt,
        ])
      )[0]!.d;
    const daysAgo = (n: number): string => new Date(Date.now() - n * 86_400_000).toISOString();
    const quiet = (n: number) =>
      db.query(`update device set quiet_at = now() - $3 * interval '1 day' where member = $1 and id = $2`, [
        m.member,
        m.device,
        n,
      ]);
    const day = (n: number): string => daysAgo(n).slice(0, 10);
    await quiet(7);
    expect([await dayOf(daysAgo(3)), await dayOf(daysAgo(9)), await dayOf(daysAgo(-365))]).toEqual([
      day(3),
      day(7),
      day(0),
    ]);
    await quiet(60);
    expect(await dayOf(daysAgo(59))).toBe(day(30));
    await quiet(0);
    expect(await dayOf(daysAgo(3))).toBe(day(0));
  });

  it('R5: a subject is harvested once; each day has its own limit', async () => {
    const { member } = await newMember(db);
    const harvest = async (subject: string, day: string) =>
      (
        await db.query<{ h: string }>(
          `select ledger_harvest($1, bump_member($1), 'content_read', $2, $3::date, 10, 3, null, null, null) as h`,
          [member, subject, day],
        )
      )[0]!.h;
    const stories = Array.from({ length: 5 }, () => newId());
    expect(await harvest(stories[0]!, '2026-11-01')).toBe('harvested');
    expect(await harvest(stories[0]!, '2026-11-02')).toBe('already');
    expect([
      await harvest(stories[1]!, '2026-11-01'),
      await harvest(stories[2]!, '2026-11-01'),
      await harvest(stories[3]!, '2026-11-01'),
    ]).toEqual(['harvested', 'harvested', 'limit']);
    expect(await harvest(stories[3]!, '2026-11-02')).toBe('harvested');
    expect(await walletOf(db, member)).toMatchObject({ balance: 40, harvested: 40, ledger: 40 });
    await grant(db, member, 1);
  });

  it('R4: each reason accepts only its own pairs of accounts, in single and combined statements', async () => {
    const fits: Readonly<Record<string, readonly string[]>> = {
      content_read: ['source wallet'],
      poll_vote: ['source wallet'],
      invite_accepted: ['source wallet'],
      manual_adjust: ['source wallet', 'wallet source'],
      project_boost: ['wallet planted_project'],
      poll_spend: ['wallet planted_poll'],
      poll_refund: ['planted_poll wallet'],
      compost: ['wallet silo'],
      silo_redistribution: ['silo wallet'],
      account_closed: ['wallet silo'],
    };
    const known = await db.query<{ reason: string }>(
      'select unnest(enum_range(null::transfer_reason))::text as reason',
    );
    expect(known.map((k) => k.reason).sort()).toEqual(Object.keys(fits).sort());
    const [{ member }, project, poll] = [await newMember(db, 500), newId(), newId()];
    await db.query('insert into silo (id) select $1 where not exists (select from silo)', [newId()]);
    // Fill every account that can give grains.
    await post(db, member, 'wallet', 'silo', 100, 'compost');
    await db.query(
      `insert into transfer (member, from_account, to_account, amount, reason, poll)
        values ($1, 'wallet', 'planted_poll', 100, 'poll_spend', $2)`,
      [member, poll],
    );
    // All in one call, each pair of accounts in a subtransaction, with one row and with two.
    const tried = await db.transaction(async (tx) => {
      await tx.query(`create function pg_temp.tried(m uuid, r transfer_reason, f account_kind, t account_kind, pr uuid,
        po uuid, n int) returns text language plpgsql as $$ begin
        insert into transfer (member, from_account, to_account, amount, reason, project, poll)
          select m, f, t, 1, r, pr, po from generate_series(1, n);
        return 'taken'; exception when others then return sqlerrm; end $$`);
      return tx.query<{ pair: string; one: string; two: string }>(
        `select r || ' ' || f || ' ' || t as pair, pg_temp.tried($1, r, f, t, x.pr, x.po, 1) as one,
          pg_temp.tried($1, r, f, t, x.pr, x.po, 2) as two
         from unnest(enum_range(null::transfer_reason)) r, unnest(enum_range(null::account_kind)) f,
           unnest(enum_range(null::account_kind)) t,
           lateral (select case when 'planted_project' in (f, t) then $2::uuid end as pr,
             case when 'planted_poll' in (f, t) then $3::uuid end as po) x`,
        [member, project, poll],
      );
    });
    const taken = tried.filter((x) => x.one === 'taken').map((x) => x.pair);
    for (const { pair, one, two } of tried)
      expect([pair, two, one === 'taken' || one.includes('R2, R4')]).toEqual([pair, one, true]);
    expect(taken.sort()).toEqual(
      Object.entries(fits)
        .flatMap(([reason, pairs]) => pairs.map((pair) => `${reason} ${pair}`))
        .sort(),
    );
  });
});
