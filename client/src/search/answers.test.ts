import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type MemberId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import type { Message, Room } from '@egoejo/shared/rooms/model.ts';
import { shutDown } from '../sync/api/session/session.ts';
import { makeDevice, type Device } from '../sync/testing/device.ts';
import { IDBKeyRange } from '../sync/testing/indexeddb.ts';
import { defineGlobal } from '../testing/browser-globals.ts';
import { startSearch } from './answers.ts';
import type { SearchAnswer, SearchFound } from './messages.ts';

defineGlobal('IDBKeyRange', IDBKeyRange);
const [awa, moussa] = [newId<MemberId>(), newId<MemberId>()];
const AT = '2026-03-01T08:00:00.000Z';
let device: Device;
let no = 0;

/** A message as this device stores it. */
const row = { _scope: 'test', _mark: 0 };

const room = (community: Room['community'], people: MemberId[]) => ({
  ...row,
  id: newId<RoomId>(),
  community,
  about: null,
  author: null,
  title: 'Le four',
  purpose: '',
  members: 2,
  people: people.map((id) => ({ id, name: null })),
  closed: false,
  slow: 0,
  words: [],
  keep: null,
  keepFrom: null,
  createdAt: AT,
});
const message = ({ id }: Pick<Room, 'id'>, text: string, more: Partial<Message> = {}) => ({
  ...row,
  id: newId<MessageId>(),
  room: id,
  no: ++no,
  author: awa,
  name: 'Awa Diop',
  text,
  replyTo: null,
  mentions: [],
  reactions: [],
  state: 'shown' as const,
  writtenAt: AT,
  createdAt: AT,
  editedAt: null,
  pinnedAt: null,
  ...more,
});
async function found(query: string, only: RoomId | null = null): Promise<SearchFound> {
  let last: SearchAnswer | undefined;
  const respond = startSearch(device.world.env.indexedDB, (answer) => (last = answer));
  const { name: database } = device.store.db;
  await respond({ kind: 'changed', database });
  await respond({ kind: 'find', database, query, room: only, only: null, most: 10 });
  if (last?.kind !== 'found') throw new Error('no answer');
  return last;
}
const textsOf = ({ hits }: SearchFound): string[] => hits.map((h) => h.excerpt.map((p) => p.text).join('')).toSorted();

beforeEach(async () => {
  device = await makeDevice();
});
afterEach(shutDown);

it('T3: messages of rooms that the member is in are found, not those deleted, hidden, folded or left behind', async () => {
  const [four, pair, left] = [room(newId(), []), room(null, [awa, moussa]), room(newId(), [])];
  const { db } = device.store;
  await db.room.bulkPut([four, pair, left]);
  await db.roomMember.bulkPut([four, pair].map(({ id }) => ({ ...row, id, since: AT, readTo: 0, muted: false })));
  await db.blockedMember.bulkPut([{ ...row, id: moussa, name: 'Moussa', since: AT }]);
  const kept = message(four, 'Une hirondelle **là**');
  await db.message.bulkPut([
    kept,
    message(four, 'Rien'),
    message(four, 'hirondelle retirée', { state: 'deleted' }),
    message(four, 'hirondelle masquée', { state: 'hidden' }),
    message(four, 'hirondelle repliée', { author: moussa }),
    message(pair, 'hirondelle à deux', { author: moussa }),
    message(left, 'hirondelle quittée'),
  ]);
  const all = await found('hirondelles');
  expect(textsOf(all)).toEqual(['Une hirondelle là', 'hirondelle à deux']);
  expect(all.counts).toEqual({ message: 2 });
  const alone = await found('hirondelle', four.id);
  expect(alone).toMatchObject({ room: four.id, counts: { message: 1 }, size: 2 });
  expect(alone.hits).toMatchObject([{ kind: 'message', id: kept.id, said: { room: four.id, at: AT } }]);
  expect(textsOf(await found('diop', four.id))).toEqual(['Rien', 'Une hirondelle là']);
});
