import { afterEach, expect, it } from 'vitest';
import { newId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import { makeDevice, type Device } from '../testing/device.ts';
import { makeServer, type FakeServer } from '../testing/fake-server.ts';
import { fillStorage, type FullStorage } from '../testing/full-storage.ts';
import { idOf, MEMBER, WHO } from '../testing/world.ts';
import type { ExchangeRequest, PageLine, ScopeCursor } from './protocol.ts';
import { replayFrom } from './view/overlay.ts';

const ROOM = idOf<RoomId>(7);
const SCOPE = roomScope(ROOM);
let full: FullStorage | null = null;
afterEach(() => {
  full?.end();
  full = null;
});

interface Talk {
  device: Device;
  server: FakeServer;
  /** Another member says it. */
  say(n: number): void;
  cursor(): Promise<ScopeCursor>;
  /** The page that the channel brings after this cursor. */
  after(cursor: ScopeCursor): Promise<PageLine>;
  receive(page: PageLine, epoch?: string): Promise<void>;
  /** The numbers of the messages here. */
  here(): Promise<unknown[]>;
}
/** A device in a room with one message. */
async function talk(): Promise<Talk> {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  const { db } = device.store;
  const say = (n: number) => void server.put(SCOPE, 'message', { id: idOf(n), room: ROOM, no: n, author: idOf(2) });
  server.put(`member:${MEMBER}`, 'roomMember', { id: ROOM, since: '', readTo: 0, muted: false });
  say(1);
  await device.sync();
  const asked = device.world.requests.length;
  expect(asked).toBe(2);
  return {
    device,
    server,
    say,
    cursor: async () => (await db.cursors.get(SCOPE))!.parts[0]!.cursor,
    async after(cursor) {
      const request = { member: MEMBER, epoch: server.epoch, cursors: [cursor], mutations: [] };
      const lines = await server.handle(request as Partial<ExchangeRequest> as ExchangeRequest);
      return lines.find((line) => line.t === 'page')!;
    },
    async receive(page, epoch = server.epoch) {
      device.syncer.receive(page, epoch);
      await device.syncer.idle();
    },
    here: async () => (await db.message.toArray()).map(({ no }) => no ?? 0).toSorted((a, b) => a - b),
  };
}
const exchanges = ({ device }: Talk): number => device.world.requests.length - 2;

it('T4: a page that follows, overlaps or is here already needs no exchange; one that leaves a gap starts one', async () => {
  const room = await talk();
  const first = await room.cursor();
  room.say(2);
  const two = await room.after(first);
  await room.receive(two);
  expect([await room.here(), await room.cursor()]).toEqual([[1, 2], two.cursor]);
  await room.receive(two);
  room.say(3);
  await room.receive(await room.after(first));
  expect([await room.here(), exchanges(room)]).toEqual([[1, 2, 3], 0]);
  room.say(4);
  const later = { ...(await room.cursor()), rev: room.server.rev(SCOPE) };
  room.say(5);
  await room.receive(await room.after(later));
  expect([await room.here(), exchanges(room)]).toEqual([[1, 2, 3, 4, 5], 1]);
});

it('T4, S29: a page of another epoch, era or set of entities is not applied', async () => {
  const room = await talk();
  room.say(2);
  const page = await room.after(await room.cursor());
  const [other] = [{ ...page.after, entities: { message: 1 } }];
  room.device.world.answer(() => 'lost');
  await room.receive(page, 'another');
  await room.receive({ ...page, after: { ...page.after, mark: 'm' }, cursor: { ...page.cursor, mark: 'm' } });
  await room.receive({ ...page, after: other, cursor: { ...page.cursor, entities: other.entities } });
  expect(await room.here()).toEqual([1]);
});

it('S18: an exchange whose cursor the channel has moved meanwhile is not void', async () => {
  const room = await talk();
  const { device, server } = room;
  room.say(2);
  const two = await room.after(await room.cursor());
  device.world.answer(async (r) => {
    const lines = await server.handle(r);
    room.device.syncer.receive(two, server.epoch);
    await expect.poll(room.here).toEqual([1, 2]);
    return lines;
  });
  await device.sync();
  expect([await room.here(), exchanges(room), device.status.phase]).toEqual([[1, 2], 1, 'idle']);
  room.say(3);
  const three = await room.after(await room.cursor());
  device.world.answer(async (r) => {
    room.device.syncer.receive(three, server.epoch);
    await expect.poll(room.here).toEqual([1, 2, 3]);
    room.say(4);
    return server.handle(r);
  });
  await device.sync();
  expect([await room.here(), exchanges(room), device.status.phase]).toEqual([[1, 2, 3, 4], 2, 'idle']);
});

it('S16, T2: one’s own message that comes before its verdict is shown once, from the moment it is said to the end', async () => {
  const room = await talk();
  const { device, server } = room;
  const { db } = device.store;
  const id = newId<MessageId>();
  server.settle = () => {
    server.put(SCOPE, 'message', { id, room: ROOM, no: 2, author: MEMBER });
    return { status: 'applied', notes: [] };
  };
  const shown = async (): Promise<unknown[]> =>
    db.transaction('r', db.tables, async () => {
      const { out } = await replayFrom(db, await db.outbox.toArray(), WHO);
      const over = new Map([...out.changed.values()].map(({ ref, row }) => [ref.id, row]));
      const rows = [...(await db.message.toArray()).filter((row) => !over.has(row.id)), ...over.values()];
      return rows.flatMap((row) => (row?.id === id ? [(row as { no?: unknown }).no] : []));
    });
  await device.queue('message.send', { id, room: ROOM, text: 'Bonjour', replyTo: null, mentions: [], file: null });
  expect(await shown()).toEqual([null]);
  const before = await room.cursor();
  device.world.answer(async (r) => {
    await server.handle(r);
    return 'lost' as const;
  });
  await device.sync();
  await room.receive(await room.after(before));
  expect([await shown(), (await device.outbox()).length]).toEqual([[2], 1]);
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect([await shown(), (await device.outbox()).length]).toEqual([[2], 0]);
});

it('S16: an act that waits only for rows of a room ends in the transaction in which the channel brings them', async () => {
  const room = await talk();
  const { device, server } = room;
  const id = newId<MessageId>();
  server.settle = () => {
    server.put(SCOPE, 'message', { id, room: ROOM, no: 2, author: MEMBER });
    return { status: 'applied', notes: [] };
  };
  await device.queue('message.send', { id, room: ROOM, text: 'Bonjour', replyTo: null, mentions: [], file: null });
  const before = await room.cursor();
  device.world.answer(async (r) => {
    const lines = await server.handle(r);
    for (const line of lines)
      if (line.t === 'verdicts')
        for (const answer of line.answers) if ('revs' in answer) answer.revs = { [SCOPE]: server.rev(SCOPE) };
    return { broken: lines.filter(({ t }) => t === 'head' || t === 'verdicts') };
  });
  await device.sync();
  expect((await device.outbox()).map(({ verdict }) => verdict?.status)).toEqual(['applied']);
  device.world.answer(() => 'lost');
  await room.receive(await room.after(before));
  expect([await device.outbox(), await room.here()]).toEqual([[], [1, 2]]);
});

it('T4, S23: a page for which there is no room is left to an exchange', async () => {
  const room = await talk();
  room.say(2);
  const page = await room.after(await room.cursor());
  room.device.world.answer(() => 'lost');
  full = fillStorage();
  await room.receive(page);
  expect(await room.here()).toEqual([1]);
  full.end();
  room.device.world.answer((r) => room.server.handle(r));
  await room.device.sync();
  expect(await room.here()).toEqual([1, 2]);
});
