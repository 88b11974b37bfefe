/** Devices of the live channel, for tests: on a hub, and over sockets. */
import { WebSocket, type ClientOptions } from 'ws';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { entityVersions } from '@egoejo/shared/registry.ts';
import { LIVE_PATH, LIVE_PROTOCOL, type LiveMessage, type LiveRequest } from '@egoejo/shared/sync/live.ts';
import { END_OF_REV, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { COOKIE } from '../accounts/sessions/authenticate.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Connection, Hub } from '../sync/live/hub.ts';
import type { Browser } from './servers/app.ts';

/** What a device got, in order. */
const received = () => {
  const got: LiveMessage[] = [];
  const hear = (text: string): void => void got.push(JSON.parse(text) as LiveMessage);
  /** Those of one kind. */
  const of = <T extends LiveMessage['t']>(t: T) => got.filter((one) => one.t === t) as Extract<LiveMessage, { t: T }>[];
  /** All scopes of the `moved` messages, in order. */
  const moved = (): Scope[] => of('moved').flatMap((one) => one.scopes);
  return { got, hear, of, moved };
};

export interface HubDevice extends ReturnType<typeof received> {
  connection: Connection;
  /** Set once the server closed the channel. */
  closed: number | undefined;
  /** Bytes that wait for it. */
  waiting: number;
  say(asked: LiveRequest | object): Promise<void>;
}
/** A device on a hub; `member` null: a visitor. */
export function deviceOn(hub: Hub, member: MemberId | null, allow = () => true): HubDevice {
  const heard = received();
  const device: HubDevice = {
    ...heard,
    closed: undefined,
    waiting: 0,
    connection: hub.connect({
      member,
      send: heard.hear,
      close: (code) => (device.closed = code),
      buffered: () => device.waiting,
      allow,
    }),
    say: (asked) => device.connection.receive(JSON.stringify(asked)),
  };
  return device;
}

/** The last cursor of a scope. */
export async function lastCursor(db: Queryable, scope: Scope): Promise<ScopeCursor> {
  const [counter] = await db.query<{ rev: number; era: string }>(
    'select rev, era from scope_counter where scope = $1',
    [scope],
  );
  const { rev, era } = counter!;
  return { scope, entities: entityVersions(true), rev, table: END_OF_REV, id: '', mark: era };
}

/** A device on a server's socket. `status` is that of a refused handshake. */
export async function openChannel(url: string, options: ClientOptions & { path?: string; protocol?: string } = {}) {
  const { path = LIVE_PATH, protocol = LIVE_PROTOCOL, ...more } = options;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, protocol, more);
  const heard = received();
  socket.on('message', (data) => heard.hear((data as Buffer).toString()));
  // A connection that is reset has an error before it is closed.
  socket.on('error', () => undefined);
  const closed = new Promise<number>((done) => socket.once('close', done));
  const status = await new Promise<number>((done, fail) => {
    socket.once('open', () => done(101));
    socket.once('unexpected-response', (request, { statusCode }) => {
      request.destroy();
      done(statusCode ?? 0);
    });
    socket.once('error', fail);
  });
  return {
    ...heard,
    socket,
    status,
    /** Resolves to the code with which the channel was closed. */
    closed,
    say: (asked: LiveRequest | object) => socket.send(JSON.stringify(asked)),
    follow: (...scopes: Scope[]) =>
      socket.send(JSON.stringify({ t: 'follow', scopes: scopes.map((scope) => [scope, Number.MAX_SAFE_INTEGER]) })),
  };
}

/** The header with which a signed-in browser opens a channel. */
export const cookieOf = ({ cookie }: Pick<Browser, 'cookie'>): Record<string, string> =>
  cookie === undefined ? {} : { cookie: `${COOKIE}=${cookie}` };
