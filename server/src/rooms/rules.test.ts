import { beforeEach, expect, it } from 'vitest';
import type { MutationArgs, ColdName } from '@egoejo/shared/registry.ts';
import {
  newId,
  type CommunityId,
  type MessageFileId,
  type MessageId,
  type RoomId,
} from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { MOST_ROOM_EDITS } from './policy.ts';

const APPLIED = { applied: [] };

eachDatabase('rules of rooms', (database) => {
  let [host, guest, animator]: TestMember[] = [];
  let community: CommunityId;
  let room: RoomId;
  beforeEach(async () => {
    const db = database();
    [host, guest, animator] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    await addMembership(db, animator, community, 'animator');
    room = newId();
    await settle('room.open', host, { id: room, community, about: null, title: 'Le four', purpose: '' });
    for (const m of [guest, animator]) await settle('room.join', m, { room, on: true });
    // They joined long ago.
    await db.query(`update room_member set since = now() - interval '1 day' where room = $1`, [room]);
  });
  const settle = <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  const rule = (m: TestMember, what: Partial<MutationArgs<'room.rules'>>, to = room) =>
    settle('room.rules', m, { room: to, ...what });
  const message = (text = 'Samedi ?', id = newId<MessageId>()) => ({
    id,
    room,
    text,
    replyTo: null,
    mentions: [],
    file: null,
  });
  /** Sends messages as one exchange does, each written so many minutes ago by the clock of the device. */
  const sendWritten = async (m: TestMember, minutesAgo: readonly number[]) => {
    const deps = {
      db: database(),
      settlements: testSettlements,
      flagsOff: [],
      onThrow: (error: unknown) => expect(error).toBeNull(),
    };
    const acts = minutesAgo.map((n) =>
      act('message.send', message(), { madeAt: new Date(Date.now() - n * 60_000).toISOString() }),
    );
    return (await settleActs(deps, m.id, m.device, acts)).map(outcome);
  };
  const stored = async (of = room) =>
    (await database().query('select slow, words, keep from room where id = $1', [of]))[0];

  it('T5: who edits a room sets its rules; those of a conversation only how long it keeps messages', async () => {
    const all: Partial<MutationArgs<'room.rules'>> = { slow: 30, words: ['Idiot', 'idiot'], keep: 90 };
    expect(await rule(guest!, all)).toEqual({ rejected: 'room.not_organiser' });
    expect(await rule(host!, all)).toEqual(APPLIED);
    expect(await stored()).toEqual({ slow: 30, words: ['Idiot'], keep: 90 });
    expect(await rule(animator!, {})).toEqual(APPLIED);
    const logged = await database().query('select actor from audit_log where action = $1 and subject = $2', [
      'room.rules',
      room,
    ]);
    expect(logged).toEqual([{ actor: animator!.id }]);
    const pair = pairId(host!.id, guest!.id);
    await settle('room.direct', host!, { id: pair, people: [guest!.id], title: '' });
    expect(await rule(host!, { slow: 10 }, pair)).toEqual({ rejected: 'room.rules_direct' });
    expect(await rule(host!, { words: ['non'] }, pair)).toEqual({ rejected: 'room.rules_direct' });
    expect(await rule(animator!, { keep: 30 }, pair)).toEqual({ rejected: 'room.unknown' });
    expect(await rule(host!, { keep: 30 }, pair)).toEqual(APPLIED);
    expect(await stored(pair)).toMatchObject({ keep: 30 });
    await database().query('update room set edits = $2, edits_since = now() where id = $1', [room, MOST_ROOM_EDITS]);
    expect(await rule(host!, {})).toMatchObject({ rejected: 'room.too_many_edits' });
  });

  it('T5: an act changes only the rules that it names', async () => {
    await rule(host!, { slow: 30, words: ['Idiot'], keep: 90 });
    await rule(host!, { slow: 10 });
    await rule(animator!, { keep: 365 });
    expect(await stored()).toEqual({ slow: 10, words: ['Idiot'], keep: 365 });
  });

  it('T5: nobody hurries the erasure of a conversation, and who is blocked cannot begin one', async () => {
    const pair = pairId(host!.id, guest!.id);
    await settle('room.direct', host!, { id: pair, people: [guest!.id], title: '' });
    // The other is in it from the first message on.
    await database().query('insert into room_member (member, room, rev) values ($1, $2, 0)', [guest!.id, pair]);
    await rule(host!, { keep: 30 }, pair);
    await database().query('update room set edits = $2, edits_since = now() where id = $1', [pair, MOST_ROOM_EDITS]);
    expect(await rule(guest!, { keep: 90 }, pair)).toEqual(APPLIED);
    expect(await rule(guest!, { keep: null }, pair)).toEqual(APPLIED);
    expect(await rule(host!, { keep: 30 }, pair)).toMatchObject({ rejected: 'room.too_many_edits' });
    await settle('member.block', guest!, { member: host!.id, on: true, name: '' });
    expect(await rule(host!, { keep: 30 }, pair)).toEqual({ rejected: 'room.unreachable' });
    expect(await stored(pair)).toMatchObject({ keep: null });
  });

  it('T5: slow mode counts when messages were written, not when they arrive', async () => {
    await rule(host!, { slow: 900 });
    expect(await sendWritten(guest!, [65, 49, 33, 17, 1])).toEqual(Array(5).fill('applied'));
    expect(await sendWritten(guest!, [0])).toEqual(['room.slow']);
    const refused = await settle('message.send', guest!, message());
    expect(refused).toMatchObject({ rejected: 'room.slow', params: { seconds: expect.any(Number) } });
    const seconds = Number('params' in refused && refused.params?.['seconds']);
    expect(seconds).toBeGreaterThan(13 * 60);
    expect(seconds).toBeLessThanOrEqual(14 * 60);
    // Who opened the room and animators are not held up.
    for (const m of [host!, animator!]) expect(await sendWritten(m, [0, 0])).toEqual(['applied', 'applied']);
  });

  it('T5: forged times of writing and leaving the room win no time', async () => {
    await rule(host!, { slow: 3600 });
    expect(await sendWritten(guest!, [0])).toEqual(['applied']);
    expect(await sendWritten(guest!, [9000, 6000, 3000, -3000, -9000])).toEqual(Array(5).fill('room.slow'));
    for (const on of [false, true]) await settle('room.join', guest!, { room, on });
    expect(await sendWritten(guest!, [120])).toEqual(['room.slow']);
    await database().query(
      `update room_pace set written = written - interval '2 hours', at = at - interval '2 hours' where member = $1`,
      [guest!.id],
    );
    // Two hours passed: two messages, whatever their times.
    expect(await sendWritten(guest!, [600, 60, 0, -60])).toEqual(['applied', 'room.slow', 'applied', 'room.slow']);
  });

  it('T5: a message with a word that the room does not take is refused, and an edit with it', async () => {
    await rule(host!, { words: ['patate'] });
    const sent = message('Bonjour');
    expect(await settle('message.send', guest!, sent)).toEqual(APPLIED);
    const refused = { rejected: 'message.word', params: { word: 'patate' } };
    expect(await settle('message.send', guest!, message('Espèce de PÂTATE !'))).toEqual(refused);
    expect(await settle('message.edit', guest!, { message: sent.id, text: 'Patate' })).toEqual(refused);
    const file = { kind: 'file', id: newId<MessageFileId>(), name: 'patate.pdf' } as const;
    expect(await settle('message.send', guest!, { ...message(''), file })).toEqual(refused);
    expect(await settle('message.edit', guest!, { message: sent.id, text: 'Des patates' })).toEqual(APPLIED);
  });
});
