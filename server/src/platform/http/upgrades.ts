/** Upgrades to WebSocket of one route. It answers like any other route until it takes the connection. */
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

interface Upgrade {
  socket: Socket;
  /** The first bytes that followed the request. */
  head: Buffer;
  /** The route takes the connection and answers by itself. */
  take(): void;
}

/** Other upgrades, such as to HTTP/2, are passed over: the request is answered without one. */
export const asksForWebSocket = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Runs upgrades of `path` through the hooks and the handler of its route; those of other paths get a 404. Unless it is
 * taken, the connection ends with the answer.
 *
 * @returns the upgrade that a request asks for, if it asks for one
 */
export function upgradesOf(app: FastifyInstance, path: string): (request: FastifyRequest) => Upgrade | undefined {
  const upgrades = new WeakMap<IncomingMessage, Upgrade>();
  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!(socket instanceof Socket)) return void socket.destroy();
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => socket.destroySoon());
    if (request.url?.split('?', 1)[0] !== path) return void response.writeHead(404).end();
    upgrades.set(request, { socket, head, take: () => response.detachSocket(socket) });
    return app.routing(request, response);
  });
  return (request) => upgrades.get(request.raw);
}
