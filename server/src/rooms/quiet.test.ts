import { beforeEach, expect, it } from 'vitest';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { newId, type CommunityId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import type { ColdName, MutationArgs } from '@egoejo/shared/registry.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';

const APPLIED = { applied: [] };

eachDatabase('quiet rooms', (database) => {
  let [awa, moussa, rose]: TestMember[] = [];
  let community: CommunityId;
  beforeEach(async () => {
    const db = database();
    [awa, moussa, rose] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [awa, moussa, rose]) await addMembership(db, m, community);
  });
  const settle = <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  const write = (m: TestMember, room: RoomId, id = newId<MessageId>()) =>
    settle('message.send', m, { id, room, text: 'Samedi ?', replyTo: null, mentions: [], file: null });
  const begin = async (m: TestMember, people: TestMember[], title = '', id = newId<RoomId>()) => {
    const decision = await settle('room.direct', m, { id, people: people.map((p) => p.id), title });
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
    return decision;
  };
  const block = (m: TestMember, other: TestMember, on = true) =>
    settle('member.block', m, { member: other.id, on, name: '' });
  const pair = () => pairId(awa!.id, moussa!.id);

  it('T6: a member mutes a room for themselves, until they leave it', async () => {
    const room = newId<RoomId>();
    await settle('room.open', awa!, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await settle('room.join', moussa!, { room, on: true });
    const muted = async (m: TestMember) =>
      (await database().query('select muted from room_member where member = $1 and room = $2', [m.id, room]))[0];
    expect(await settle('room.mute', moussa!, { room, on: true })).toEqual(APPLIED);
    expect([await muted(moussa!), await muted(awa!)]).toEqual([{ muted: true }, { muted: false }]);
    await settle('room.join', moussa!, { room, on: false });
    // Of a room that they are not in there is nothing to set.
    expect(await settle('room.mute', moussa!, { room, on: true })).toEqual(APPLIED);
    await settle('room.join', moussa!, { room, on: true });
    expect(await muted(moussa!)).toEqual({ muted: false });
  });

  it('T5: who blocked whom begins no conversation of the two, with or without a title', async () => {
    await block(moussa!, awa!);
    for (const [title, id] of [
      ['', pair()],
      ['Samedi', newId<RoomId>()],
    ] as const) {
      expect(await begin(awa!, [moussa!], title, id)).toEqual({ rejected: 'room.unreachable' });
      expect(await begin(moussa!, [awa!], title, id)).toEqual({ rejected: 'room.you_blocked' });
    }
    expect(await begin(awa!, [moussa!, rose!], 'Le marché')).toEqual(APPLIED);
    await block(moussa!, awa!, false);
    expect(await begin(awa!, [moussa!], '', pair())).toEqual(APPLIED);
  });

  it('T5: a conversation of two takes nothing while one blocked the other; groups and rooms go on', async () => {
    const [group, room] = [newId<RoomId>(), newId<RoomId>()];
    await begin(awa!, [moussa!], '', pair());
    await begin(awa!, [moussa!, rose!], 'Le marché', group);
    await settle('room.open', awa!, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await settle('room.join', moussa!, { room, on: true });
    const first = newId<MessageId>();
    expect(await write(awa!, pair(), first)).toEqual(APPLIED);
    await block(moussa!, awa!);
    expect(await write(awa!, pair())).toEqual({ rejected: 'room.unreachable' });
    expect(await write(moussa!, pair())).toEqual({ rejected: 'room.you_blocked' });
    // New words and reactions would come through too; one's own words can be taken away.
    expect(await settle('message.edit', awa!, { message: first, text: 'Non ?' })).toEqual({
      rejected: 'room.unreachable',
    });
    expect(await settle('message.react', awa!, { message: first, of: '👍', on: true })).toEqual({
      rejected: 'room.unreachable',
    });
    for (const m of [awa!, moussa!]) for (const place of [group, room]) expect(await write(m, place)).toEqual(APPLIED);
    expect(await settle('message.delete', awa!, { message: first })).toEqual(APPLIED);
    await block(moussa!, awa!, false);
    expect([await write(awa!, pair()), await write(moussa!, pair())]).toEqual([APPLIED, APPLIED]);
  });
});
