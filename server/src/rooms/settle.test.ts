import { beforeEach, expect, it } from 'vitest';
import { pairId, type Message } from '@egoejo/shared/rooms/model.ts';
import { newId, type CommunityId, type MemberId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import type { ColdName, MutationArgs } from '@egoejo/shared/registry.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { MOST_TURNS } from '../sync/settle/turns.ts';
import { act, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { takeLeaversOut } from './counting.ts';
import { listeners } from './jobs.ts';
import { moderated } from './model.ts';
import { MOST_A_DAY, MOST_BEGUN, MOST_MESSAGES, MOST_REACTIONS_A_DAY, MOST_ROOMS } from './policy.ts';

eachDatabase('rooms', (database) => {
  let [host, guest, stranger]: TestMember[] = [];
  let community: CommunityId;
  let room: RoomId;
  beforeEach(async () => {
    const db = database();
    [host, guest, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    room = newId();
  });
  const settle = <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  const open = (m = host!) =>
    settle('room.open', m, { id: room, community, about: null, title: 'Le four', purpose: '' });
  const join = (m: TestMember, on = true) => settle('room.join', m, { room, on });
  const send = async (m: TestMember, more: Partial<MutationArgs<'message.send'>> = {}) => {
    const id = newId<MessageId>();
    return {
      id,
      ...(await settle('message.send', m, {
        id,
        room,
        text: 'Samedi ?',
        replyTo: null,
        mentions: [],
        file: null,
        ...more,
      })),
    };
  };
  const direct = (m: TestMember, people: TestMember[], more: { id?: RoomId; title?: string } = {}) =>
    settle('room.direct', m, { id: room, people: people.map((p) => p.id), title: '', ...more });
  const messages = () =>
    database().query<{ id: MessageId; no: number; author: MemberId | null; text: string; state: string }>(
      'select id, no, author, text, state from message where room = $1 order by no',
      [room],
    );
  const inRoom = async () =>
    (await database().query<{ member: MemberId }>('select member from room_member where room = $1', [room])).map(
      (r) => r.member,
    );
  const headOf = async () => (await database().query('select members, people from room where id = $1', [room]))[0];
  const sees = async (m: TestMember) =>
    (await database().query<{ sees: boolean }>('select scope_visible($1, $2) as sees', [m.id, `room:${room}`]))[0]!
      .sees;
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
  };
  const raise = (error: unknown) => expect(error).toBeNull();
  /** As an exchange does it. */
  const settleOf = async (m: TestMember, acts: readonly MutationEnvelope[]) => {
    const deps = { db: database(), settlements: testSettlements, flagsOff: [], onThrow: raise };
    return (await settleActs(deps, m.id, m.device, acts)).map(outcome);
  };
  const APPLIED = { applied: expect.anything() };

  it('T1: joining a room opens its scope; leaving, or leaving the community, closes it', async () => {
    expect(await open(stranger)).toMatchObject({ rejected: 'room.not_member' });
    expect(await open()).toEqual(APPLIED);
    expect(await open()).toMatchObject({ rejected: 'room.exists' });
    expect([await sees(host!), await sees(guest!)]).toEqual([true, false]);
    expect(await send(guest!)).toMatchObject({ rejected: 'room.not_joined' });
    expect(await join(guest!)).toEqual(APPLIED);
    expect(await join(guest!)).toEqual(APPLIED);
    expect([await sees(guest!), await headOf()]).toEqual([true, { members: 2, people: [] }]);
    expect(await send(guest!)).toMatchObject(APPLIED);
    expect(await join(guest!, false)).toEqual(APPLIED);
    expect([await sees(guest!), await headOf()]).toEqual([false, { members: 1, people: [] }]);
    await join(guest!);
    await database().query('delete from membership where member = $1', [guest!.id]);
    expect(await sees(guest!)).toBe(false);
    expect(await send(guest!)).toMatchObject({ rejected: 'room.not_member' });
    expect(await database().transaction((tx) => takeLeaversOut(tx, null))).toBe(1);
    expect(await inRoom()).toEqual([host!.id]);
    expect(await headOf()).toMatchObject({ members: 1 });
  });

  it('T2: the server numbers messages in the order in which it takes them, also at the same time', async () => {
    await open();
    await join(guest!);
    await Promise.all(Array.from({ length: 20 }, (_, i) => send(i % 2 ? host! : guest!)));
    const all = await messages();
    expect(all.map((m) => m.no)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const byRev = await database().query('select id from message where room = $1 order by rev, id', [room]);
    expect(byRev).toEqual(all.map(({ id }) => ({ id })));
    const first = all[0]!;
    expect(
      await settle('message.send', host!, { id: first.id, room, text: 'Non', replyTo: null, mentions: [], file: null }),
    ).toMatchObject({ rejected: 'message.exists' });
  });

  it('T2: its author edits and deletes a message; an answer is to one of the same room', async () => {
    await open();
    await join(guest!);
    const { id } = await send(host!);
    expect(await send(guest!, { replyTo: newId() })).toMatchObject({ rejected: 'message.unknown' });
    expect(await send(guest!, { replyTo: id })).toMatchObject(APPLIED);
    const edit = (m: TestMember) => settle('message.edit', m, { message: id, text: 'Dimanche ?' });
    expect(await edit(guest!)).toMatchObject({ rejected: 'message.not_author' });
    expect(await edit(stranger!)).toMatchObject({ rejected: 'room.not_member' });
    expect(await edit(host!)).toEqual(APPLIED);
    expect(await messages()).toMatchObject([{ text: 'Dimanche ?' }, { text: 'Samedi ?' }]);
    // Who left can still take their words away.
    await join(host!, false);
    expect(await edit(host!)).toMatchObject({ rejected: 'room.not_joined' });
    expect(await settle('message.delete', guest!, { message: id })).toMatchObject({ rejected: 'message.not_author' });
    expect(await settle('message.delete', host!, { message: id })).toEqual(APPLIED);
    expect(await messages()).toMatchObject([{ text: '', author: null, state: 'deleted' }, { state: 'shown' }]);
    expect(await settle('message.react', guest!, { message: id, of: '👍', on: true })).toMatchObject({
      rejected: 'message.unknown',
    });
  });

  it('T2: reactions are a set by member, in any order of their coming', async () => {
    await open();
    await join(guest!);
    const { id } = await send(host!);
    const react = (m: TestMember, of: '👍' | '🌱', on: boolean) => settle('message.react', m, { message: id, of, on });
    const reactions = async () =>
      (await database().query<Pick<Message, 'reactions'>>('select reactions from message where id = $1', [id]))[0]!
        .reactions;
    await Promise.all([react(host!, '👍', true), react(guest!, '👍', true), react(host!, '👍', true)]);
    expect(new Set((await reactions())[0]?.by)).toEqual(new Set([host!.id, guest!.id]));
    expect((await reactions())[0]?.by).toHaveLength(2);
    await react(guest!, '🌱', true);
    await react(host!, '👍', false);
    await react(host!, '👍', false);
    expect(await reactions()).toEqual([
      { of: '👍', by: [guest!.id] },
      { of: '🌱', by: [guest!.id] },
    ]);
    const many = Array.from({ length: 98 }, () => newId());
    await database().query(`update message set reactions = reactions || $2::jsonb where id = $1`, [
      id,
      JSON.stringify([{ of: '🙏', by: many }]),
    ]);
    expect(await react(host!, '🌱', true)).toMatchObject({ rejected: 'message.too_many_reactions' });
    expect(await react(guest!, '🌱', false)).toEqual(APPLIED);
    expect(await react(host!, '👍', true)).toEqual(APPLIED);
  });

  it('T2: a closed room takes no messages, and its author or an animator opens it again', async () => {
    await open();
    await join(guest!);
    const edit = (m: TestMember, closed: boolean) =>
      settle('room.edit', m, { room, title: 'Le four', purpose: '', closed });
    expect(await edit(guest!, true)).toMatchObject({ rejected: 'room.not_organiser' });
    expect(await edit(host!, true)).toEqual(APPLIED);
    expect(await send(guest!)).toMatchObject({ rejected: 'room.closed' });
    await database().query(`update membership set role = 'animator' where member = $1`, [guest!.id]);
    expect(await edit(guest!, false)).toEqual(APPLIED);
    expect(await send(guest!)).toMatchObject(APPLIED);
  });

  it('T2: a message says when it was written, but never later than it came', async () => {
    await open();
    const write = async (madeAt: string) => {
      const id = newId<MessageId>();
      const args = { id, room, text: 'Samedi ?', replyTo: null, mentions: [], file: null };
      expect(await settleOf(host!, [act('message.send', args, { madeAt })])).toEqual(['applied']);
      const [row] = await database().query<{ early: boolean; at: string }>(
        'select written_at < created_at as early, iso(written_at) as at from message where id = $1',
        [id],
      );
      return row!;
    };
    expect(await write('2020-01-01T00:00:00.000Z')).toMatchObject({ early: true, at: '2020-01-01T00:00:00.000Z' });
    expect(await write('2999-01-01T00:00:00.000Z')).toMatchObject({ early: false });
  });

  it('T3: the number read is the highest of all devices, and never more than there are', async () => {
    await open();
    const read = async (...numbers: number[]) => {
      const acts = numbers.map((upTo) => act('room.read', { room, upTo }));
      await settleOf(host!, acts);
      const [row] = await database().query<{ n: number }>('select read_to as n from room_member where room = $1', [
        room,
      ]);
      return row!.n;
    };
    expect(await read(2)).toBe(0);
    for (let i = 0; i < 3; i++) await send(host!);
    expect(await read(2)).toBe(2);
    expect(await read(1)).toBe(2);
    expect(await read(1, 99)).toBe(3);
  });

  it('T1: two people who begin a conversation at once are in the same one', async () => {
    await database().query('update community set visibility = $2, scope = $3 where id = $1', [
      community,
      'private',
      `community:${community}`,
    ]);
    room = pairId(host!.id, guest!.id);
    expect(room).toBe(pairId(guest!.id, host!.id));
    expect(await direct(stranger!, [host!], { id: pairId(stranger!.id, host!.id) })).toMatchObject({
      rejected: 'room.unknown_people',
    });
    expect(await direct(host!, [host!])).toMatchObject({ rejected: 'room.unknown_people' });
    expect(await direct(host!, [guest!], { id: newId() })).toMatchObject({ rejected: 'room.exists' });
    expect(await direct(host!, [guest!])).toEqual(APPLIED);
    expect(await direct(guest!, [host!])).toEqual(APPLIED);
    await database().query(`update turn set times = $2 where member = $1 and kind = 'room'`, [guest!.id, MOST_TURNS]);
    expect(await join(guest!, false)).toEqual(APPLIED);
    expect(await direct(guest!, [host!])).toMatchObject({ rejected: 'sync.too_many_turns' });
    await database().query('delete from turn where member = $1', [guest!.id]);
    expect(await direct(guest!, [host!])).toEqual(APPLIED);
    await handleEvents();
    expect(new Set(await inRoom())).toEqual(new Set([host!.id, guest!.id]));
    expect(await send(guest!)).toMatchObject(APPLIED);
    // Nobody else knows that there is one.
    expect(await send(stranger!)).toMatchObject({ rejected: 'room.unknown' });
    expect(await join(stranger!)).toMatchObject({ rejected: 'room.unknown' });
    expect(await sees(stranger!)).toBe(false);
    // It outlives the membership they shared.
    await database().query('delete from membership where member = $1', [guest!.id]);
    expect([await sees(guest!), await send(guest!)]).toMatchObject([true, APPLIED]);
  });

  it('T1: who leaves a conversation is not among its people; an invitation that comes later does not bring them back', async () => {
    const third = await addMember(database());
    await addMembership(database(), third, community);
    expect(await direct(host!, [guest!, third], { title: 'Samedi' })).toEqual(APPLIED);
    await database().query('update room set people = array_remove(people, $2::uuid), members = 2 where id = $1', [
      room,
      third.id,
    ]);
    await handleEvents();
    expect(new Set(await inRoom())).toEqual(new Set([host!.id, guest!.id]));
    expect(await join(guest!, false)).toEqual(APPLIED);
    expect(await headOf()).toEqual({ members: 1, people: [host!.id] });
    expect(await join(guest!)).toMatchObject({ rejected: 'room.unknown' });
  });

  it('who closes their account leaves no words, reactions or place among people', async () => {
    await open();
    await join(guest!);
    const mine = await send(host!);
    const other = await send(guest!, { replyTo: mine.id });
    await settle('message.react', host!, { message: other.id, of: '👍', on: true });
    await settle('message.react', guest!, { message: other.id, of: '👍', on: true });
    const group = newId<RoomId>();
    await direct(host!, [guest!], { id: group, title: 'Samedi' });
    await handleEvents();
    await database().transaction((tx) => closeMember(tx, host!.id));
    await handleEvents();
    expect(await messages()).toMatchObject([{ text: '', author: null, state: 'deleted' }, { text: 'Samedi ?' }]);
    const left = await database().query('select reactions from message where id = $1', [other.id]);
    expect(left).toEqual([{ reactions: [{ of: '👍', by: [guest!.id] }] }]);
    expect(await database().query('select people, members, author from room where id = $1', [group])).toEqual([
      { people: [guest!.id], members: 1, author: null },
    ]);
    expect(await headOf()).toMatchObject({ members: 1 });
  });

  it('limits what one member begins, writes and reacts to', async () => {
    await open();
    const { id: message } = await send(host!);
    const react = (on: boolean) => settle('message.react', host!, { message, of: '👍', on });
    expect([await react(true), await react(false)]).toEqual([APPLIED, APPLIED]);
    await database().query(`update turn set times = $2 where member = $1 and kind = 'reaction'`, [
      host!.id,
      MOST_REACTIONS_A_DAY,
    ]);
    expect(await react(true)).toMatchObject({ rejected: 'sync.too_many_turns' });
    await database().query('delete from message where room = $1', [room]);
    await database().query(
      `insert into message (id, scope, room, no, author, text, written_at)
        select gen_random_uuid(), 'room:' || $1, $1::uuid, n, $2, 'x', now() from generate_series(1, $3) n`,
      [room, host!.id, MOST_MESSAGES],
    );
    expect(await send(host!)).toMatchObject({ rejected: 'message.too_many', params: { most: MOST_MESSAGES } });
    // What somebody takes away again counts too.
    await database().query('delete from message where room = $1', [room]);
    await database().query(`update turn set times = $2 where member = $1 and kind = 'message'`, [host!.id, MOST_A_DAY]);
    expect(await send(host!)).toMatchObject({ rejected: 'message.too_many', params: { most: MOST_A_DAY } });
    await database().query(
      `insert into room (id, scope, community, author, title, members)
        select gen_random_uuid(), 'community:' || $1, $1::uuid, $2, 'x', 0 from generate_series(2, $3)`,
      [community, host!.id, MOST_BEGUN],
    );
    room = newId();
    expect(await open()).toMatchObject({ rejected: 'room.too_many', params: { most: MOST_BEGUN } });
    await database().query(
      `with other as (insert into room (id, scope, community, title, members)
          select gen_random_uuid(), 'community:' || $1, $1::uuid, 'x', 1 from generate_series(1, $3) returning id)
        insert into room_member (member, room) select $2::uuid, id from other`,
      [community, guest!.id, MOST_ROOMS],
    );
    const [some] = await database().query<{ id: RoomId }>('select id from room where author = $1 limit 1', [host!.id]);
    room = some!.id;
    expect(await join(guest!)).toMatchObject({ rejected: 'room.too_many', params: { most: MOST_ROOMS } });
  });

  it('T5: moderators hide a message, and its words come back when they show it again', async () => {
    await open();
    const { id } = await send(host!);
    const found = () => database().transaction((tx) => moderated.find(tx, id, null));
    expect(await found()).toMatchObject({
      community,
      author: host!.id,
      text: 'Samedi ?',
      shown: true,
      membersOnly: true,
    });
    await database().transaction((tx) => moderated.hide(tx, id, ''));
    expect(await found()).toMatchObject({ shown: false });
    await database().transaction((tx) => moderated.show(tx, id));
    expect(await found()).toMatchObject({ shown: true });
    // No automatic check reads a direct conversation.
    room = pairId(host!.id, guest!.id);
    await direct(host!, [guest!]);
    const private_ = await send(host!);
    const events = await database().query('select name from domain_event where subject = $1', [private_.id]);
    expect(events).toEqual([{ name: 'message.directed' }]);
    expect(moderated.writtenOn).not.toContain('message.directed');
  });
});
