import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type CycleId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../../platform/database/database.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase, openFreshPostgres, type OpenDatabase } from '../../testing/database/postgres.ts';
import { signedIn } from '../../testing/servers/signed-in.ts';
import { closeSeason, openSeason, turnSeasons } from './cycles.ts';

const HOUR = 3_600_000;
const inHours = (n: number, now = Date.now()): string => new Date(now + n * HOUR).toISOString();
/** Both times come from one reading of the clock, so that a season from 20 to 20 is really empty. */
const open = (db: Database, name: string, from: number, to: number, now = Date.now()) =>
  db.transaction((tx) => openSeason(tx, { name, startsAt: inHours(from, now), endsAt: inHours(to, now) }));
const seasons = (db: Database) =>
  db.query<{ name: string; active: boolean }>('select name, active from cycle order by starts_at');

eachDatabase('seasons', (database) => {
  let at: TestApp;
  let animator: Browser;
  beforeAll(async () => {
    at = await createTestApp(database());
    animator = (await signedIn(at, ['animator'])).browser;
  });
  afterAll(() => at.close());

  it('R11: only an animator of the whole opens, renames and closes seasons, online and with a log entry', async () => {
    const plan = { name: 'Printemps', startsAt: inHours(-2), endsAt: inHours(20) };
    const stranger = (await signedIn(at, ['author'])).browser;
    expect(await at.browser().mutate('saka.openCycle', plan)).toMatchObject({
      status: 401,
      body: { code: 'account.not_signed_in' },
    });
    expect(await stranger.mutate('saka.openCycle', plan)).toMatchObject({
      status: 403,
      body: { code: 'account.forbidden' },
    });
    const opened = await animator.mutate<{ id: CycleId; active: boolean }>('saka.openCycle', plan);
    expect(opened).toMatchObject({ status: 200, body: { active: true } });
    const cycle = opened.body.id;
    // It begins now: earlier transfers belong to no season.
    expect(
      await database().query(`select name, starts_at > now() - interval '1 minute' as now from cycle where id = $1`, [
        cycle,
      ]),
    ).toEqual([{ name: 'Printemps', now: true }]);
    expect((await animator.mutate('saka.nameCycle', { cycle, name: ' Le printemps ' })).status).toBe(200);
    expect((await stranger.mutate('saka.closeCycle', { cycle })).status).toBe(403);
    expect((await animator.mutate('saka.closeCycle', { cycle })).status).toBe(200);
    expect(await animator.mutate('saka.closeCycle', { cycle })).toMatchObject({
      status: 400,
      body: { code: 'saka.cycle_over' },
    });
    expect(await animator.mutate('saka.nameCycle', { cycle: newId(), name: 'x' })).toMatchObject({
      body: { code: 'saka.cycle_unknown' },
    });
    expect(await database().query('select name, active, ends_at <= now() as over from cycle')).toEqual([
      { name: 'Le printemps', active: false, over: true },
    ]);
    expect(
      await database().query(
        `select action, subject, actor is not null as known from audit_log where action like 'saka.cycle%' order by id`,
      ),
    ).toEqual(['open', 'name', 'close'].map((a) => ({ action: `saka.cycle_${a}`, subject: cycle, known: true })));
  });
  it('R11: dates that are empty, reversed, past or overlap another season are refused with their codes', async () => {
    const db = database();
    expect(await open(db, 'Été', 1, 10)).toMatchObject({ ok: true, value: { active: false } });
    for (const [from, to] of [
      [20, 20],
      [30, 20],
      [-20, -10],
      [-20, -30],
    ] as const)
      expect(await open(db, 'x', from, to), `${from} ${to}`).toMatchObject({
        ok: false,
        error: { code: 'saka.cycle_dates' },
      });
    for (const [from, to] of [
      [0, 2],
      [9, 11],
      [0, 30],
      [3, 4],
      [-5, 1.5],
    ] as const) {
      expect(await open(db, 'x', from, to), `${from} ${to}`).toMatchObject({
        ok: false,
        error: { code: 'saka.cycle_overlaps', params: { name: 'Été' } },
      });
    }
    expect(
      await animator.mutate('saka.openCycle', { name: ' ', startsAt: inHours(20), endsAt: inHours(21) }),
    ).toMatchObject({ status: 400 });
    expect(
      await animator.mutate('saka.openCycle', { name: 'x', startsAt: 'tomorrow', endsAt: inHours(21) }),
    ).toMatchObject({ status: 400, body: { code: 'sync.bad_args' } });
    expect(await open(db, 'Automne', 10.1, 12)).toMatchObject({ ok: true });
    expect(await seasons(db)).toEqual([
      { name: 'Le printemps', active: false },
      { name: 'Été', active: false },
      { name: 'Automne', active: false },
    ]);
  });
  it('R11: a planned season begins and ends on time, at most one is active, and one closed before it began is removed', async () => {
    const db = database();
    expect(await db.transaction(turnSeasons)).toBe(false);
    await db.query(`update cycle set starts_at = now() - interval '1 hour' where name = 'Été'`);
    expect(await db.transaction(turnSeasons)).toBe(true);
    expect((await seasons(db)).filter((s) => s.active)).toEqual([{ name: 'Été', active: true }]);
    await db.query(`update cycle set ends_at = now() - interval '1 second' where name = 'Été'`);
    expect(await db.query('select active_cycle() as id')).toEqual([{ id: null }]);
    expect(await db.transaction(turnSeasons)).toBe(true);
    expect((await seasons(db)).filter((s) => s.active)).toEqual([]);
    const [autumn] = await db.query<{ id: CycleId }>(`select id from cycle where name = 'Automne'`);
    expect(await db.transaction((tx) => closeSeason(tx, autumn!.id))).toMatchObject({
      ok: true,
      value: { planned: true },
    });
    expect((await seasons(db)).map((s) => s.name).sort()).toEqual(['Le printemps', 'Été']);
    expect(await db.query(`select entity from tombstone where id = $1`, [autumn!.id])).toEqual([{ entity: 'cycle' }]);
  });
});

describe('seasons opened at the same time (PostgreSQL)', () => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await openFreshPostgres();
  });
  afterAll(() => opened.close());
  it('R11: of twenty concurrent requests for the same days one succeeds', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => open(opened.db, `saison ${i}`, i / 20 - 0.5, 5)),
    );
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    expect(new Set(answers.filter((a) => !a.ok).map((a) => a.error.code))).toEqual(new Set(['saka.cycle_overlaps']));
    expect(await opened.db.query('select count(*) as n from cycle')).toEqual([{ n: 1 }]);
  });
});
