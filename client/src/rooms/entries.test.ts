import { newId, type MemberId, type MessageId, type MutationKey, type RoomId } from '@egoejo/shared/platform/ids.ts';
import type { Message } from '@egoejo/shared/rooms/model.ts';
import { expect, it } from 'vitest';
import type { Act } from '../sync/api/acts/activity.ts';
import { entriesOf, isLate } from './entries.ts';

const [me, other] = [newId<MemberId>(), newId<MemberId>()];
const said = (no: number | null, author: MemberId, at: string): Message => ({
  id: newId<MessageId>(),
  room: newId<RoomId>(),
  no,
  author,
  name: null,
  text: String(no),
  replyTo: null,
  mentions: [],
  reactions: [],
  state: 'shown',
  writtenAt: at,
  createdAt: at,
  editedAt: null,
  pinnedAt: null,
});
const act = (at: string): Act => ({
  key: newId<MutationKey>(),
  seq: 1,
  name: 'message.send',
  args: {},
  version: 1,
  madeAt: at,
  tries: 1,
  lastError: null,
  state: 'refused',
  verdict: { status: 'rejected', code: 'room.closed', params: {} },
  at,
  subject: null,
  dismissed: false,
  before: null,
  here: true,
});
const told = (entries: ReturnType<typeof entriesOf>): string =>
  entries.map((e) => (e.kind === 'message' ? `${e.message.text}${e.lead ? '!' : ''}` : e.kind)).join(' ');
const noon = (day: number, minute = 0): string => new Date(2027, 2, day, 12, minute).toISOString();

it('messages stand by day and author, with a line above what is new', () => {
  const messages = [
    said(1, other, noon(1)),
    said(2, other, noon(1, 4)),
    said(3, me, noon(1, 5)),
    said(4, me, noon(1, 30)),
    said(5, me, noon(2)),
    said(6, other, noon(2, 1)),
    said(null, me, noon(2, 2)),
  ];
  const all = { messages, refused: [], me };
  expect(told(entriesOf({ ...all, readTo: 3 }))).toBe('day 1! 2 3! 4! day 5! new 6! null!');
  expect(told(entriesOf({ ...all, readTo: 6 }))).toBe('day 1! 2 3! 4! day 5! 6! null!');
  // Somebody who has seen nothing of it needs no line above all of it.
  expect(told(entriesOf({ ...all, readTo: 0 }))).toBe('day 1! 2 3! 4! day 5! 6! null!');
});

it('a refused message stands where it would have come, above those that wait', () => {
  const messages = [said(1, other, noon(1)), said(2, other, noon(1, 4)), said(null, me, noon(1, 9))];
  const some = { messages, readTo: 2, me };
  expect(told(entriesOf({ ...some, refused: [act(noon(1, 2))] }))).toBe('day 1! refused 2! null!');
  expect(told(entriesOf({ ...some, refused: [act(noon(1, 20)), act(noon(1, 1))] }))).toBe(
    'day 1! refused 2! refused null!',
  );
  expect(told(entriesOf({ messages: [], readTo: 0, me, refused: [act(noon(1))] }))).toBe('refused');
});

it('both times are told of a message that was long on its way', () => {
  const message = said(1, me, noon(1));
  expect(isLate(message)).toBe(false);
  expect(isLate({ ...message, createdAt: noon(1, 11) })).toBe(true);
  expect(isLate({ ...message, createdAt: noon(1, 11), no: null })).toBe(false);
});
