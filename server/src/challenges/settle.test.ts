/** Challenges and leaderboards: counted from what members read, told once, and made anew from that alone (B14). */
import { beforeEach, expect, it } from 'vitest';
import { pointsOf } from '@egoejo/shared/badges/rules.ts';
import { dayLater, seasonOf, weekOf } from '@egoejo/shared/challenges/calendar.ts';
import type { Goal } from '@egoejo/shared/challenges/model.ts';
import { newId, type BookId, type ChallengeId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { audit } from '../cli/audit.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { act, newMember } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { Device } from '../testing/proving-device.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { moderatedChallenge, moderatedPseudonym } from './model.ts';
import { MOST_CHALLENGES, MOST_NAMES } from './policy.ts';
import { rebuildContests } from './rebuild.ts';
import { settlements } from './settle.ts';

const today = new Date().toISOString().slice(0, 10);
const APPLIED = { applied: [] };
interface Said {
  community: CommunityId | null;
  goal: Goal;
  n: number;
  together: boolean;
  starts: string;
  ends: string;
}

eachDatabase('challenges', (database) => {
  let [host, guest, other]: TestMember[] = [];
  let community: CommunityId;
  let id: ChallengeId;
  beforeEach(async () => {
    const db = database();
    [host, guest, other] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    id = newId();
  });
  const wanted = (said: Partial<Said>) => ({
    title: 'Lire',
    text: '',
    goal: 'days' as const,
    n: 2,
    together: false,
    starts: today,
    ends: dayLater(today, 9),
    ...said,
  });
  const make = (m: TestMember, said: Partial<Said> = {}) =>
    settleCold<'challenge.make'>(database(), settlements, 'challenge.make', m, { id, community, ...wanted(said) });
  const edit = (m: TestMember, said: Partial<Omit<Said, 'community'>> = {}) =>
    settleCold<'challenge.edit'>(database(), settlements, 'challenge.edit', m, { challenge: id, ...wanted(said) });
  const cancel = (m: TestMember) =>
    settleCold<'challenge.cancel'>(database(), settlements, 'challenge.cancel', m, { challenge: id, reason: 'Non.' });
  const join = (m: TestMember) =>
    settleCold<'challenge.join'>(database(), settlements, 'challenge.join', m, { challenge: id });
  const leave = (m: TestMember) =>
    settleCold<'challenge.leave'>(database(), settlements, 'challenge.leave', m, { challenge: id });
  const named = (m: TestMember, pseudonym: string) =>
    settleCold<'leaderboard.join'>(database(), settlements, 'leaderboard.join', m, { community, pseudonym });
  const unnamed = (m: TestMember) =>
    settleCold<'leaderboard.leave'>(database(), settlements, 'leaderboard.leave', m, { community });
  const tell = (m: TestMember, kind: string, day: string, at = new Date()) =>
    database().query(`select reading_event_tell($1, bump_member($1), $2, $3, $4::date, $5)`, [
      m.id,
      kind,
      kind === 'day' ? day : newId(),
      day,
      at,
    ]);
  const combine = () => database().query('select combine_tallies(1000)');
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...notificationListeners]);
    await events.drain();
    await events.stop();
    await combine();
  };
  const part = async (m: TestMember) =>
    (
      await database().query(
        `select progress, reached_at is not null as reached from challenge_part where member = $1 and challenge = $2`,
        [m.id, id],
      )
    )[0];
  const sums = async () => {
    await combine();
    const [row] = await database().query(
      'select participants, sum, reached_at is not null as reached from challenge where id = $1',
      [id],
    );
    return row;
  };
  const told = async (m: TestMember) => {
    await handleEvents();
    const [row] = await database().query<{ n: number }>(
      `select count(*)::int as n from notification where member = $1 and kind = 'challengeReached' and subject = $2`,
      [m.id, id],
    );
    return row!.n;
  };
  const places = async () => {
    await combine();
    return database().query<{ id: string; pseudonym: string }>(
      `select id, pseudonym, to_char(week, 'IYYY-"W"IW') as week, week_points, last_week_points,
          to_char(season, 'YYYY-"S"Q') as season, season_points
        from leaderboard_place where community = $1 order by pseudonym`,
      [community],
    );
  };
  const gaps = async () => (await audit(database())).gaps.filter((g) => /^(challenge|leaderboard)/.test(g.check));

  it('B14: each member reaches a challenge alone, once, with what they read since its start, and gets no grains', async () => {
    const late = dayLater(today, -3);
    await tell(guest!, 'day', dayLater(late, -1));
    await tell(guest!, 'day', late);
    expect(await make(host!, { starts: late })).toEqual(APPLIED);
    expect(await join(guest!)).toEqual(APPLIED);
    expect([await part(guest!), await sums()]).toEqual([
      { progress: 1, reached: false },
      { participants: 1, sum: 0, reached: false },
    ]);
    await tell(guest!, 'day', today);
    await tell(guest!, 'day', today);
    expect([await part(guest!), await sums()]).toEqual([
      { progress: 2, reached: true },
      { participants: 1, sum: 1, reached: false },
    ]);
    expect([await told(guest!), await told(host!)]).toEqual([1, 0]);
    await tell(guest!, 'day', dayLater(today, 1));
    expect([await part(guest!), await told(guest!)]).toEqual([{ progress: 3, reached: true }, 1]);
    expect(await database().query('select from transfer where member = $1', [guest!.id])).toEqual([]);
    expect(await gaps()).toEqual([]);
  });

  it('B14: a community reaches a challenge together; all who take part are told once, and the sum follows who leaves', async () => {
    await make(host!, { together: true, goal: 'books', n: 3 });
    await join(host!);
    await join(guest!);
    await Promise.all([tell(host!, 'finished', today), tell(guest!, 'finished', today)]);
    expect(await sums()).toEqual({ participants: 2, sum: 2, reached: false });
    await tell(guest!, 'finished', today);
    expect(await sums()).toEqual({ participants: 2, sum: 3, reached: true });
    await tell(host!, 'finished', today);
    expect([await told(host!), await told(guest!), await told(other!)]).toEqual([1, 1, 0]);
    await leave(host!);
    expect(await sums()).toEqual({ participants: 1, sum: 2, reached: true });
    await database().query('delete from membership where member = $1', [guest!.id]);
    await database().query(`insert into domain_event (name, subject, payload) values ('community.left', $1, '{}')`, [
      community,
    ]);
    await handleEvents();
    expect([await sums(), await part(guest!)]).toEqual([{ participants: 0, sum: 0, reached: true }, undefined]);
    expect(await gaps()).toEqual([]);
  });

  it('B14: pages count from days of reading; what comes three days late counts, later the result stays', async () => {
    const who = await newMember(database());
    const me: TestMember = { id: who.member, device: who.device };
    await addMembership(database(), me, community);
    await database().query(`update device set quiet_at = now() - interval '7 days' where member = $1`, [me.id]);
    const device = new Device(database(), who);
    const yesterday = dayLater(today, -1);
    const read = () =>
      device.send(
        act(
          'book.session',
          { book: newId<BookId>(), day: yesterday, seconds: 60, words: 60, pages: 2, furthest: 100, passed: [] },
          { madeAt: new Date(Date.parse(`${yesterday}T12:00:00Z`)).toISOString() },
        ),
      );
    await make(host!, { goal: 'pages', n: 500, together: true, starts: yesterday });
    await join(me);
    await read();
    expect([await part(me), await sums()]).toMatchObject([{ progress: 2 }, { sum: 2 }]);
    const endedAgo = (days: number) =>
      database().query(`update challenge set starts = $2::date - 5, ends = $2::date where id = $1`, [
        id,
        dayLater(today, -days),
      ]);
    await database().query(`update book_day set day = day - 3 where member = $1`, [me.id]);
    await endedAgo(3);
    await tell(me, 'day', today);
    await read();
    expect(await part(me)).toMatchObject({ progress: 2 });
    await endedAgo(4);
    await database().query(`update book_day set pages = 9 where member = $1`, [me.id]);
    await read();
    expect([await part(me), await join(guest!), await leave(me), await cancel(host!)]).toMatchObject([
      { progress: 2 },
      { rejected: 'challenge.over' },
      { rejected: 'challenge.over' },
      { rejected: 'challenge.over' },
    ]);
    await database().transaction((tx) => closeMember(tx, me.id));
    await handleEvents();
    expect(await sums()).toMatchObject({ participants: 1, sum: 2 });
  });

  it('B14: what a challenge cannot be is refused with its reason, and changes nothing', async () => {
    const bad = [
      await make(host!, { starts: dayLater(today, -4) }),
      await make(host!, { ends: dayLater(today, -1) }),
      await make(host!, { ends: dayLater(today, 366) }),
      await make(host!, { starts: '2999-02-30', ends: '2999-03-30' }),
      await make(host!, { n: 11 }),
      await make(other!),
      await edit(host!),
    ].map((answer) => ('rejected' in answer ? answer.rejected : 'applied'));
    expect(bad).toEqual([
      ...Array.from({ length: 4 }, () => 'challenge.bad_days'),
      'challenge.bad_goal',
      'challenge.not_member',
      'challenge.unknown',
    ]);
    expect(await database().query('select from challenge where author = $1', [host!.id])).toEqual([]);
    await make(host!, { starts: dayLater(today, 1) });
    expect([await make(host!), await join(other!), await edit(guest!), await edit(host!)]).toEqual([
      { rejected: 'challenge.exists' },
      { rejected: 'challenge.not_member' },
      { rejected: 'challenge.not_maker' },
      APPLIED,
    ]);
    expect([await edit(host!), await cancel(guest!)]).toEqual([
      { rejected: 'challenge.begun' },
      { rejected: 'challenge.not_maker' },
    ]);
    await database().transaction((tx) => moderatedChallenge.hide(tx, id, 'Publicité.'));
    expect(await join(guest!)).toEqual({ rejected: 'challenge.unknown' });
    await database().transaction((tx) => moderatedChallenge.show(tx, id));
    expect([await cancel(host!), await cancel(host!), await join(guest!)]).toEqual([
      APPLIED,
      APPLIED,
      { rejected: 'challenge.cancelled' },
    ]);
    for (let n = 1; n < MOST_CHALLENGES; n++) {
      id = newId();
      await make(host!);
    }
    id = newId();
    expect(await make(host!)).toEqual({ rejected: 'challenge.too_many', params: { most: MOST_CHALLENGES } });
  });

  it('B14: one’s own challenge is for nobody else, may begin in the past, and goes with the account', async () => {
    const started = dayLater(today, -30);
    await tell(host!, 'day', started);
    expect(await make(host!, { community: null, starts: started, together: true })).toEqual(APPLIED);
    expect(await part(host!)).toEqual({ progress: 1, reached: false });
    expect([await join(guest!), await edit(guest!)]).toEqual([
      { rejected: 'challenge.unknown' },
      { rejected: 'challenge.unknown' },
    ]);
    await tell(host!, 'day', today);
    expect([await part(host!), await told(host!)]).toEqual([{ progress: 2, reached: true }, 1]);
    await database().transaction((tx) => closeMember(tx, host!.id));
    await handleEvents();
    expect(await database().query('select from challenge where id = $1', [id])).toEqual([]);
  });

  it('B14: who took part before a challenge was changed is counted again; what was damaged is made anew', async () => {
    await tell(guest!, 'finished', today);
    await make(host!, { starts: dayLater(today, 1), together: true });
    await join(guest!);
    await edit(host!, { goal: 'books', together: true });
    await handleEvents();
    expect([await part(guest!), await sums()]).toMatchObject([{ progress: 1 }, { participants: 1, sum: 1 }]);
    await named(guest!, 'Lune');
    const before = [await part(guest!), await sums(), await places()];
    await database().query('update challenge_part set progress = 7 where member = $1', [guest!.id]);
    await database().query('update challenge set sum = 9, participants = 4 where id = $1', [id]);
    await database().query('update leaderboard_place set week_points = 99 where community = $1', [community]);
    expect((await gaps()).map((g) => g.check)).toEqual(['challenge', 'challenge.part', 'leaderboard']);
    expect(await rebuildContests(database())).toMatchObject({ parts: 1 });
    expect([await part(guest!), await sums(), await places()]).toEqual(before);
    expect(await rebuildContests(database())).toEqual({ parts: 0, sums: 0 });
  });

  it('B14: a leaderboard has pseudonyms and points by the days of events, and names no member', async () => {
    const events = [
      { kind: 'finished', subject: 'a', day: today },
      { kind: 'day', subject: today, day: today },
      { kind: 'review', subject: 'b', day: dayLater(today, -7) },
      { kind: 'language', subject: 'fr', day: today },
    ];
    for (const { kind, day } of events) await tell(guest!, kind, day);
    expect([await named(other!, 'Lune'), await named(guest!, 'Lune'), await named(host!, 'LUNE')]).toEqual([
      { rejected: 'leaderboard.not_member' },
      APPLIED,
      { rejected: 'leaderboard.taken' },
    ]);
    await tell(guest!, 'finished', today);
    const points = pointsOf([
      ...events.filter(({ day }) => day === today),
      { kind: 'finished', subject: 'c', day: today },
    ]);
    const sameSeason = seasonOf(dayLater(today, -7)) === seasonOf(today);
    const [line] = await places();
    expect(line).toEqual({
      id: expect.any(String),
      pseudonym: 'Lune',
      week: weekOf(today),
      week_points: points,
      last_week_points: 3,
      season: seasonOf(today),
      season_points: points + (sameSeason ? 3 : 0),
    });
    expect(JSON.stringify(line)).not.toContain(guest!.id);
    for (let n = 1; n < MOST_NAMES; n++) expect(await named(guest!, `Lune ${n}`)).toEqual(APPLIED);
    await database().transaction((tx) => moderatedPseudonym.hide(tx, line!.id, 'Insulte.'));
    expect(await database().transaction((tx) => moderatedPseudonym.find(tx, line!.id, null))).toMatchObject({
      author: guest!.id,
      shown: false,
    });
    await unnamed(guest!);
    expect([await places(), await named(guest!, 'Étoile')]).toEqual([
      [],
      { rejected: 'leaderboard.too_many', params: { most: MOST_NAMES } },
    ]);
    await named(host!, 'Étoile');
    await database().transaction((tx) => closeMember(tx, host!.id));
    await handleEvents();
    expect(await places()).toEqual([]);
    expect(await gaps()).toEqual([]);
  });
});
