import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Within a day: most rooms and conversations that one member begins, and edits of one room. */
export const MOST_BEGUN = 20;
export const MOST_ROOM_EDITS = 30;
/** Most rooms and conversations that one member is in. */
export const MOST_ROOMS = 100;
/** Most messages of one member within ten minutes: what a phone wrote in days without a network still passes. */
export const MOST_MESSAGES = 200;
/** Within a day: most messages of one member, those that they took away again included, and reactions. */
export const MOST_A_DAY = 2_000;
export const MOST_REACTIONS_A_DAY = 1_000;
/** Most edits of their messages by one member within a day. */
export const MOST_MESSAGE_EDITS = 200;

/** `direct`: a conversation, which belongs to no community. */
interface Place extends Standing {
  direct: boolean;
}
const member = [
  'room.not_member',
  (s) => s.role === null && !s.animatesAll && !s.direct,
] as const satisfies Refusal<Place>;

interface Opening extends Standing {
  /** What it is to be about is of that community; true also if it is about nothing in particular. */
  subject: boolean;
}
/** Members open rooms in their community. */
export const opening = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['room.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
  ['room.unknown_subject', (s) => !s.subject],
] as const satisfies readonly Refusal<Opening>[];

/** Between two people. */
interface Blocked {
  /** The member blocked the other. */
  blocks: boolean;
  /** The other blocked the member. */
  blocked: boolean;
}
/** What one blocked takes no messages in either direction (T5). */
const unreachable = [
  ['room.you_blocked', (s) => s.blocks],
  ['room.unreachable', (s) => s.blocked],
] as const satisfies readonly Refusal<Blocked>[];

interface Directing extends Standing, Blocked {
  /** Each of the people is another active member who shares a community with them. */
  neighbours: boolean;
}
export const directing = [
  activeOnly,
  ['room.unknown_people', (s) => !s.neighbours],
  ...unreachable,
] as const satisfies readonly Refusal<Directing>[];

/** A member's standing towards a room. */
export interface RoomStanding extends Place, Blocked {
  /** There is such a room; a conversation only for who is in it. */
  exists: boolean;
  /** They are in it. */
  joined: boolean;
  /** They opened it. */
  own: boolean;
  closed: boolean;
}
const unknown = ['room.unknown', (s) => !s.exists || !s.visible] as const satisfies Refusal<RoomStanding>;
export const joining = [
  activeOnly,
  unknown,
  notBarred,
  member,
  openOnly,
] as const satisfies readonly Refusal<RoomStanding>[];
/** Who opened a room of a community changes it, and animators. Conversations are as they were begun. */
export const editing = [
  activeOnly,
  unknown,
  notBarred,
  ['room.not_organiser', (s) => s.direct || (!animates(s) && (!s.own || s.role === null))],
  openOnly,
] as const satisfies readonly Refusal<RoomStanding>[];
/** In a room of a community the member who opened it and animators; in a conversation each of its people. */
const tending = [
  'room.not_organiser',
  (s) => !s.direct && !animates(s) && (!s.own || s.role === null),
] as const satisfies Refusal<RoomStanding>;
interface Ruling extends RoomStanding {
  /** The act sets a rule about what is written: a pace, or words. */
  aboutWriting: boolean;
  /** The act lets messages be erased earlier. */
  shortens: boolean;
}
/** Who sets the rules of a room; of a conversation only for how long it keeps messages (T5). */
export const ruling = [
  activeOnly,
  unknown,
  notBarred,
  tending,
  ['room.rules_direct', (s) => s.direct && s.aboutWriting],
  ['room.you_blocked', (s) => s.shortens && s.blocks],
  ['room.unreachable', (s) => s.shortens && s.blocked],
  openOnly,
] as const satisfies readonly Refusal<Ruling>[];
/** Slow mode does not bind who opened the room, nor animators (T5). */
export const isUnhurried = (s: RoomStanding): boolean => s.own || animates(s);
/** Who may export a room, also a closed one, while they are in it (T5). */
export const exporting = [
  unknown,
  notBarred,
  tending,
  ['room.not_joined', (s) => !s.joined],
] as const satisfies readonly Refusal<RoomStanding>[];
/** Who is in a room writes there, and answers with reactions. */
export const writing = [
  activeOnly,
  unknown,
  notBarred,
  member,
  ['room.not_joined', (s) => !s.joined],
  ['room.closed', (s) => s.closed],
  ...unreachable,
  openOnly,
] as const satisfies readonly Refusal<RoomStanding>[];

interface MessageStanding extends RoomStanding {
  /** There is such a message, and it is shown. */
  there: boolean;
  /** They wrote it. */
  wrote: boolean;
}
const noMessage = [
  'message.unknown',
  (s) => !s.there || (!s.joined && !s.wrote),
] as const satisfies Refusal<MessageStanding>;
const notAuthor = ['message.not_author', (s) => !s.wrote] as const satisfies Refusal<MessageStanding>;
/** Editing is writing: who is not in the room any more can only take their words away. */
export const rewriting = [...writing, noMessage, notAuthor] as const satisfies readonly Refusal<MessageStanding>[];
export const reacting = [...writing, noMessage] as const satisfies readonly Refusal<MessageStanding>[];
/** One's own words can always be taken away. */
export const deleting = [noMessage, notAuthor] as const satisfies readonly Refusal<MessageStanding>[];
/** Who may pin messages of a room, also of a closed one, while they are in it (T2). */
export const pinning = [
  activeOnly,
  unknown,
  notBarred,
  tending,
  ['room.not_joined', (s) => !s.joined],
  ...unreachable,
  openOnly,
  noMessage,
] as const satisfies readonly Refusal<MessageStanding>[];
