/**
 * The live channel without its transport: who follows and has open what, in this process (S25, T4). Sockets, tests and
 * the simulator connect to it.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Pokes } from '../pokes/pokes.ts';
import type { EntitySource } from '../settle/act.ts';
import type { Listener } from './channel.ts';

export interface HubDeps {
  db: Queryable;
  pokes: Pick<Pokes, 'subscribeAll' | 'onCurtailed' | 'tell' | 'onTold'>;
  sources: readonly EntitySource[];
  /** Receives failures of reads; the devices that waited for them are told to exchange. */
  onError(error: unknown): void;
}

/** A device's channel as its transport holds it. */
export interface Connection {
  /** A text frame came. Resolves when it was dealt with; never rejects. */
  receive(text: string): Promise<void>;
  /** All bytes that waited for the device have left. */
  drained(): void;
  /** The transport was closed, by whichever side. */
  gone(): void;
}

export interface Hub {
  connect(listener: Listener): Connection;
  /** Closes every channel. */
  close(): void;
}

export function createHub(_deps: HubDeps): Hub {
  const members = new Set<MemberId | null>();
  return {
    connect(listener) {
      members.add(listener.member);
      return { receive: async () => undefined, drained: () => undefined, gone: () => undefined };
    },
    close: () => members.clear(),
  };
}
