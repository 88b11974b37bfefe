/** One device's end of the live channel, without its transport. */
import type { LiveMessage } from '@egoejo/shared/sync/live.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';

/** Why the server closes a channel. */
export const CLOSED = {
  /** The server stops. */
  stopping: 1001,
  /** The device said what it may not say. */
  fault: 1008,
  tooBig: 1009,
  /** Messages may have been lost: open a channel again. */
  again: 1012,
  /** Not now: come back after a minute. */
  later: 1013,
  /** The member may see less than before: exchange, then open a channel again. */
  curtailed: 4001,
} as const;

/** Most bytes that may wait for a device; beyond that it is told only that its scopes moved, once they left. */
export const MOST_WAITING = 256 * 1024;

/** What carries a channel: a socket, or a test. */
export interface Listener {
  /** Null: a visitor. */
  member: MemberId | null;
  send(text: string): void;
  close(code: number): void;
  /** Bytes that wait to leave. */
  buffered(): number;
  /** Whether this device may ask for something that costs a query; left out: always. */
  allow?(): boolean;
}

export interface Channel {
  readonly member: MemberId | null;
  /** What the device asked to follow, and what of it its member may see. */
  asked: ReadonlySet<Scope>;
  followed: ReadonlySet<Scope>;
  ended(): boolean;
  /** Sends a message, or its text, unless the device reads too slowly. */
  say(message: LiveMessage | string): void;
  /** The bytes that waited have left. */
  drained(): void;
  allow(): boolean;
  /** Its member types. @returns false less than `pauseMs` after the last time */
  typed(now: number, pauseMs: number): boolean;
  /** Closes the channel; null: its transport did. */
  end(code: number | null): void;
}

/** @param on is called when the device missed something, and when the channel ends */
export function createChannel(listener: Listener, on: { slow(): void; end(): void }): Channel {
  let [ended, slow, typedAt] = [false, false, -Infinity];
  const channel: Channel = {
    member: listener.member,
    asked: new Set(),
    followed: new Set(),
    ended: () => ended,
    say(message) {
      if (ended || slow) return;
      slow = listener.buffered() > MOST_WAITING;
      if (slow) on.slow();
      else listener.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    drained() {
      if (!slow || listener.buffered() > 0) return;
      slow = false;
      if (channel.followed.size > 0) channel.say({ t: 'moved', scopes: [...channel.followed] });
    },
    allow: () => listener.allow?.() ?? true,
    typed(now, pauseMs) {
      if (now - typedAt < pauseMs) return false;
      typedAt = now;
      return true;
    },
    end(code) {
      if (ended) return;
      ended = true;
      on.end();
      if (code !== null) listener.close(code);
    },
  };
  return channel;
}
