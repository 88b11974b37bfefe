/**
 * Rooms of communities and direct conversations (T1–T3). The row of a community's room is in the community's scope, so
 * that its members find it; that of a direct conversation, and all messages, are in the scope of the room, which only
 * those who joined it may see.
 */
import * as z from 'zod/mini';
import { sha256Hex } from '../platform/sha256.ts';
import {
  anyId,
  communityId,
  memberId,
  messageFileId,
  messageId,
  roomId,
  type MemberId,
  type RoomId,
} from '../platform/ids.ts';
import { line } from '../platform/texts.ts';

/** Most characters of a message, and of what a room is for. */
export const MESSAGE_LENGTH = 4_000;
export const PURPOSE_LENGTH = 300;
/** Most people in a direct conversation, with who begins it. */
export const MOST_PEOPLE = 20;
/** Most people that one message mentions. */
export const MOST_MENTIONED = 5;
/** Most seconds of a voice note. */
export const VOICE_SECONDS = 600;
/** The loudness of a voice note is drawn with so many bars at most, each from 0 to LOUDEST. */
export const VOICE_BARS = 48;
export const LOUDEST = 15;
/** Most characters of the name of a file. */
export const FILE_NAME = 120;
const voice = {
  seconds: z.int().check(z.positive(), z.maximum(VOICE_SECONDS)),
  bars: z.array(z.int().check(z.nonnegative(), z.maximum(LOUDEST))).check(z.maxLength(VOICE_BARS)),
};
/** The one file that a message may bring, under an id the client makes (`newId`). Its bytes follow by an upload. */
export const newMessageFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('picture'), id: messageFileId }),
  z.strictObject({ kind: z.literal('voice'), id: messageFileId, ...voice }),
  z.strictObject({ kind: z.literal('file'), id: messageFileId, name: line(FILE_NAME, 1) }),
]);
export type NewMessageFile = z.infer<typeof newMessageFile>;
/** What a member may answer a message with, besides words. */
export const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🌱', '✅'] as const;
export const reaction = z.enum(REACTIONS);
export type Reaction = z.infer<typeof reaction>;
/** Most reactions that a message takes. */
export const MOST_REACTIONS = 100;
/** Whether a message is pinned. A row that came to the device before there were pins does not say. */
export const isPinned = ({ pinnedAt }: Partial<Pick<Message, 'pinnedAt'>>): boolean => typeof pinnedAt === 'string';
/** Most messages that are pinned in a room. */
export const MOST_PINS = 20;
/** A device that comes anew gets so many of a room's last messages; older ones come when they are asked for (T3). */
export const MESSAGES_KEPT = 200;
/** Older messages come in pages of this many. */
export const MESSAGES_PAGE = 50;

/** The club, project or poll of its community that a room is about. */
export const roomSubject = z.strictObject({ kind: z.enum(['club', 'project', 'poll']), id: anyId });
export type RoomSubject = z.infer<typeof roomSubject>;

/**
 * The id of the conversation of two members: a UUIDv8 (RFC 9562) computed from a SHA-256 of their ids, so that both
 * begin the same one, also when neither has a network.
 */
export const pairId = (one: MemberId, other: MemberId): RoomId =>
  sha256Hex(`room:${[one, other].toSorted().join(':')}`).replace(
    /^(.{8})(.{4}).(...).(...)(.{12}).*/,
    '$1-$2-8$3-8$4-$5',
  ) as RoomId;
/** Whether an id is of the kind that `pairId` computes. */
export const isPairId = (id: string): boolean => id.charAt(14) === '8';

/** A person of a direct conversation. `name`: as they show it to their communities; null: they do not. */
const person = z.object({ id: memberId, name: z.nullable(z.string()) });

/** A room of a community, or a direct conversation. */
export const roomRow = z.object({
  id: roomId,
  /** Null: a direct conversation. */
  community: z.nullable(communityId),
  about: z.nullable(roomSubject),
  /** Who opened it; null: the account is closed. */
  author: z.nullable(memberId),
  /** '': a direct conversation without a title, which is called by its people. */
  title: z.string(),
  purpose: z.string(),
  /** How many joined it. */
  members: z.int(),
  /** Of a direct conversation, those who are in it; else empty. */
  people: z.array(person),
  /** It takes no more messages; those it has stay. */
  closed: z.boolean(),
  /** Seconds between two messages of one member; 0: none. */
  slow: z.int(),
  /** Words that its messages may not have. */
  words: z.array(z.string()),
  /** From `keepFrom` on, messages are erased when they are so many days old; null: never. */
  keep: z.nullable(z.int()),
  keepFrom: z.nullable(z.string()),
  createdAt: z.string(),
});
export type Room = z.infer<typeof roomRow>;

/** That the member is in a room, under the id of the room: it opens the scope of the room. */
export const roomMemberRow = z.object({
  id: roomId,
  since: z.string(),
  /** The number of the last message that the member has seen, on any device. */
  readTo: z.int(),
  /** It notifies the member of nothing, and shows no number of unread messages outside its list. */
  muted: z.boolean(),
});
export type RoomMember = z.infer<typeof roomMemberRow>;

/**
 * A message of a room. A deleted or hidden one keeps its place without words, so that answers to it stay readable. A
 * pinned one is on every device of the room, however old it is.
 */
export const messageRow = z.object({
  id: messageId,
  room: roomId,
  /**
   * Its number in the room, from 1, in the order in which the server wrote them: the order in which all devices show
   * them. Null: it waits on this device, below the others.
   */
  no: z.nullable(z.int()),
  /** Null: deleted, hidden, or the account is closed. */
  author: z.nullable(memberId),
  /** Their name when they wrote; null: none, or as above. */
  name: z.nullable(z.string()),
  /** '' when deleted or hidden. */
  text: z.string(),
  /** The message of the same room that it answers. */
  replyTo: z.nullable(messageId),
  /** Members that it mentions. */
  mentions: z.array(memberId),
  /** Who answered with which reaction, the first one first. */
  reactions: z.array(z.object({ of: reaction, by: z.array(memberId) })),
  state: z.enum(['shown', 'deleted', 'hidden']),
  /** When it was written, by the clock of its device, but never later than `createdAt`. */
  writtenAt: z.string(),
  /** When the server took it. */
  createdAt: z.string(),
  /** Null: never changed. */
  editedAt: z.nullable(z.string()),
  /** When it was pinned; null: it is not. Only a message that is shown is pinned. */
  pinnedAt: z.nullable(z.string()),
});
export type Message = z.infer<typeof messageRow>;

/**
 * The file of a message: a picture, a voice note or another file. It is awaited until the device has sent its bytes,
 * then stored or refused. It is at `/media/<key>`, for those who see the message.
 */
export const messageFileRow = z.object({
  id: messageFileId,
  room: roomId,
  message: messageId,
  kind: z.enum(['picture', 'voice', 'file']),
  state: z.enum(['awaited', 'stored', 'refused']),
  /** Why it was refused; null otherwise. */
  code: z.nullable(z.string()),
  /** What the member called a file; '' for a picture or a voice note, and when the message is hidden. */
  name: z.string(),
  /** Of a voice note: its length and how loud it is, by its device; null and [] for others. */
  seconds: z.nullable(z.int()),
  bars: z.array(z.int()),
  /** Of a voice note or a file; null until it is stored, and when the message is hidden. */
  key: z.nullable(z.string()),
  bytes: z.nullable(z.int()),
  /** Of a picture, as of a photo of a project; null until it is stored, and when the message is hidden. */
  picture: z.nullable(z.object({ name: z.string(), width: z.int(), height: z.int(), colour: z.string() })),
});
export type MessageFile = z.infer<typeof messageFileRow>;

/** The row of a file that waits for its bytes. */
export const awaitedFile = (file: NewMessageFile, at: Pick<MessageFile, 'room' | 'message'>): MessageFile => ({
  name: '',
  seconds: null,
  bars: [],
  ...file,
  ...at,
  state: 'awaited',
  code: null,
  key: null,
  bytes: null,
  picture: null,
});

/** Reactions after that member set or took back one of them. */
export function withReaction(
  reactions: Message['reactions'],
  of: Reaction,
  by: MemberId,
  on: boolean,
): Message['reactions'] {
  const others = (reactions.find((r) => r.of === of)?.by ?? []).filter((m) => m !== by);
  const after = { of, by: on ? [...others, by] : others };
  const all = reactions.some((r) => r.of === of)
    ? reactions.map((r) => (r.of === of ? after : r))
    : [...reactions, after];
  return all.filter((r) => r.by.length > 0);
}

/**
 * The order in which a device shows the messages of a room: by number; those that wait stand below, in the order in
 * which they were written (their ids sort by age).
 */
export const inRoomOrder = (a: Pick<Message, 'id' | 'no'>, b: Pick<Message, 'id' | 'no'>): number =>
  (a.no ?? Infinity) === (b.no ?? Infinity) ? (a.id < b.id ? -1 : 1) : (a.no ?? Infinity) - (b.no ?? Infinity);
