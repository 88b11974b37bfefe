import { beforeEach, expect, it } from 'vitest';
import { MESSAGES_KEPT, MOST_PINS, pairId, type Message } from '@egoejo/shared/rooms/model.ts';
import { newId, type MessageFileId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { roomScope, type Row } from '@egoejo/shared/sync/protocol.ts';
import type { ColdName, MutationArgs } from '@egoejo/shared/registry.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { entitySources } from '../registry.ts';
import { pull } from '../sync/pull/pull.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { moderated } from './model.ts';

eachDatabase('pins', (database) => {
  let [host, guest, animator]: TestMember[] = [];
  let room: RoomId;
  const settle = <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  const say = async (m: TestMember, to = room, file: MutationArgs<'message.send'>['file'] = null) => {
    const id = newId<MessageId>();
    const said = { id, room: to, text: 'Samedi', replyTo: null, mentions: [], file };
    expect(await settle('message.send', m, said)).toEqual(APPLIED);
    return id;
  };
  const pin = (m: TestMember, message: MessageId, on = true) => settle('message.pin', m, { message, on });
  const pins = async () =>
    (
      await database().query<{ id: MessageId }>(
        'select id from message where room = $1 and pinned_at is not null order by no',
        [room],
      )
    ).map((m) => m.id);
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
  };
  const APPLIED = { applied: expect.anything() };
  const refused = (code: string) => ({ rejected: code });

  beforeEach(async () => {
    const db = database();
    [host, guest, animator] = [await addMember(db), await addMember(db), await addMember(db)];
    const community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    await addMembership(db, animator, community, 'animator');
    room = newId();
    await settle('room.open', host, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await settle('room.join', guest, { room, on: true });
  });

  it('T2: who opened the room and its animators pin, in a conversation everybody; again changes nothing', async () => {
    const message = await say(guest!);
    expect(await pin(guest!, message)).toMatchObject(refused('room.not_organiser'));
    expect(await pin(animator!, message)).toMatchObject(refused('room.not_joined'));
    expect(await pin(host!, newId())).toMatchObject(refused('message.unknown'));
    expect(await pin(host!, message)).toEqual(APPLIED);
    const revs = () => database().query('select rev, iso(pinned_at) as at from message where id = $1', [message]);
    const before = await revs();
    await settle('room.join', animator!, { room, on: true });
    expect(await pin(animator!, message)).toEqual(APPLIED);
    expect([await revs(), await pins()]).toEqual([before, [message]]);
    expect([await pin(animator!, message, false), await pin(host!, message, false), await pins()]).toEqual([
      APPLIED,
      APPLIED,
      [],
    ]);
    room = pairId(host!.id, guest!.id);
    await settle('room.direct', host!, { id: room, people: [guest!.id], title: '' });
    await handleEvents();
    const between = await say(host!);
    expect(await pin(animator!, between)).toMatchObject(refused('room.unknown'));
    expect([await pin(guest!, between), await pins()]).toEqual([APPLIED, [between]]);
  });

  it('T2: at most 20 messages of a room are pinned, also when several are at the same time', async () => {
    const all: MessageId[] = [];
    for (let i = 0; i <= MOST_PINS; i++) all.push(await say(host!));
    const outcomes = await Promise.all(all.map((id) => pin(host!, id)));
    expect(outcomes.filter((o) => 'rejected' in o)).toMatchObject([
      { rejected: 'message.too_many_pins', params: { most: MOST_PINS } },
    ]);
    const [first] = await pins();
    await pin(host!, first!, false);
    const [left] = all.filter((_, i) => 'rejected' in outcomes[i]!);
    expect([await pin(host!, left!), (await pins()).length]).toEqual([APPLIED, MOST_PINS]);
    await database().query(`update turn set times = 100 where member = $1 and kind = 'pin'`, [host!.id]);
    await pin(host!, left!, false);
    expect(await pin(host!, left!)).toMatchObject(refused('sync.too_many_turns'));
  });

  it('T2: what is deleted, hidden, or of a closed account is not pinned any more, nor again', async () => {
    const [deleted, hidden, closed] = [await say(host!), await say(host!), await say(guest!)];
    for (const id of [deleted, hidden, closed]) expect(await pin(host!, id)).toEqual(APPLIED);
    await settle('message.delete', host!, { message: deleted });
    expect(await pins()).toEqual([hidden, closed]);
    await database().transaction((tx) => moderated.hide(tx, hidden, ''));
    expect(await pins()).toEqual([closed]);
    await database().transaction((tx) => closeMember(tx, guest!.id));
    await handleEvents();
    expect(await pins()).toEqual([]);
    for (const id of [deleted, hidden, closed]) {
      expect(await pin(host!, id)).toMatchObject(refused('message.unknown'));
      expect(await pin(host!, id, false)).toEqual(APPLIED);
    }
    await database().transaction((tx) => moderated.show(tx, hidden));
    expect(await pins()).toEqual([]);
  });

  it('T3: a pinned message comes to every device with its file, however old it is, and no other old one', async () => {
    const voice = { kind: 'voice' as const, id: newId<MessageFileId>(), seconds: 3, bars: [] };
    const [pinned] = [await say(host!, room, voice), await say(host!, room, { ...voice, id: newId<MessageFileId>() })];
    await database().query(
      `insert into message (id, scope, room, no, author, text, written_at)
        select gen_random_uuid(), 'room:' || $1, $1::uuid, n, $2, 'x', now() from generate_series(3, $3) n`,
      [room, host!.id, MESSAGES_KEPT + 10],
    );
    /** The rows that a device gets from there on. */
    const pulled = async (rev: number) => {
      const { pages } = await pull(database(), entitySources, {
        member: guest!.id,
        cursors: [{ scope: roomScope(room), entities: { message: 2, messageFile: 1 }, rev, table: '', id: '' }],
        sameEpoch: true,
        marks: true,
        moved: new Set(),
        wire: () => 0,
      });
      const lines = pages.map((p) => JSON.parse(p.line) as { rows: { e: string; rows: Row[] }[] });
      const of = (e: string) => lines.flatMap((l) => l.rows.flatMap((r) => (r.e === e ? r.rows : [])));
      return { messages: of('message') as unknown[] as Message[], files: of('messageFile').map((f) => f['id']) };
    };
    const [counter] = await database().query<{ rev: number }>('select rev from scope_counter where scope = $1', [
      roomScope(room),
    ]);
    expect((await pulled(0)).messages.map((m) => m.no).toSorted((a, b) => a! - b!)[0]).toBe(11);
    expect(await pin(host!, pinned)).toEqual(APPLIED);
    const whole = await pulled(0);
    expect(whole.messages).toHaveLength(MESSAGES_KEPT + 1);
    expect(whole.messages.filter((m) => m.pinnedAt !== null)).toMatchObject([{ id: pinned, no: 1 }]);
    expect(whole.files).toEqual([voice.id]);
    const since = await pulled(counter!.rev + 1);
    expect([since.messages.map((m) => m.id), since.files]).toEqual([[pinned], [voice.id]]);
  });
});
