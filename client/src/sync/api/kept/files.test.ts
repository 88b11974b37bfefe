import { expect, it } from 'vitest';
import { newId, type MemberId, type MessageFileId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { makeDevice } from '../../testing/device.ts';
import { WHO } from '../../testing/world.ts';
import { awaitedFiles } from './files.ts';

const DAY_MS = 86_400_000;

it('keeps the file of an act that waits, wherever its args name it, and forgets that of a refused act', async () => {
  const device = await makeDevice();
  const { db } = device.store;
  const { env } = device.world;
  const [sent, unsent] = [newId<MessageFileId>(), newId<MessageFileId>()];
  const file = { purpose: 'messageFile', size: 3, type: '', sha256: '', keptAt: env.now() } as const;
  await db.files.bulkPut([sent, unsent].map((id) => ({ ...file, id, queued: true })));
  await device.queue('message.send', {
    id: newId<MessageId>(),
    room: newId<RoomId>(),
    text: '',
    replyTo: null,
    mentions: new Array<MemberId>(),
    file: { kind: 'file', id: sent, name: 'plan.pdf' },
  });
  expect(await awaitedFiles(db, WHO, env.now())).toEqual([]);
  expect(await db.files.count()).toBe(2);
  expect(await awaitedFiles(db, WHO, env.now() + 2 * DAY_MS)).toEqual([]);
  expect(await db.files.toCollection().primaryKeys()).toEqual([sent]);
});

it('keeps all files while an act waits that this build cannot read', async () => {
  const device = await makeDevice();
  const { db } = device.store;
  const now = device.world.env.now();
  const id = newId();
  await db.files.put({ id, purpose: 'messageFile', size: 3, type: '', sha256: '', keptAt: now, queued: true });
  const key = await device.queue('room.read', { room: newId<RoomId>(), upTo: 1 });
  await db.outbox.where('key').equals(key).modify({ name: 'room.sing' });
  await awaitedFiles(db, WHO, now + 2 * DAY_MS);
  expect(await db.files.count()).toBe(1);
  await db.outbox.clear();
  await awaitedFiles(db, WHO, now + 2 * DAY_MS);
  expect(await db.files.count()).toBe(0);
});
