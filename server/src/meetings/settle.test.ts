import { beforeEach, expect, it } from 'vitest';
import { newId, type CommunityId, type MeetingId } from '@egoejo/shared/platform/ids.ts';
import type { Answer } from '@egoejo/shared/meetings/model.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { freePlacesOfLeavers } from './counting.ts';
import { listeners } from './jobs.ts';
import { moderated } from './model.ts';
import { MOST_ANSWERS, MOST_MEETINGS } from './policy.ts';
import { answersTo } from './queries.ts';
import { remindDue } from './reminding.ts';
import { settlements } from './settle.ts';

const details = { title: 'Lire', text: '', place: 'Le four', link: '', minutes: 60 };
const LATER = '2999-06-05T17:30:00.000Z';

eachDatabase('meetings', (database) => {
  let [host, guest, other]: TestMember[] = [];
  let community: CommunityId;
  let id: MeetingId;
  beforeEach(async () => {
    const db = database();
    [host, guest, other] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest, other]) await addMembership(db, m, community);
    id = newId();
  });
  const settle: typeof settleCold = (...args) => settleCold(...args);
  const plan = (
    m: TestMember,
    { places = null, startsAt = LATER }: { places?: number | null; startsAt?: string } = {},
  ) =>
    settle<'meeting.plan'>(database(), settlements, 'meeting.plan', m, { id, community, ...details, startsAt, places });
  const edit = (m: TestMember, change: { place?: string; startsAt?: string; places?: number | null }) =>
    settle<'meeting.edit'>(database(), settlements, 'meeting.edit', m, {
      meeting: id,
      ...details,
      startsAt: LATER,
      places: null,
      ...change,
    });
  const cancel = (m: TestMember) =>
    settle<'meeting.cancel'>(database(), settlements, 'meeting.cancel', m, { meeting: id, reason: 'La pluie.' });
  const answer = (m: TestMember, said: Answer) =>
    settle<'meeting.answer'>(database(), settlements, 'meeting.answer', m, { meeting: id, answer: said });
  const counts = async () => (await database().query('select yes, perhaps, state from meeting where id = $1', [id]))[0];
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...notificationListeners]);
    await events.drain();
    await events.stop();
  };
  const told = async (m: TestMember) => {
    await handleEvents();
    const rows = await database().query<{ kind: string }>(
      'select kind from notification where member = $1 and subject = $2 order by kind',
      [m.id, id],
    );
    return rows.map((r) => r.kind);
  };
  const startsIn = (hours: number) =>
    database().query(
      `with m as (update meeting set starts_at = now() + make_interval(mins => $2) where id = $1)
        update meeting_reminder set at = now() - interval '1 second' where meeting = $1`,
      [id, hours * 60],
    );

  it('B13: the last place is given once; an answer that changes frees it', async () => {
    await plan(host!, { places: 1 });
    expect(await Promise.all([answer(guest!, 'yes'), answer(other!, 'perhaps')])).toEqual([
      { applied: [] },
      { applied: [] },
    ]);
    expect(await answer(other!, 'yes')).toEqual({ rejected: 'meeting.full' });
    expect(await counts()).toEqual({ yes: 1, perhaps: 1, state: 'planned' });
    await answer(guest!, 'no');
    expect(await answer(other!, 'yes')).toEqual({ applied: [] });
    expect(await counts()).toEqual({ yes: 1, perhaps: 0, state: 'planned' });
    expect(await edit(host!, { places: 0 })).toMatchObject({ rejected: 'meeting.fewer_places' });
  });

  it('B13: only its organiser and animators change a meeting; what is over or cancelled stays so', async () => {
    expect(await plan(host!, { startsAt: '2001-01-01T10:00:00.000Z' })).toEqual({ rejected: 'meeting.bad_time' });
    expect(await plan(host!, { startsAt: '2999-13-01T10:00:00.000Z' })).toEqual({ rejected: 'meeting.bad_time' });
    await plan(host!);
    expect(await edit(host!, { startsAt: '2999-13-01T10:00:00.000Z' })).toEqual({ rejected: 'meeting.bad_time' });
    expect(await plan(host!)).toEqual({ rejected: 'meeting.exists' });
    expect(await edit(guest!, { place: 'Ailleurs' })).toEqual({ rejected: 'meeting.not_organiser' });
    await database().query(`update membership set role = 'animator' where member = $1`, [guest!.id]);
    expect(await edit(guest!, { place: 'Ailleurs' })).toEqual({ applied: [] });
    expect(await cancel(host!)).toEqual({ applied: [] });
    expect(await cancel(host!)).toEqual({ applied: [] });
    expect(await answer(guest!, 'yes')).toEqual({ rejected: 'meeting.cancelled' });
    expect(await edit(host!, {})).toEqual({ rejected: 'meeting.cancelled' });
    id = newId();
    await plan(host!);
    await startsIn(-2);
    expect(await answer(guest!, 'yes')).toEqual({ rejected: 'meeting.over' });
  });

  it('B13: who comes is told of changes, of the end and once of its nearness; not of what they did', async () => {
    await plan(host!);
    await answer(guest!, 'perhaps');
    expect([await told(host!), await told(guest!)]).toEqual([[], ['meetingPlanned']]);
    await edit(host!, { place: 'Le four' });
    expect(await told(guest!)).toEqual(['meetingPlanned']);
    await edit(host!, { place: 'Le puits' });
    await startsIn(2);
    await remindDue(database());
    await remindDue(database());
    expect(await told(guest!)).toEqual(['meetingChanged', 'meetingPlanned', 'meetingSoon']);
    await cancel(host!);
    expect(await told(guest!)).toEqual(['meetingCancelled', 'meetingChanged', 'meetingPlanned', 'meetingSoon']);
    expect([await told(host!), await told(other!)]).toEqual([['meetingSoon'], ['meetingPlanned']]);
  });

  it('B13: who organises sees who comes; others do not', async () => {
    await plan(host!);
    await answer(guest!, 'yes');
    const ask = (m: TestMember) => answersTo(database(), id, m.id);
    expect(await ask(host!)).toEqual([{ name: expect.any(String), answer: 'yes' }]);
    expect([
      await ask(guest!),
      await answersTo(database(), id, null),
      await answersTo(database(), 'x', host!.id),
    ]).toEqual([null, null, null]);
  });

  it('B13: who leaves the community or closes the account frees a place, and their meetings stay', async () => {
    await plan(host!);
    await answer(guest!, 'yes');
    await answer(other!, 'yes');
    await database().query('delete from membership where member = $1', [guest!.id]);
    await database().transaction(freePlacesOfLeavers);
    expect(await counts()).toMatchObject({ yes: 1 });
    await closeMember(database(), other!.id);
    await closeMember(database(), host!.id);
    await handleEvents();
    expect(await counts()).toMatchObject({ yes: 0 });
    expect(await database().query('select author, name from meeting where id = $1', [id])).toEqual([
      { author: null, name: null },
    ]);
  });

  it('B13: a meeting hidden by moderators tells and takes nothing, and comes back as it was', async () => {
    await plan(host!);
    await database().transaction((tx) => moderated.hide(tx, id, 'Publicité.'));
    expect(await answer(guest!, 'yes')).toEqual({ rejected: 'meeting.unknown' });
    expect(await told(guest!)).toEqual([]);
    await database().transaction((tx) => moderated.show(tx, id));
    expect(await answer(guest!, 'yes')).toEqual({ applied: [] });
  });

  it('B13: a day has a number of meetings, and a meeting a number of answers of one member', async () => {
    await plan(host!);
    for (let n = 0; n < MOST_ANSWERS; n++) await answer(guest!, n % 2 ? 'yes' : 'no');
    expect(await answer(guest!, 'perhaps')).toMatchObject({ rejected: 'meeting.too_many' });
    for (let n = 1; n < MOST_MEETINGS; n++) {
      id = newId();
      await plan(host!);
    }
    id = newId();
    expect(await plan(host!)).toEqual({ rejected: 'meeting.too_many', params: { most: MOST_MEETINGS } });
    await handleEvents();
    expect(await database().query('select kind from notification where member = $1', [other!.id])).toEqual([
      { kind: 'meetingPlanned' },
    ]);
  });
});
