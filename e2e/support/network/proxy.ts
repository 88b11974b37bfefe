/**
 * A TCP proxy between a browser and the server that simulates bad links and faults. It is transparent to the page and
 * the server, and also carries the requests of the service worker.
 */
import { connect, createServer, type Socket } from 'node:net';
import { requestCutter, type RawRequest } from './http-requests.ts';
import { openLane, type Lane, type Link, type LinkQuality } from './link.ts';

/** The faults that can be applied to a request. */
type Fault =
  /** The connection breaks before the server receives anything. */
  | { kind: 'lose-request' }
  /** The server has received the request; the connection breaks at once, whatever the server is doing. */
  | { kind: 'cut-after-request' }
  /** The server has answered, so its changes are committed; the browser receives no byte of the answer. */
  | { kind: 'lose-answer' }
  /** The connection breaks after that many bytes of the answer. */
  | { kind: 'cut-answer'; afterBytes: number }
  /** The server receives the request twice at the same time; the copy goes to `copyTo` (a second server), if given. */
  | { kind: 'duplicate'; copyTo?: number };

interface SeenRequest {
  method: string;
  path: string;
  /** Epoch milliseconds. */
  at: number;
  /** Bytes of the answer's body forwarded so far, as encoded on the wire. */
  bodyBytes: number;
  /** True when the request, headers and body, contains these words. */
  carries(words: string): boolean;
}

export interface Proxy {
  /** `http://127.0.0.1:PORT` of the proxy. */
  readonly url: string;
  readonly port: number;
  /** Every request received, oldest first. */
  readonly requests: SeenRequest[];
  /** Bytes forwarded in each direction so far, including headers. */
  readonly bytes: { up: number; down: number };
  set(quality: Partial<LinkQuality>): void;
  /** Stops all traffic in both directions until `flow`; connections stay open. */
  stall(): void;
  flow(): void;
  /** Breaks every connection and refuses new ones, until `up`. */
  down(): void;
  up(): void;
  /**
   * Applies `fault` to the next request whose path starts with `path` and whose body contains `words`. Resolves once it
   * has happened. An exchange may begin at any time (by a poke or a timer), so only its content identifies the one that
   * carries an act.
   */
  next(path: string, fault: Fault, words?: string): Promise<void>;
  close(): Promise<void>;
}

interface Armed {
  path: string;
  words: string;
  fault: Fault;
  happened: () => void;
}

/** Starts a proxy to `targetPort` on this machine, at full speed and without faults. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  const link: Link = {
    quality: { kbits: Infinity, latencyMs: 0 },
    stalled: false,
    lanes: new Set(),
    busyUntil: { up: 0, down: 0 },
  };
  const armed: Armed[] = [];
  const sockets = new Set<Socket>();
  const requests: Proxy['requests'] = [];
  const bytes = { up: 0, down: 0 };
  let refusing = false;

  const server = createServer((browser) => {
    if (refusing) {
      browser.resetAndDestroy();
      return;
    }
    const open = (port: number) => track(sockets, connect(port, '127.0.0.1'));
    track(sockets, browser);
    carry(link, browser, targetPort, open, bytes, (request) => {
      const seen = {
        method: request.method,
        path: request.path,
        at: performance.timeOrigin + performance.now(),
        bodyBytes: 0,
        carries: (words: string) => request.plain.includes(words),
      };
      requests.push(seen);
      const i = armed.findIndex((a) => request.path.startsWith(a.path) && request.plain.includes(a.words));
      return { seen, armed: i < 0 ? undefined : armed.splice(i, 1)[0] };
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    bytes,
    set: (quality) => Object.assign(link.quality, quality),
    stall: () => void (link.stalled = true),
    flow: () => {
      link.stalled = false;
      for (const lane of link.lanes) lane.wake();
    },
    down: () => {
      refusing = true;
      breakAll();
    },
    up: () => void (refusing = false),
    next: (path, fault, words = '') => new Promise((happened) => armed.push({ path, words, fault, happened })),
    close: () => {
      breakAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Connects one connection of the browser to the server, request by request. */
function carry(
  link: Link,
  browser: Socket,
  targetPort: number,
  open: (port: number) => Socket,
  bytes: Proxy['bytes'],
  meet: (request: RawRequest) => { seen: SeenRequest; armed: Armed | undefined },
): void {
  const openedAt = performance.now();
  const server = open(targetPort);
  const up = openLane(link, 'up', browser, server, openedAt);
  const down = openLane(link, 'down', server, browser, openedAt);
  const cut = requestCutter();
  let current: Armed | undefined;
  let seen: SeenRequest | undefined;
  let answered = 0;
  let head = Infinity;
  browser.on('data', (chunk) => {
    bytes.up += chunk.length;
    const { requests, frames } = cut(chunk);
    for (const request of requests) {
      ({ seen, armed: current } = meet(request));
      answered = 0;
      head = Infinity;
      if (!send(request, current, { up, browser, server, copyTo: (port) => open(port ?? targetPort) })) return;
    }
    if (frames.length > 0) up.send(frames);
  });
  server.on('data', (chunk) => {
    const before = answered;
    answered += chunk.length;
    const keep = kept(current?.fault, before, chunk);
    bytes.down += keep.length;
    if (head === Infinity && chunk.includes('\r\n\r\n')) head = before + chunk.indexOf('\r\n\r\n') + 4;
    if (seen) seen.bodyBytes = Math.max(0, before + keep.length - head);
    if (keep.length > 0) down.send(keep);
    if (keep.length < chunk.length) {
      current?.happened();
      current = undefined;
      // Bytes already forwarded still arrive; then the connection breaks.
      if (before + keep.length > 0) down.end();
      else browser.resetAndDestroy();
      server.destroy();
    }
  });
  joinEnds(browser, server, up, down);
}

/** @returns false when the connection is broken and must not be used any more. */
function send(
  request: RawRequest,
  armed: Armed | undefined,
  { up, browser, server, copyTo }: { up: Lane; browser: Socket; server: Socket; copyTo: (port?: number) => Socket },
): boolean {
  switch (armed?.fault.kind) {
    case 'lose-request':
      browser.resetAndDestroy();
      server.destroy();
      armed.happened();
      return false;
    case 'duplicate': {
      const copy = copyTo(armed.fault.copyTo);
      copy.once('data', () => {
        copy.destroy();
        armed.happened();
      });
      copy.write(request.bytes);
      server.write(request.bytes);
      return true;
    }
    case 'cut-after-request':
      server.write(request.bytes, () => {
        browser.resetAndDestroy();
        server.end();
        armed.happened();
      });
      return false;
    default:
      up.send(request.bytes);
      return true;
  }
}

/** The part of this chunk of an answer that may reach the browser. */
function kept(fault: Fault | undefined, before: number, chunk: Buffer): Buffer {
  if (fault?.kind === 'lose-answer') return chunk.subarray(0, 0);
  if (fault?.kind === 'cut-answer') return chunk.subarray(0, Math.max(0, fault.afterBytes - before));
  return chunk;
}

/** Forwards the end of one side to the other with the same delay as its bytes. */
function joinEnds(browser: Socket, server: Socket, up: Lane, down: Lane): void {
  browser.on('end', () => up.end());
  server.on('end', () => down.end());
  browser.on('close', () => {
    up.close();
    down.close();
    server.destroy();
  });
  // A server that crashes breaks the connection; a regular end is forwarded by `end` above.
  server.on('close', (hadError) => {
    if (hadError) browser.resetAndDestroy();
  });
}

/** Ignores error events, because this proxy breaks connections on purpose. */
function track(sockets: Set<Socket>, socket: Socket): Socket {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
  return socket;
}
