import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { communityId, memberId, messageId, roomId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import {
  MESSAGE_LENGTH,
  MOST_MENTIONED,
  MOST_PEOPLE,
  PURPOSE_LENGTH,
  awaitedFile,
  isPinned,
  newMessageFile,
  reaction,
  roomSubject,
  withReaction,
  type Room,
} from './model.ts';
import { distinctWords, isWord, KEEP, keepFromAfter, MOST_WORDS, SLOW, WORD_LENGTH } from './rules.ts';

const title = line(TEXT.title, 1);
const purpose = prose(PURPOSE_LENGTH);
const text = prose(MESSAGE_LENGTH, 1);
const rules = { slow: 0, words: [], keep: null, keepFrom: null };
const begun = { about: null, title: '', purpose: '', people: [], closed: false, ...rules } satisfies Partial<Room>;

/** Opens a room of a community under an id the client makes; who opens it is in it. */
export const roomOpen = defineMutation({
  name: 'room.open',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: roomId,
    community: communityId,
    about: z.nullable(roomSubject),
    title,
    purpose,
  }),
  path: 'cold',
  writes: ({ id }) => [
    { e: 'room', id },
    { e: 'roomMember', id },
  ],
  reads: ({ community }) => [{ e: 'community', id: community }],
  optimistic: (_view, { id, ...said }, { member, madeAt }) => [
    { e: 'room', id, row: { ...begun, id, ...said, author: member, members: 1, createdAt: madeAt } },
    { e: 'roomMember', id, row: { id, since: madeAt, readTo: 0, muted: false } },
  ],
});

/**
 * Begins a direct conversation, with people of the member's communities. That of two has the id that `pairId` computes,
 * so that beginning it again, or on both sides at once, is the same conversation.
 */
export const roomDirect = defineMutation({
  name: 'room.direct',
  version: 1,
  args: z.strictObject({
    id: roomId,
    /** The others. */
    people: z.array(memberId).check(z.minLength(1), z.maxLength(MOST_PEOPLE - 1)),
    /** '': none. */
    title: line(TEXT.title),
  }),
  path: 'cold',
  writes: ({ id }) => [
    { e: 'room', id },
    { e: 'roomMember', id },
  ],
  reads: (_args, { member }) => [{ e: 'profile', id: member }],
  optimistic(view, { id, people, title: name }, { member, madeAt }) {
    const found = view.get('room', id);
    const mine = view.get('roomMember', id);
    const me = { id: member, name: view.get('profile', member)?.name || null };
    const all = [me, ...people.map((p) => ({ id: p, name: null }))];
    const row = { ...begun, id, community: null, title: name, author: member, members: all.length, people: all };
    return [
      ...(found ? [] : [{ e: 'room' as const, id, row: { ...row, createdAt: madeAt } }]),
      ...(mine ? [] : [{ e: 'roomMember' as const, id, row: { id, since: madeAt, readTo: 0, muted: false } }]),
    ];
  },
});

/** Joins a room of a community, or leaves a room or a direct conversation. */
export const roomJoin = defineMutation({
  name: 'room.join',
  version: 1,
  args: z.strictObject({ room: roomId, on: z.boolean() }),
  path: 'cold',
  writes: ({ room }) => [{ e: 'roomMember', id: room }],
  reads: ({ room }) => [{ e: 'room', id: room }],
  optimistic(view, { room, on }, { madeAt }) {
    const mine = view.get('roomMember', room);
    if (on === (mine !== undefined)) return [];
    return [{ e: 'roomMember', id: room, row: on ? { id: room, since: madeAt, readTo: 0, muted: false } : null }];
  },
});

/** Changes what a room of a community is called and for, and whether it takes messages. */
export const roomEdit = defineMutation({
  name: 'room.edit',
  version: 1,
  args: z.strictObject({ room: roomId, title, purpose, closed: z.boolean() }),
  path: 'cold',
  writes: ({ room }) => [{ e: 'room', id: room }],
  optimistic(view, { room, ...said }) {
    const row = view.get('room', room);
    return row ? [{ e: 'room', id: room, row: { ...row, ...said } }] : [];
  },
});

/**
 * Changes those rules of a room that it names: seconds between two messages of one member, words that it does not take,
 * and for how many days it keeps messages (null: for ever). Of a direct conversation only the last.
 */
export const roomRules = defineMutation({
  name: 'room.rules',
  version: 1,
  args: z.strictObject({
    room: roomId,
    slow: z.optional(z.literal(SLOW)),
    words: z.optional(z.array(line(WORD_LENGTH, 1).check(z.refine(isWord))).check(z.maxLength(MOST_WORDS))),
    keep: z.optional(z.nullable(z.literal(KEEP))),
  }),
  path: 'cold',
  writes: ({ room }) => [{ e: 'room', id: room }],
  optimistic(view, { room, slow, words, keep }, { madeAt }) {
    const row = view.get('room', room);
    if (!row) return [];
    const next = {
      ...row,
      ...(slow !== undefined && { slow }),
      ...(words && { words: distinctWords(words) }),
      ...(keep !== undefined && { keep, keepFrom: keepFromAfter(row, keep, madeAt) }),
    };
    return [{ e: 'room', id: room, row: next }];
  },
});

/** The member has seen the messages of a room up to that number: the highest of all devices counts. */
export const roomRead = defineMutation({
  name: 'room.read',
  version: 1,
  args: z.strictObject({ room: roomId, upTo: z.int().check(z.positive()) }),
  path: 'hot',
  convergent: true,
  writes: ({ room }) => [{ e: 'roomMember', id: room }],
  optimistic(view, { room, upTo }) {
    const row = view.get('roomMember', room);
    return row && row.readTo < upTo ? [{ e: 'roomMember', id: room, row: { ...row, readTo: upTo } }] : [];
  },
});

/** Mutes a room for the member, on all devices, or stops: what is said there notifies them of nothing. */
export const roomMute = defineMutation({
  name: 'room.mute',
  version: 1,
  args: z.strictObject({ room: roomId, on: z.boolean() }),
  path: 'cold',
  writes: ({ room }) => [{ e: 'roomMember', id: room }],
  optimistic(view, { room, on }) {
    const row = view.get('roomMember', room);
    return row ? [{ e: 'roomMember', id: room, row: { ...row, muted: on } }] : [];
  },
});

/**
 * Sends a message to a room, under an id the client makes: words, a file, or both. The member's name stands with it.
 */
export const messageSend = defineMutation({
  name: 'message.send',
  version: 2,
  upcast: { 1: (args) => ({ ...args, file: null }) },
  args: z
    .strictObject({
      /** Created on the device (`newId`). */
      id: messageId,
      room: roomId,
      /** '' only with a file. */
      text: prose(MESSAGE_LENGTH),
      replyTo: z.nullable(messageId),
      mentions: z.array(memberId).check(z.maxLength(MOST_MENTIONED)),
      file: z.nullable(newMessageFile),
    })
    .check(z.refine(({ file, text: words }) => file !== null || words !== '', { path: ['text'] })),
  path: 'cold',
  writes: ({ id, file }) => [{ e: 'message', id }, ...(file ? [{ e: 'messageFile' as const, id: file.id }] : [])],
  reads: ({ room }, { member }) => [
    { e: 'room', id: room },
    { e: 'profile', id: member },
  ],
  optimistic(view, { id, file, ...said }, { member, madeAt }) {
    // Its row may come before its verdict, with its number.
    if (view.get('message', id)) return [];
    const row = {
      id,
      ...said,
      no: null,
      author: member,
      name: view.get('profile', member)?.name || null,
      reactions: [],
      state: 'shown' as const,
      writtenAt: madeAt,
      createdAt: madeAt,
      editedAt: null,
      pinnedAt: null,
    };
    const awaited = file && awaitedFile(file, { room: said.room, message: id });
    return [
      ...(awaited ? [{ e: 'messageFile' as const, id: awaited.id, row: awaited }] : []),
      { e: 'message' as const, id, row },
    ];
  },
});

/** Its author changes the words. */
export const messageEdit = defineMutation({
  name: 'message.edit',
  version: 1,
  args: z.strictObject({ message: messageId, text }),
  path: 'cold',
  writes: ({ message }) => [{ e: 'message', id: message }],
  optimistic(view, { message, text: words }, { madeAt }) {
    const row = view.get('message', message);
    return row?.state === 'shown'
      ? [{ e: 'message', id: message, row: { ...row, text: words, editedAt: madeAt } }]
      : [];
  },
});

/** Its author takes the words away; the place stays. */
export const messageDelete = defineMutation({
  name: 'message.delete',
  version: 1,
  args: z.strictObject({ message: messageId }),
  path: 'cold',
  writes: ({ message }) => [{ e: 'message', id: message }],
  optimistic(view, { message }) {
    const row = view.get('message', message);
    const gone = { author: null, name: null, text: '', state: 'deleted', pinnedAt: null } as const;
    return row ? [{ e: 'message', id: message, row: { ...row, ...gone, mentions: [], reactions: [] } }] : [];
  },
});

/** Answers a message with a reaction, or takes it back: a set for each reaction, by member. */
export const messageReact = defineMutation({
  name: 'message.react',
  version: 1,
  args: z.strictObject({ message: messageId, of: reaction, on: z.boolean() }),
  path: 'cold',
  writes: ({ message }) => [{ e: 'message', id: message }],
  optimistic(view, { message, of, on }, { member }) {
    const row = view.get('message', message);
    if (row?.state !== 'shown') return [];
    return [{ e: 'message', id: message, row: { ...row, reactions: withReaction(row.reactions, of, member, on) } }];
  },
});

/** Pins a message, so that everybody in the room finds it above the others, or takes the pin away. */
export const messagePin = defineMutation({
  name: 'message.pin',
  version: 1,
  args: z.strictObject({ message: messageId, on: z.boolean() }),
  path: 'cold',
  writes: ({ message }) => [{ e: 'message', id: message }],
  optimistic(view, { message, on }, { madeAt }) {
    const row = view.get('message', message);
    if (row?.state !== 'shown' || on === isPinned(row)) return [];
    return [{ e: 'message', id: message, row: { ...row, pinnedAt: on ? madeAt : null } }];
  },
});
