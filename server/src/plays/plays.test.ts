/** Sessions of listening, and what is told of them (L8). */
import { beforeEach, expect, it } from 'vitest';
import { newId, type MutationKey, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { trackDayId } from '@egoejo/shared/plays/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { readyTrack } from '../testing/tracks.ts';
import { addMember, settleBySql, type TestMember } from '../testing/world.ts';
import { writeTrackFigures } from './figures.ts';

/** The same day for all tests, also when midnight passes between them. */
const TODAY = new Date().toISOString().slice(0, 10);
const NO_TIME = { code: null, detail: [{ code: 'plays.no_time', params: {} }] };
type Session = MutationArgs<'track.session'>;

eachDatabase('plays', (database) => {
  let author: TestMember;
  let track: TrackId;
  beforeEach(async () => {
    await database().query('delete from track_figures');
    author = await addMember(database());
    track = await readyTrack(database(), author);
  });
  const send = async (m: TestMember, args: Partial<Session> = {}, secondsAgo = 0, key?: MutationKey) =>
    (
      await settleBySql(database(), m, [
        {
          name: 'track.session',
          args: { track, day: TODAY, seconds: 60, furthest: 5000, ...args },
          madeAt: new Date(Date.now() - secondsAgo * 1000).toISOString(),
          ...(key === undefined ? {} : { key }),
        },
      ])
    )[0];
  const heard = (m: TestMember) =>
    database().query('select id, seconds, furthest from track_day where member = $1 order by id', [m.id]);
  const figures = async (all = true) => {
    await writeTrackFigures(database(), all);
    const [row] = await database().query(
      'select plays, listeners, seconds::int, curve, days, countries from track_figures where track = $1',
      [track],
    );
    return row;
  };
  /** So many members heard the track for so long today. */
  const listeners = async (n: number, seconds: number, furthest = 10_000) => {
    const members: TestMember[] = [];
    for (let i = 0; i < n; i++) members.push(await addMember(database()));
    for (const m of members) await addDay(m, seconds, furthest);
    return members;
  };
  const addDay = (m: TestMember, seconds: number, furthest: number, daysAgo = 0) =>
    database().query(
      `insert into track_day (member, id, track, day, seconds, furthest)
        select $1, $2::text || d, $2::uuid, d, $3, $4 from (select $5::date - $6::int as d) x`,
      [m.id, track, seconds, furthest, TODAY, daysAgo],
    );

  it('L8: stretches of a day add up in one row; the furthest place is a maximum', async () => {
    const m = await addMember(database());
    await send(m, { seconds: 90, furthest: 9000 }, 3600);
    await send(m, { furthest: 4000 }, 60);
    expect(await heard(m)).toEqual([{ id: trackDayId(track, TODAY), seconds: 150, furthest: 9000 }]);
  });
  it('L8: no more seconds count than have passed, whatever is told and on however many devices', async () => {
    const m = await addMember(database());
    await database().query(`update device set quiet_at = now() - interval '1 hour' where member = $1`, [m.id]);
    await send(m, { seconds: 36_000 });
    const [row] = await heard(m);
    expect(Math.abs(Number(row?.['seconds']) - 4230)).toBeLessThan(5);
    expect(await send(m)).toEqual(NO_TIME);
    expect(await heard(m)).toEqual([row]);
  });
  it('L8: stretches that were heard one after the other count, in whichever order they come', async () => {
    const m = await addMember(database());
    for (const ago of [0, 7200, 3600]) await send(m, { seconds: 1800 }, ago);
    expect((await heard(m)).map((d) => d['seconds'])).toEqual([5400]);
  });
  it('L8: a key counts once, and stretches without end do not', async () => {
    const m = await addMember(database());
    const key = newId<MutationKey>();
    await send(m, {}, 900, key);
    expect(await send(m, {}, 300, key)).toEqual(NO_TIME);
    await database().query(
      `insert into track_time (member, key, since, seconds)
        select $1, gen_random_uuid(), now() - interval '20 days', 1 from generate_series(1, 19999)`,
      [m.id],
    );
    expect(await send(m)).toEqual(NO_TIME);
    expect((await heard(m)).map((d) => d['seconds'])).toEqual([60]);
  });
  it('L8: what was applied before a restore counts as it did, and takes no time from what is heard after it', async () => {
    const m = await addMember(database());
    const asOf = new Date(Date.now() - 60_000).toISOString();
    const again = { name: 'track.session' as const, args: { track, day: TODAY, seconds: 7200, furthest: 1 }, asOf };
    await settleBySql(database(), m, [{ ...again, madeAt: asOf }]);
    expect((await heard(m)).map((d) => d['seconds'])).toEqual([7200]);
    expect(await send(m, { seconds: 20 })).toEqual({ code: null, detail: null });
  });
  it('L8: a track that is gone counts nothing, and a day that a wrong clock claims is moved', async () => {
    const m = await addMember(database());
    expect(await send(m, { track: newId<TrackId>() })).toEqual({
      code: null,
      detail: [{ code: 'plays.unknown_track', params: {} }],
    });
    expect(await heard(m)).toEqual([]);
    await send(m, { day: '2099-01-01', seconds: 20 });
    const [row] = await database().query<{ off: number }>(
      `select day - (now() at time zone 'UTC')::date as off from track_day where member = $1`,
      [m.id],
    );
    expect(Math.abs(row!.off)).toBeLessThanOrEqual(1);
  });
  it('L8: half a minute is a play, several lengths are several; one’s own listening is none', async () => {
    const [short, once, thrice] = await listeners(3, 29, 2500);
    await database().query('update track_day set seconds = 30 where member = $1', [once!.id]);
    await database().query('update track_day set seconds = 365 where member = $1', [thrice!.id]);
    await addDay(author, 600, 10_000);
    expect(short).toBeDefined();
    expect(await figures()).toEqual({ plays: 4, listeners: 2, seconds: 395, curve: [], days: [], countries: [] });
  });
  it('L8: half of a track shorter than a minute is a play', async () => {
    track = await readyTrack(database(), author, {}, 8);
    await listeners(1, 3);
    await listeners(1, 4);
    expect(await figures()).toMatchObject({ plays: 1, listeners: 1 });
  });
  it('L8: days, countries and how far listeners come are told from five listeners on', async () => {
    const four = await listeners(4, 60);
    const country = (of: TestMember[], code: string) =>
      database().query(
        `insert into preferences (member, value) select id, jsonb_build_object('country', $2::text)
          from member where id = any($1::uuid[])`,
        [of.map((m) => m.id), code],
      );
    await country(four, 'SN');
    expect(await figures()).toMatchObject({ plays: 4, listeners: 4, curve: [], days: [], countries: [] });
    const [fifth, sixth] = await listeners(2, 60, 2600);
    await country([fifth!], 'SN');
    await country([sixth!], 'FR');
    await addDay(fifth!, 60, 100, 3);
    // Too long ago for the days.
    await addDay(fifth!, 60, 100, 40);
    const dayAgo = (n: number) =>
      new Date(Date.parse(`${TODAY}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10);
    expect(await figures()).toMatchObject({
      plays: 8,
      listeners: 6,
      curve: [...Array.from({ length: 5 }, () => 6), ...Array.from({ length: 15 }, () => 4)],
      days: [
        { day: dayAgo(3), plays: 1 },
        { day: dayAgo(0), plays: 6 },
      ],
      countries: [{ country: 'SN', listeners: 5 }],
    });
  });
  it('L8: only figures that changed get a number; those of a removed track go', async () => {
    await listeners(1, 60);
    await figures(false);
    const revs = () => database().query('select rev, at from track_figures where track = $1', [track]);
    const before = await revs();
    await figures(true);
    expect(await revs()).toEqual(before);
    expect(before).toMatchObject([{ rev: expect.anything() }]);
    await database().query('delete from track where id = $1', [track]);
    expect(await figures()).toBeUndefined();
  });
  it('L8: when all who listened closed their accounts, the figures go', async () => {
    const [only] = await listeners(1, 60);
    expect(await figures()).toMatchObject({ listeners: 1 });
    await database().transaction((tx) => closeMember(tx, only!.id));
    expect(await figures()).toBeUndefined();
  });
  it('L8: within the hour only sums follow, so that no difference tells of one listener', async () => {
    await listeners(5, 60, 5000);
    const night = await figures();
    await listeners(1, 60);
    expect(await figures(false)).toEqual({ ...night, plays: 6, listeners: 6, seconds: 360 });
    expect(night).toMatchObject({ plays: 5, days: [{ day: TODAY, plays: 5 }] });
  });
  it('L8: an episode of a show has no figures', async () => {
    await database().query('update track set given = true where id = $1', [track]);
    await listeners(1, 60);
    expect(await figures(true)).toBeUndefined();
  });
});
