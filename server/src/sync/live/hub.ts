/**
 * The live channel without its transport: which devices of this process follow and have open what, and what is sent to
 * them (S25, T4). Sockets, tests and the simulator connect to it.
 */
import * as z from 'zod/mini';
import { jsonFault } from '@egoejo/shared/platform/json.ts';
import { memberId } from '@egoejo/shared/platform/ids.ts';
import { LIVE, liveRequest, mayOpen, type LiveRequest } from '@egoejo/shared/sync/live.ts';
import { END_OF_REV, scopeName, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { CLOSED, createChannel, type Channel, type Listener } from './channel.ts';
import { createFollowers, type Followers } from './followers.ts';
import { createHere, HERE_TIMES, hereNotice, type Here } from './here.ts';
import type { HubDeps, HubTimes } from './hub-deps.ts';
import { createOpenScopes, type OpenScopes } from './open-scopes.ts';

const TIMES: HubTimes = { ...HERE_TIMES, followMs: 10_000, framesMs: 10_000, typingMs: 2_000 };

/** A device's channel, as its transport uses it. */
export interface Connection {
  /** A text frame came. Resolves when it was dealt with; never rejects. */
  receive(text: string): Promise<void>;
  /** All bytes that waited for the device have left. */
  drained(): void;
  /** The transport is closed, by whichever side. */
  gone(): void;
}

export interface Hub {
  connect(listener: Listener): Connection;
  /** Closes every channel. */
  close(): void;
}

const typingNotice = z.object({ t: z.literal('typing'), scope: scopeName, member: memberId });
/** The messages that server processes send to each other. */
const notice = z.discriminatedUnion('t', [typingNotice, hereNotice]);

/** Starts to listen; `close` ends it. */
export function createHub(deps: HubDeps): Hub {
  const { db, pokes, onError } = deps;
  const times = { ...TIMES, ...deps.times };
  const channels = new Set<Channel>();
  const followers = createFollowers(db);
  const open = createOpenScopes(deps);
  const here = createHere(pokes, open, times);

  /** Closes the scopes that the device may not have open any more. */
  const closeOthers = (channel: Channel): void => {
    for (const scope of open.of(channel)) {
      if (channel.followed.has(scope)) continue;
      open.close(channel, scope);
      here.changed(scope);
    }
  };
  const follow = async (channel: Channel, scopes: ReadonlyMap<Scope, number>): Promise<void> => {
    if (!channel.allow()) return channel.end(CLOSED.later);
    const missed = await followers.follow(channel, scopes);
    closeOthers(channel);
    if (missed.length > 0) channel.say({ t: 'moved', scopes: missed });
    return undefined;
  };
  const openCursors = (channel: Channel, cursors: readonly ScopeCursor[]): void => {
    // Visitors are only told what moved.
    if (channel.member === null) return undefined;
    if (!cursors.every((c) => mayOpen(c.scope) && isDone(c) && channel.asked.has(c.scope)))
      return channel.end(CLOSED.fault);
    const before = open.of(channel);
    open.open(
      channel,
      cursors.filter((c) => channel.followed.has(c.scope)),
    );
    const now = open.of(channel);
    for (const scope of now) if (!before.includes(scope)) here.joined(channel, scope);
    for (const scope of before) if (!now.includes(scope)) here.changed(scope);
    return undefined;
  };
  const deal = (channel: Channel, asked: LiveRequest): Promise<void> | void => {
    if (asked.t === 'follow') return follow(channel, new Map(asked.scopes));
    if (asked.t === 'open') return openCursors(channel, asked.cursors);
    const { member } = channel;
    if (member === null || !open.of(channel).includes(asked.scope)) return undefined;
    if (channel.typed(Date.now(), times.typingMs)) pokes.tell(JSON.stringify({ ...asked, member }));
    return undefined;
  };

  const deaf = hearPokes(pokes, { channels, followers, open, here });
  let closed = false;
  return {
    connect(listener) {
      const late = setTimeout(() => channel.end(CLOSED.fault), times.followMs).unref();
      const channel = createChannel(listener, {
        slow: () => open.lose(channel),
        end() {
          clearTimeout(late);
          channels.delete(channel);
          followers.forget(channel);
          closeOthers(channel);
        },
      });
      channels.add(channel);
      if (closed) channel.end(CLOSED.stopping);
      const receive = receiver(channel, times.framesMs, deal, onError);
      return {
        receive(text) {
          const asked = requestIn(text);
          if (asked?.t === 'follow') clearTimeout(late);
          return receive(asked);
        },
        drained: () => channel.drained(),
        gone: () => channel.end(null),
      };
    },
    close() {
      closed = true;
      deaf();
      for (const channel of channels) channel.end(CLOSED.stopping);
      here.close();
    },
  };
}

/** Passes on what moved and what processes tell. @returns a function that stops it */
function hearPokes(
  pokes: HubDeps['pokes'],
  { channels, followers, open, here }: { channels: Set<Channel>; followers: Followers; open: OpenScopes; here: Here },
): () => void {
  const ends = [
    pokes.subscribeAll((moved) => {
      for (const [channel, theirs] of followers.moved(moved)) {
        const scopes = theirs.filter((scope) => !open.serves(channel, scope));
        if (scopes.length > 0) channel.say({ t: 'moved', scopes });
      }
      for (const scope of moved) open.moved(scope);
    }),
    pokes.onCurtailed((member) => {
      for (const channel of channels) if (channel.member === member) channel.end(CLOSED.curtailed);
    }),
    // When the devices come back, the server checks again what they may see and what moved.
    pokes.onLost?.(() => channels.forEach((channel) => channel.end(CLOSED.again))) ?? (() => undefined),
    pokes.onTold((text) => {
      const { data: told } = notice.safeParse(parsed(text));
      if (told?.t === 'here') return here.heard(told);
      for (const channel of told ? open.channels(told.scope) : [])
        if (channel.member !== told?.member) channel.say(told!);
      return undefined;
    }),
  ];
  return () => ends.forEach((end) => end());
}

/**
 * Handles the messages of a device one after the other, since a scope must be followed before it is opened. Null stands
 * for a message that is not valid.
 */
function receiver(
  channel: Channel,
  framesMs: number,
  deal: (channel: Channel, asked: LiveRequest) => Promise<void> | void,
  onError: (error: unknown) => void,
): (asked: LiveRequest | null) => Promise<void> {
  const isTooMuch = countFrames(framesMs);
  let turn = Promise.resolve();
  return (asked) => {
    if (asked === null || isTooMuch()) channel.end(CLOSED.fault);
    turn = turn
      .then(() => (asked === null || channel.ended() ? undefined : deal(channel, asked)))
      .catch((error: unknown) => {
        if (!channel.ended()) onError(error);
        channel.end(CLOSED.later);
      });
    return turn;
  };
}

const requestIn = (text: string): LiveRequest | null => liveRequest.safeParse(parsed(text)).data ?? null;

const isDone = ({ table, id, from }: ScopeCursor): boolean => table === END_OF_REV && id === '' && from === undefined;

/** The value of a JSON text; undefined: it is none that may be used. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return jsonFault(value) === null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Counts a frame at each call. @returns whether it is one too many within `ms` */
export function countFrames(ms: number = TIMES.framesMs): () => boolean {
  let [since, n] = [Date.now(), 0];
  return () => {
    if (Date.now() - since >= ms) [since, n] = [Date.now(), 0];
    n++;
    return n > LIVE.frames;
  };
}
