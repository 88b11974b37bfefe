/**
 * Listening sockets of the server. Node accepts one new connection on each listening socket in a turn of its event loop
 * (libuv since 1.45), and under load a turn takes milliseconds: when a crowd connects in one second, the last clients
 * would wait seconds before the server could even ask them to come back later. So several sockets listen on one port,
 * and the kernel distributes new connections over them (SO_REUSEPORT).
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

const SOCKETS = 64;
/** A crowd connects within one second; with Node's default of 511 the kernel would drop connections unanswered. */
const BACKLOG = 4096;

export interface Listeners {
  /**
   * Starts listening; `port` 0: on any free port. @returns the port. @throws an error with code EADDRINUSE when another
   * program listens there.
   */
  open(at: { port: number; host: string }): Promise<number>;
  /** Accepts no new connections, lets the open ones finish, and closes the app. */
  close(): Promise<void>;
}

const listening = async (
  server: Server,
  options: { port: number; host: string; reusePort?: boolean },
): Promise<Server> => {
  server.listen({ ...options, backlog: BACKLOG });
  await once(server, 'listening');
  return server;
};
const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
const closed = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));

/**
 * Looks whether this process may listen there, before a start changes anything; port 0 always is free. @throws an error
 * with code EADDRINUSE or EACCES.
 */
export async function requireFreePort({ port, host }: { port: number; host: string }): Promise<void> {
  if (port !== 0) await closed(await listening(createServer(), { port, host }));
}

/** The listening sockets of `app`; closing them closes the app. */
export function createListeners(app: FastifyInstance): Listeners {
  const others: Server[] = [];
  const addSocket = async (port: number, host: string): Promise<void> => {
    // The options that Node's own HTTP server uses for its connections.
    const socketServer = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      app.server.emit('connection', socket),
    );
    others.push(await listening(socketServer, { port, host, reusePort: true }));
  };
  return {
    async open({ port, host }) {
      if (process.platform !== 'linux') {
        await app.listen({ port, host, backlog: BACKLOG });
        return portOf(app.server);
      }
      // With SO_REUSEPORT a port in use by another program would be shared; a socket without it detects that.
      await requireFreePort({ port, host });
      // Fastify passes its options on to Node, but its types lack this one.
      const options = { port, host, backlog: BACKLOG, reusePort: true };
      await app.listen(options);
      const found = portOf(app.server);
      for (let i = 1; i < SOCKETS; i++) await addSocket(found, host);
      return found;
    },
    async close() {
      const shut = Promise.all(others.map(closed));
      await app.close();
      await shut;
    },
  };
}
