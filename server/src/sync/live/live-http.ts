/** `GET /api/live`: the live channel over a WebSocket (S25, T4). */
import { memberId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { LIVE, LIVE_PATH, LIVE_PROTOCOL } from '@egoejo/shared/sync/live.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import { AppError } from '../../platform/http/app-error.ts';
import { upgradesOf } from '../../platform/http/upgrades.ts';
import type { ExchangeServiceDeps } from '../exchange/exchange-deps.ts';
import type { Pokes } from '../pokes/pokes.ts';
import { CLOSED } from './channel.ts';
import { countChannels, type ChannelCount } from './channel-caps.ts';
import { countFrames, createHub, type Hub } from './hub.ts';

/** Seconds until a client that was refused a channel may ask again. Until then it exchanges by its own timer. */
const COME_BACK_S = 60;
/** In milliseconds; less than a minute, after which many proxies close an idle connection. */
const HEARTBEAT_MS = 50_000;
/** How long a device has to answer the closing of its channel, in milliseconds. */
const GOODBYE_MS = 1_000;

export interface LiveDeps extends Pick<ExchangeServiceDeps, 'db' | 'sources' | 'allow'> {
  /**
   * Identifies the device's member by the cookie alone, without rotating it: a page's WebSocket can send no headers,
   * and no answer brings it a new cookie.
   */
  identify(request: FastifyRequest): Promise<MemberId | null>;
  /** Whether the request comes from a page of this app, or from no page. */
  isOwnPage(request: FastifyRequest): boolean;
  pokes: Pokes;
  onError(error: unknown): void;
  /** Open channels; left out: counted anew with the default caps. */
  channels?: ChannelCount;
  /** Interval of heartbeats, in milliseconds; left out: the default. */
  heartbeatMs?: number;
}

/** Registers the route. Its channels are closed first when the app closes. */
export function liveRoute(app: FastifyInstance, deps: LiveDeps): void {
  const hub = createHub(deps);
  const channels = deps.channels ?? countChannels();
  const upgradeOf = upgradesOf(app, LIVE_PATH);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: LIVE.frameBytes });
  app.addHook('preClose', async () => {
    sockets.close();
    hub.close();
    // A device that does not answer must not hold up the end.
    setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_MS).unref();
  });
  app.get(LIVE_PATH, async (request, reply) => {
    const upgrade = upgradeOf(request);
    if (!upgrade) {
      void reply.header('upgrade', 'websocket');
      throw new AppError('sync.bad_request', { reason: 'upgrade' }, 426);
    }
    if (!protocolsOf(request).includes(LIVE_PROTOCOL)) throw new AppError('sync.bad_request', { reason: 'protocol' });
    // The browser sends the cookie with the handshake of any site's page, and lets that page read the answers.
    if (!deps.isOwnPage(request)) throw new AppError('account.forbidden', { reason: 'origin' });
    const caller = await callerOf(request, deps);
    // Reserve the place before the next database query, so that concurrent requests do not all find it free.
    const leave = channels.enter(caller.ip, caller.member);
    if (leave === null) throw new AppError('sync.rate_limited', { seconds: COME_BACK_S });
    const { socket, head } = upgrade;
    if (socket.destroyed) leave();
    else socket.once('close', leave);
    void reply.hijack();
    upgrade.take();
    sockets.handleUpgrade(request.raw, socket, head, (opened) => carry(opened, hub, deps, caller));
    return reply;
  });
}

const protocolsOf = ({ headers }: FastifyRequest): string[] =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());

interface LiveCaller {
  /** Null: a visitor. */
  member: MemberId | null;
  ip: string;
  /** The member may see less than when they were identified. */
  curtailed: boolean;
}

/** Identifies who opens a channel. @throws AppError 429 when they open too many */
async function callerOf(request: FastifyRequest, { identify, allow, pokes }: LiveDeps): Promise<LiveCaller> {
  // Listen before the session is read, so that nothing falls between the two.
  const curtailed = new Set<MemberId>();
  const end = pokes.onCurtailed((who) => void curtailed.add(who));
  try {
    const member = memberId.safeParse(await identify(request)).data ?? null;
    const limited = allow(request, member && { member });
    if (limited) throw new AppError('sync.rate_limited', { seconds: limited.retryAfter });
    return { member, ip: request.ip, curtailed: member !== null && curtailed.has(member) };
  } finally {
    end();
  }
}

/** Carries a channel of the hub over a socket. */
function carry(socket: WebSocket, hub: Hub, deps: LiveDeps, { member, ip, curtailed }: LiveCaller): void {
  // A frame that is too large or no frame at all: the socket closes by itself, with its code.
  socket.on('error', () => undefined);
  if (curtailed) return socket.close(CLOSED.curtailed);
  /** Heartbeats since the device was heard or took what waited for it. */
  let silent = 0;
  let followed = false;
  const channel = hub.connect({
    member,
    send: (text) => socket.send(bytesOf(text), { binary: false }, took),
    close: (code) => socket.close(code),
    buffered: () => socket.bufferedAmount,
    allow() {
      // The first time was counted when the channel was opened.
      const free = !followed;
      followed = true;
      return free || deps.allow({ ip }, member && { member }) === null;
    },
  });
  const took = (): void => {
    silent = 0;
    channel.drained();
  };
  const isTooMuch = countFrames();
  const heartbeat = setInterval(() => {
    if (silent >= 2) return socket.terminate();
    silent++;
    return socket.ping();
  }, deps.heartbeatMs ?? HEARTBEAT_MS).unref();
  const heard = (): void => {
    silent = 0;
    if (isTooMuch()) socket.terminate();
  };
  socket.on('ping', heard).on('pong', heard);
  socket.on('message', (data, isBinary) => {
    silent = 0;
    if (isBinary) socket.close(CLOSED.fault);
    else void channel.receive((data as Buffer).toString());
  });
  socket.once('close', () => {
    clearInterval(heartbeat);
    channel.gone();
  });
  return undefined;
}

/** The bytes of a text. A page goes to many devices one after the other: its text is encoded once. */
const bytesOf = (() => {
  let last = { text: '', bytes: Buffer.alloc(0) };
  return (text: string): Buffer => {
    if (text !== last.text) last = { text, bytes: Buffer.from(text) };
    return last.bytes;
  };
})();
