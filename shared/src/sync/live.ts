/**
 * The live channel: `GET /api/live`, one WebSocket for each visible page, JSON in text frames (S25, T4). It says which
 * scopes moved and brings the new rows of the rooms that are open on the device. Nothing depends on it: without it, or
 * after it broke, exchanges bring the same rows later.
 *
 *   up    follow, then any of open, typing      one object a frame
 *   down  moved, page, typing, here             one object a frame
 */
import * as z from 'zod/mini';
import { memberId, type MemberId } from '../platform/ids.ts';
import { scopeCursor, scopeName, type PageLine, type Scope } from './protocol.ts';

/** The WebSocket subprotocol; a later, different channel gets another number. */
export const LIVE_PROTOCOL = 'egoejo-live-1';
export const LIVE_PATH = '/api/live';

/** Limits of what one device may say; a frame beyond them closes the channel. */
export const LIVE = {
  /** Scopes in a `follow`. */
  scopes: 500,
  /** Scopes whose rows are wanted at the same time. */
  open: 4,
  frameBytes: 64 * 1024,
  /** Frames in ten seconds. */
  frames: 40,
  /** A member who types says so again after this time, ms; others forget it after twice this time. */
  typingMs: 4_000,
  /** Most members named in a `here`. */
  here: 20,
} as const;

/** Whether rows of this scope may come by the channel: those of rooms. They are the same for all who may read them. */
export const mayOpen = (scope: Scope): boolean => scope.startsWith('room:');

/** What a device says. */
export const liveRequest = z.discriminatedUnion('t', [
  /** Replaces what is followed: scopes, each with the rev up to which the device has everything. */
  z.strictObject({
    t: z.literal('follow'),
    scopes: z.array(z.tuple([scopeName, z.int().check(z.nonnegative())])).check(z.maxLength(LIVE.scopes)),
  }),
  /**
   * Replaces what is open: cursors that are done, of scopes that are followed. A page is sent to those whose cursor it
   * follows. After an exchange the device opens again with its new cursor.
   */
  z.strictObject({ t: z.literal('open'), cursors: z.array(scopeCursor).check(z.maxLength(LIVE.open)) }),
  /** The member is writing in this open scope. */
  z.strictObject({ t: z.literal('typing'), scope: scopeName }),
]);
export type LiveRequest = z.infer<typeof liveRequest>;

/** What the server says. */
export const liveMessage = z.discriminatedUnion('t', [
  /** Rows of these scopes moved: exchange. */
  z.object({ t: z.literal('moved'), scopes: z.array(scopeName) }),
  /** A `PageLine` of an open scope, always done and never whole. Its shape is checked by what applies it. */
  z.object({ t: z.literal('page') }),
  z.object({ t: z.literal('typing'), scope: scopeName, member: memberId }),
  /** The members who have this scope open, the receiver too; at most `LIVE.here` of `count`. */
  z.object({ t: z.literal('here'), scope: scopeName, members: z.array(memberId), count: z.int() }),
]);
export type LiveMessage =
  | { t: 'moved'; scopes: Scope[] }
  | PageLine
  | { t: 'typing'; scope: Scope; member: MemberId }
  | { t: 'here'; scope: Scope; members: MemberId[]; count: number };
