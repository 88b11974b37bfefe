/**
 * A TCP proxy of our own between a browser and the server: a bad link, made to order. Nothing inside the page or the
 * server knows of it; the service worker passes through it as everything else does.
 */
import { connect, createServer, type Socket } from 'node:net';
import { requestCutter, type RawRequest } from './http-requests.ts';
import { openLane, type Lane, type Link, type LinkQuality } from './link.ts';

/** What may befall one request. */
export type Fault =
  /** The connection breaks before the server saw anything. */
  | { kind: 'lose-request' }
  /** The server has the request; the connection breaks at once, whatever the server is doing. */
  | { kind: 'cut-after-request' }
  /** The server answered, so what it did is committed; the browser never gets a byte of it. */
  | { kind: 'lose-answer' }
  /** The connection breaks after that many bytes of the answer. */
  | { kind: 'cut-answer'; afterBytes: number }
  /** The server gets the request twice at the same instant, the copy on `copyTo` (a second server) when given. */
  | { kind: 'duplicate'; copyTo?: number };

export interface SeenRequest {
  method: string;
  path: string;
  /** Epoch milliseconds. */
  at: number;
  /** Bytes of the answer's body let through so far, as the wire carries it. */
  bodyBytes: number;
}

export interface Proxy {
  /** `http://127.0.0.1:PORT` of the proxy. */
  readonly url: string;
  readonly port: number;
  /** Every request that came, oldest first. */
  readonly requests: SeenRequest[];
  /** Bytes that went each way so far, heads included. */
  readonly bytes: { up: number; down: number };
  set(quality: Partial<LinkQuality>): void;
  /** Nothing moves in either direction, connections stay open, until `flow`. */
  stall(): void;
  flow(): void;
  /** Breaks every connection and refuses new ones, until `up`. */
  down(): void;
  up(): void;
  /**
   * Lets `fault` befall the next request whose path starts with `path` and whose body holds `words`. Resolves once it
   * happened. An exchange may begin at any time (a poke, a timer): only its words tell the one that carries an act.
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

/** Starts a proxy to `targetPort` of this machine, at full speed and without faults. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  const link: Link = { quality: { kbits: Infinity, latencyMs: 0 }, stalled: false, lanes: new Set(), busyUntil: { up: 0, down: 0 } };
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
      const seen = { method: request.method, path: request.path, at: performance.timeOrigin + performance.now(), bodyBytes: 0 };
      requests.push(seen);
      const i = armed.findIndex((a) => request.path.startsWith(a.path) && request.bytes.includes(a.words));
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

/** Joins one connection of the browser to the server, request by request. */
function carry(
  link: Link, browser: Socket, targetPort: number, open: (port: number) => Socket, bytes: Proxy['bytes'],
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
    for (const request of cut(chunk)) {
      ({ seen, armed: current } = meet(request));
      answered = 0;
      head = Infinity;
      if (!send(request, current, { up, browser, server, copyTo: (port) => open(port ?? targetPort) })) return;
    }
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
      // What was let through still arrives; then the line is dead.
      if (before + keep.length > 0) down.end();
      else browser.resetAndDestroy();
      server.destroy();
    }
  });
  joinEnds(browser, server, up, down);
}

/** @returns false when the connection is broken and nothing more may be sent on it. */
function send(
  request: RawRequest, armed: Armed | undefined,
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

/** What of this piece of an answer may reach the browser. */
function kept(fault: Fault | undefined, before: number, chunk: Buffer): Buffer {
  if (fault?.kind === 'lose-answer') return chunk.subarray(0, 0);
  if (fault?.kind === 'cut-answer') return chunk.subarray(0, Math.max(0, fault.afterBytes - before));
  return chunk;
}

/** The end of one side reaches the other the way its bytes do. */
function joinEnds(browser: Socket, server: Socket, up: Lane, down: Lane): void {
  browser.on('end', () => up.end());
  server.on('end', () => down.end());
  browser.on('close', () => {
    up.close();
    down.close();
    server.destroy();
  });
  // A server that dies takes the connection with it; one that ends in order is passed on by `end` above.
  server.on('close', (hadError) => {
    if (hadError) browser.resetAndDestroy();
  });
}

/** A broken connection is what this proxy is for: its error event carries no news. */
function track(sockets: Set<Socket>, socket: Socket): Socket {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
  return socket;
}
