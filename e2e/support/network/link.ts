/** The quality of a link, and the transport of bytes over it. */
import type { Socket } from 'node:net';

export interface LinkQuality {
  /** Kilobits a second in each direction, shared by all connections. */
  kbits: number;
  /** Round trip in milliseconds; a new connection takes one before its first byte moves. */
  latencyMs: number;
}

export interface Link {
  quality: LinkQuality;
  stalled: boolean;
  /** All open lanes; they are woken when a stall ends. */
  lanes: Set<Lane>;
  /** When each direction will have sent all bytes queued so far, in `performance.now()` time. */
  busyUntil: { up: number; down: number };
}

/** One direction of one connection. */
export interface Lane {
  send(bytes: Buffer): void;
  /** Ends the receiving side once all bytes sent before have arrived. */
  end(): void;
  wake(): void;
  close(): void;
}

const pieceBytes = 4096;
const heldBytes = 64 * 1024;

/**
 * Forwards what is sent to `to`, in order, with the link's speed and delay. `from` is paused while many bytes are
 * queued, so that the sender experiences back-pressure as on a real narrow link.
 */
export function openLane(link: Link, direction: 'up' | 'down', from: Socket, to: Socket, openedAt: number): Lane {
  const queue: { at: number; bytes: Buffer | null }[] = [];
  let held = 0;
  let timer: NodeJS.Timeout | undefined;
  const lane: Lane = {
    send(bytes) {
      for (let i = 0; i < bytes.length; i += pieceBytes) {
        const piece = bytes.subarray(i, i + pieceBytes);
        queue.push({ at: arrival(link, direction, piece.length, openedAt), bytes: piece });
      }
      held += bytes.length;
      if (held > heldBytes) from.pause();
      lane.wake();
    },
    end() {
      queue.push({ at: arrival(link, direction, 0, openedAt), bytes: null });
      lane.wake();
    },
    wake() {
      clearTimeout(timer);
      while (!link.stalled && queue[0] && queue[0].at <= performance.now()) deliver(queue.shift()?.bytes ?? null);
      if (!link.stalled && queue[0])
        timer = setTimeout(() => lane.wake(), Math.max(1, queue[0].at - performance.now()));
    },
    close() {
      clearTimeout(timer);
      queue.length = 0;
      link.lanes.delete(lane);
    },
  };
  const deliver = (bytes: Buffer | null) => {
    if (to.destroyed) return;
    if (bytes === null) {
      to.end();
      return;
    }
    to.write(bytes);
    held -= bytes.length;
    if (held <= heldBytes && from.isPaused()) from.resume();
  };
  link.lanes.add(lane);
  return lane;
}

function arrival(link: Link, direction: 'up' | 'down', bytes: number, openedAt: number): number {
  const { kbits, latencyMs } = link.quality;
  link.busyUntil[direction] = Math.max(performance.now(), link.busyUntil[direction]) + (bytes * 8) / kbits;
  return Math.max(link.busyUntil[direction], openedAt + latencyMs) + latencyMs / 2;
}
