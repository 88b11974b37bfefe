import { beforeEach, expect, it } from 'vitest';
import type { ClubPart } from '@egoejo/shared/clubs/model.ts';
import {
  newId,
  type BookId,
  type ClubId,
  type CommentId,
  type CommunityId,
  type TopicId,
} from '@egoejo/shared/platform/ids.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { settlements as comments } from '../comments/settle.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addWork, settleCold, type TestMember } from '../testing/world.ts';
import { takeLeaversOut } from './counting.ts';
import { listeners, tellDue } from './jobs.ts';
import { moderated } from './model.ts';
import { MOST_CLUBS, MOST_JOINED } from './policy.ts';
import { settlements } from './settle.ts';

eachDatabase('clubs', (database) => {
  let [host, guest, stranger]: TestMember[] = [];
  let community: CommunityId;
  let work: BookId;
  let id: ClubId;
  let parts: ClubPart[];
  beforeEach(async () => {
    const db = database();
    [host, guest, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    [id, work] = [newId(), newId()];
    await addWork(db, { id: work });
    parts = [
      { id: newId<TopicId>(), title: 'Le puits', upTo: 3_000, day: '2999-06-05' },
      { id: newId<TopicId>(), title: 'La fin', upTo: 10_000, day: '2999-06-12' },
    ];
  });
  const begin = (m: TestMember, more: { community?: CommunityId | null; work?: BookId; parts?: ClubPart[] } = {}) =>
    settleCold<'club.begin'>(database(), settlements, 'club.begin', m, {
      id,
      community,
      work,
      title: 'Lire',
      text: '',
      parts,
      ...more,
    });
  const edit = (m: TestMember, now: ClubPart[]) =>
    settleCold<'club.edit'>(database(), settlements, 'club.edit', m, { club: id, title: 'Lire', text: '', parts: now });
  const join = (m: TestMember, on = true) =>
    settleCold<'club.join'>(database(), settlements, 'club.join', m, { club: id, on });
  const write = (m: TestMember, topic: TopicId) =>
    settleCold<'comment.write'>(database(), comments, 'comment.write', m, {
      id: newId<CommentId>(),
      topic,
      kind: 'comment',
      parent: null,
      text: 'Quelle fin !',
      signed: true,
      mentions: [],
    });
  const members = async () =>
    (await database().query<{ members: number }>('select members from club where id = $1', [id]))[0]?.members;
  const stored = () =>
    database().query('select title, up_to as "upTo", day::text from topic where club = $1 order by up_to', [id]);
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...notificationListeners]);
    await events.drain();
    await events.stop();
  };
  const APPLIED = { applied: expect.anything() };

  it('B13: a club has a work and a calendar of parts; a discussion is a topic a part', async () => {
    expect(await begin(stranger!)).toMatchObject({ rejected: 'club.not_member' });
    expect(await begin(host!, { work: newId<BookId>() })).toMatchObject({ rejected: 'club.unknown_work' });
    for (const wrong of [
      [parts[1]!, parts[0]!],
      [parts[0]!, { ...parts[1]!, day: '2999-06-04' }],
      [parts[0]!, { ...parts[1]!, id: parts[0]!.id }],
      [{ ...parts[0]!, day: '2999-02-30' }],
    ])
      expect(await begin(host!, { parts: wrong })).toMatchObject({ rejected: 'club.bad_parts' });
    expect(await begin(host!)).toEqual(APPLIED);
    expect(await begin(host!)).toMatchObject({ rejected: 'club.exists' });
    expect(await stored()).toEqual(parts.map(({ title, upTo, day }) => ({ title, upTo, day })));
    expect(await write(guest!, parts[0]!.id)).toEqual(APPLIED);
    expect(await write(stranger!, parts[0]!.id)).toMatchObject({ rejected: 'comment.not_member' });
  });

  it('parts are changed, added and taken away; one of which somebody spoke stays, and so do those of other clubs', async () => {
    await begin(host!);
    await write(guest!, parts[1]!.id);
    expect(await edit(guest!, parts)).toMatchObject({ rejected: 'club.not_organiser' });
    expect(await edit(host!, [parts[0]!])).toMatchObject({ rejected: 'club.part_spoken', params: { title: 'La fin' } });
    const added = { id: newId<TopicId>(), title: 'Le début', upTo: 1_000, day: '2999-06-01' };
    expect(await edit(host!, [added, parts[1]!])).toEqual(APPLIED);
    expect(await stored()).toMatchObject([{ title: 'Le début' }, { title: 'La fin' }]);
    const mine = id;
    id = newId();
    expect(await begin(guest!, { parts: [parts[1]!] })).toMatchObject({ rejected: 'club.exists' });
    id = mine;
    expect(await stored()).toHaveLength(2);
  });

  it('counts who joined; who leaves the community or closes the account leaves the club', async () => {
    await begin(host!);
    expect(await join(stranger!)).toMatchObject({ rejected: 'club.not_member' });
    expect(await join(guest!)).toEqual(APPLIED);
    expect(await join(guest!)).toEqual(APPLIED);
    expect(await members()).toBe(2);
    await database().query('delete from membership where member = $1', [guest!.id]);
    // Who may not join any more may still leave.
    expect(await join(guest!, false)).toEqual(APPLIED);
    expect(await members()).toBe(1);
    await addMembership(database(), guest!, community);
    await join(guest!);
    await database().query('delete from membership where member = $1', [guest!.id]);
    expect(await database().transaction(takeLeaversOut)).toBe(1);
    expect(await members()).toBe(1);
    await database().transaction((tx) => closeMember(tx, host!.id));
    await handleEvents();
    const [club] = await database().query('select author, name, members from club where id = $1', [id]);
    expect(club).toEqual({ author: null, name: null, members: 0 });
  });

  it('B13: members are told on the day of a part, once; not of a club that is hidden', async () => {
    await begin(host!);
    await join(guest!);
    const pass = async () => {
      await database().query(
        `insert into club_part_due (topic, at) values ($1, now() - interval '1 hour')
          on conflict (topic) do update set at = excluded.at`,
        [parts[0]!.id],
      );
      await tellDue(database());
      await handleEvents();
    };
    await pass();
    await pass();
    const told = () => database().query('select kind, title from notification where member = $1', [guest!.id]);
    expect(await told()).toEqual([{ kind: 'clubPart', title: 'Lire · Le puits' }]);
    await database().query('delete from notification');
    await database().transaction((tx) => moderated.hide(tx, id, 'spam'));
    await pass();
    expect(await told()).toEqual([]);
    expect(await write(guest!, parts[0]!.id)).toMatchObject({ rejected: 'topic.unknown' });
    expect(await edit(host!, parts)).toMatchObject({ rejected: 'club.unknown' });
    await database().transaction((tx) => moderated.show(tx, id));
    expect(await write(guest!, parts[0]!.id)).toEqual(APPLIED);
  });

  it('a club that is open to all takes everybody, and no work of a community', async () => {
    expect(await begin(stranger!, { community: null })).toEqual(APPLIED);
    expect(await join(guest!)).toEqual(APPLIED);
    await database().query(`update work set community = $2::uuid, scope = 'community:' || $2::text where id = $1`, [
      work,
      community,
    ]);
    id = newId();
    const others = parts.map((p) => ({ ...p, id: newId<TopicId>() }));
    expect(await begin(stranger!, { community: null, parts: others })).toMatchObject({ rejected: 'club.unknown_work' });
    expect(await begin(host!, { parts: others })).toEqual(APPLIED);
  });

  it('a member begins so many clubs a day, and is in so many at a time', async () => {
    for (let i = 0; i < MOST_CLUBS; i++) {
      id = newId();
      parts = [{ ...parts[0]!, id: newId<TopicId>() }];
      expect(await begin(host!)).toEqual(APPLIED);
    }
    const last = id;
    id = newId();
    parts = [{ ...parts[0]!, id: newId<TopicId>() }];
    expect(await begin(host!)).toMatchObject({ rejected: 'club.too_many', params: { most: MOST_CLUBS } });
    await database().query(
      `with k as (insert into club (id, scope, community, work, title, text, rev)
          select gen_random_uuid(), 'community:' || $1::text, $1::uuid, $2, 'x', '', 0 from generate_series(1, $3)
          returning id)
        insert into club_member (member, club, rev) select $4, k.id, 0 from k`,
      [community, work, MOST_JOINED, guest!.id],
    );
    id = last;
    expect(await join(guest!)).toMatchObject({ rejected: 'club.too_many', params: { most: MOST_JOINED } });
    id = newId();
    expect(await begin(guest!)).toMatchObject({ rejected: 'club.too_many', params: { most: MOST_JOINED } });
  });
});
