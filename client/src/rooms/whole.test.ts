import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { shutDown } from '../sync/api/session/session.ts';
import { makeDevice, type Device } from '../sync/testing/device.ts';
import { wholeFrom } from './whole.ts';

const AT = '2026-03-01T08:00:00.000Z';
let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});
afterEach(shutDown);

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

it.each([
  ['nothing', [], null],
  ['all of them', upTo(1, 90), 1],
  ['the last ones', upTo(301, 500), 301],
  ['a pinned one below a gap', [5, ...upTo(301, 500)], 301],
  ['many below gaps', [2, 3, ...upTo(5, 24), 90, 299, ...upTo(301, 310)], 301],
  ['the newest alone', [...upTo(1, 40), 42], 42],
])('T3: a device has a room whole from where no number is missing: %s', async (_what, numbers, from) => {
  const room = newId<RoomId>();
  const at = { writtenAt: AT, createdAt: AT, editedAt: null, pinnedAt: null };
  const said = {
    author: null,
    name: null,
    text: 'x',
    replyTo: null,
    mentions: [],
    reactions: [],
    state: 'shown' as const,
  };
  await device.store.db.message.bulkPut(
    numbers.map((no) => ({ _scope: `room:${room}`, _mark: 0, id: newId<MessageId>(), room, no, ...said, ...at })),
  );
  expect(await wholeFrom(device.store.db, room)).toBe(from);
});
