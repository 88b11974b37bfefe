/** What a member wrote in rooms and direct conversations: in their archive, and after they closed the account. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { startEvents } from '../../platform/database/events.ts';
import { createLog } from '../../platform/observability/log.ts';
import { listeners } from '../../rooms/jobs.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { ownData } from '../../testing/own-data.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../../testing/world.ts';
import { closeMember } from './own-data.ts';

eachDatabase('messages of a member', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  const deliver = async () => {
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
    expect(await database().query('select last_error from domain_event where last_error is not null')).toEqual([]);
  };
  /** A room and the conversation of two members, who wrote and answered with reactions in both. */
  async function talk() {
    const db = database();
    const [awa, moussa] = [await addMember(db), await addMember(db)];
    const community = await addCommunity(db);
    for (const m of [awa, moussa]) await addMembership(db, m, community);
    const [room, pair] = [newId<RoomId>(), pairId(awa.id, moussa.id)];
    const settle = async <N extends keyof typeof testSettlements>(
      name: N,
      m: TestMember,
      args: Parameters<(typeof testSettlements)[N]['settle']>[1],
    ) => expect(await settleCold(db, testSettlements, name, m, args as never)).toEqual({ applied: [] });
    await settle('room.open', awa, { id: room, community, about: null, title: 'Le four', purpose: 'Samedi.' });
    await settle('room.direct', awa, { id: pair, people: [moussa.id], title: '' });
    await settle('room.join', moussa, { room, on: true });
    await deliver();
    const ids: Record<string, MessageId> = {};
    for (const [of, m] of Object.entries({ awa, moussa }))
      for (const [where, to] of Object.entries({ room, pair })) {
        const id = (ids[`${of} ${where}`] = newId<MessageId>());
        const text = `${of} en ${where}`;
        await settle('message.send', m, { id, room: to, text, replyTo: null, mentions: [], file: null });
      }
    for (const message of [ids['moussa pair']!, ids['awa room']!])
      for (const m of [awa, moussa]) await settle('message.react', m, { message, of: '🌱', on: true });
    return { awa, moussa, room, pair, ids };
  }

  it('T1, R13: an archive has one’s rooms, messages and reactions, also of conversations, and no words or reactions of others', async () => {
    const { awa, moussa, room, pair, ids } = await talk();
    const data = await ownData(t.deps, awa.id);
    const of = (table: string, column: string) => new Set(data[table]!.map((r) => r[column]));
    expect(of('room_member', 'room')).toEqual(new Set([room, pair]));
    expect(of('room', 'title')).toEqual(new Set(['', 'Le four']));
    expect(of('message', 'text')).toEqual(new Set(['awa en pair', 'awa en room']));
    expect(of('reaction_given', 'message')).toEqual(new Set([ids['moussa pair'], ids['awa room']]));
    expect(of('reaction_given', 'reaction')).toEqual(new Set(['🌱']));
    expect(JSON.stringify(data)).not.toContain('moussa en');
    // The other person stands only where the member put them: among the people of their conversation.
    const { room: rooms, ...rest } = data;
    expect(JSON.stringify(rooms)).toContain(moussa.id);
    expect(JSON.stringify(rest)).not.toContain(moussa.id);
  });

  it('T1, R13: a closed account leaves no words, reactions or place, and the other keeps their own', async () => {
    const { awa, moussa, room, pair, ids } = await talk();
    await database().transaction((tx) => closeMember(tx, awa.id));
    await deliver();
    expect(await database().query('select from room_member where member = $1', [awa.id])).toEqual([]);
    const rows = await database().query(
      'select text, author, name, state, reactions from message where room = any($1::uuid[]) order by room, no',
      [[room, pair]],
    );
    expect(JSON.stringify(rows)).not.toContain('awa en');
    expect(rows.filter((r) => r['state'] === 'shown').map((r) => r['text'])).toHaveLength(2);
    expect(
      JSON.stringify([rows, await database().query('select * from room where id = any($1::uuid[])', [[room, pair]])]),
    ).not.toContain(awa.id);
    expect(await database().query('select reactions from message where id = $1', [ids['moussa pair']])).toEqual([
      { reactions: [{ of: '🌱', by: [moussa.id] }] },
    ]);
    expect(await database().query('select people, members from room where id = $1', [pair])).toEqual([
      { people: [moussa.id], members: 1 },
    ]);
  });
});
