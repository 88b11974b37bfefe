/**
 * Event streams: limits how many are open, and writes each of them. The number is capped because a stream uses a
 * connection and memory for hours.
 */
import type { ServerResponse } from 'node:http';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { addressKey } from '../../platform/limits/address.ts';

export interface StreamCaps {
  inAll: number;
  /** Part of `inAll`; the rest is kept for members. */
  visitors: number;
  visitorsByAddress: number;
  /** High, because mobile carriers put thousands of members behind one address. */
  membersByAddress: number;
  /** Each open tab of each device has a stream. */
  byMember: number;
}
export const STREAM_CAPS: StreamCaps = {
  inAll: 10_000,
  visitors: 3_000,
  visitorsByAddress: 40,
  membersByAddress: 2_000,
  byMember: 30,
};

export interface Streams {
  /** Counts one more stream. @returns a function that uncounts it, once; null when a cap is reached. */
  enter(address: string, member: MemberId | null): (() => void) | null;
  open(): number;
}

/** Counts the streams of this process. */
export function createStreams(caps: StreamCaps = STREAM_CAPS): Streams {
  const counts = new Map<string, number>();
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    enter(address, member) {
      const at = addressKey(address);
      const wanted: [string, number][] =
        member === null
          ? [
              ['all', caps.inAll],
              ['visitors', caps.visitors],
              [`visitors at ${at}`, caps.visitorsByAddress],
            ]
          : [
              ['all', caps.inAll],
              [`member ${member}`, caps.byMember],
              [`members at ${at}`, caps.membersByAddress],
            ];
      if (wanted.some(([key, most]) => of(key) >= most)) return null;
      for (const [key] of wanted) counts.set(key, of(key) + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        for (const [key] of wanted) {
          if (of(key) === 1) counts.delete(key);
          else counts.set(key, of(key) - 1);
        }
      };
    },
    open: () => of('all'),
  };
}

/** In milliseconds; less than a minute, after which many proxies close an idle connection. */
const HEARTBEAT_MS = 50_000;
/** Most bytes that may be buffered for a client that does not read: thousands of pokes. */
const MOST_WAITING = 256 * 1024;

interface EventStream {
  /** Nothing is sent on a stream that has ended: Node ends the process for a write after the end. */
  send(data: string): void;
  end(): void;
}

/**
 * Begins an event stream. The server closes it when too many bytes are buffered for the client, when bytes are buffered
 * at two heartbeats in a row, since the client then no longer reads, or when one that has ended is still open at a
 * heartbeat. Writing a heartbeat also lets the operating system notice a disconnected client.
 */
export function beginStream(raw: ServerResponse, heartbeatMs: number = HEARTBEAT_MS): EventStream {
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write('retry: 5000\n\n');
  let waited = false;
  const timer = setInterval(() => {
    const waits = raw.writableLength > 0;
    if (raw.writableEnded || (waits && waited)) raw.destroy();
    else if (!waits) raw.write(':\n\n');
    waited = waits;
  }, heartbeatMs).unref();
  raw.once('close', () => clearInterval(timer));
  return {
    send(data) {
      if (raw.destroyed || raw.writableEnded) return;
      raw.write(`data: ${data}\n\n`);
      if (raw.writableLength > MOST_WAITING) raw.destroy();
    },
    end: () => void raw.end(),
  };
}
