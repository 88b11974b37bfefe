/**
 * Where the server is knocked at. Node takes one new connection of a listening socket in a turn of its loop (libuv since 1.45), and under
 * load a turn takes milliseconds: of a crowd that comes in one second the last would wait seconds before anybody knew of them, and so
 * could not even be told to come back. So there are several doors at one port; the kernel spreads those who knock (SO_REUSEPORT).
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

const DOORS = 64;
/** Members who come back together knock within one second; beyond Node's 511 the kernel would drop them unanswered. */
const BACKLOG = 4096;

export interface Doors {
  /** Listens; `port` 0: at any that is free. @returns the port. Throws with code EADDRINUSE where another program listens. */
  open(at: { port: number; host: string }): Promise<number>;
  /** Takes nobody any more, lets those inside finish, and closes the app. */
  close(): Promise<void>;
}

const listening = async (server: Server, options: { port: number; host: string; reusePort?: boolean }): Promise<Server> => {
  server.listen({ ...options, backlog: BACKLOG });
  await once(server, 'listening');
  return server;
};
const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
const closed = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));

/** The doors of `app`, which is theirs to close. */
export function createDoors(app: FastifyInstance): Doors {
  const others: Server[] = [];
  const listenBeside = async (port: number, host: string): Promise<void> => {
    // As Node's own HTTP server opens its connections.
    const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => app.server.emit('connection', socket));
    others.push(await listening(door, { port, host, reusePort: true }));
  };
  return {
    async open({ port, host }) {
      if (process.platform !== 'linux') {
        await app.listen({ port, host, backlog: BACKLOG });
        return portOf(app.server);
      }
      // A door lets others stand beside it; one that does not sees whether somebody else is there.
      await closed(await listening(createServer(), { port, host }));
      // Fastify hands its options on to Node, but its types do not know this one.
      const options = { port, host, backlog: BACKLOG, reusePort: true };
      await app.listen(options);
      const found = portOf(app.server);
      for (let i = 1; i < DOORS; i++) await listenBeside(found, host);
      return found;
    },
    async close() {
      const shut = Promise.all(others.map(closed));
      await app.close();
      await shut;
    },
  };
}
