/**
 * Counts the actual traffic to a PostgreSQL: a loopback proxy that parses the messages of its protocol (version 3)
 * without changing them. The product only gets the proxy's address.
 */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export interface WireCount {
  /** How often the client waited for an answer: `Sync` of the extended protocol, and simple queries. */
  roundTrips: number;
  /** `Parse` messages: statements that PostgreSQL had to parse. */
  parsed: number;
  /**
   * Statements run inside, including those of functions and triggers, if the database reports them (see
   * `tellStatements`).
   */
  inside: number;
}
export interface PgWire {
  url: string;
  /** Returns the counts since the last call. */
  take(): WireCount;
  close(): Promise<void>;
}

const none = (): WireCount => ({ roundTrips: 0, parsed: 0, inside: 0 });

/**
 * Calls `hear` with the type and body of each message. @param startup true for a client, whose first message has no
 * type.
 */
function reader(startup: boolean, hear: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let untyped = startup;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= (untyped ? 4 : 5)) {
      const head = untyped ? 0 : 1;
      const size = head + rest.readInt32BE(head);
      if (rest.length < size) return;
      if (!untyped) hear(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, size));
      untyped = false;
      rest = rest.subarray(size);
    }
  };
}

/** Opens a proxy to the database of `url` (TCP). */
export async function openPgWire(url: string): Promise<PgWire> {
  const to = new URL(url);
  let count = none();
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(to.port), to.hostname);
    const asked = reader(true, (type) => {
      if (type === 'S' || type === 'Q') count.roundTrips++;
      if (type === 'P') count.parsed++;
    });
    const told = reader(false, (type, body) => {
      if (type === 'N' && body.includes('Query Text:')) count.inside++;
    });
    client.on('data', (chunk: Buffer) => {
      asked(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      told(chunk);
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    take() {
      const taken = count;
      count = none();
      return taken;
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of open) socket.destroy();
        server.close(() => closed());
      }),
  };
}

/**
 * SQL that makes every later connection to this database report each statement it runs, including nested ones, as a
 * notice. Requires a superuser and the `auto_explain` module of PostgreSQL's contrib; throws without them.
 */
export const tellStatements = (database: string): string => `load 'auto_explain';
  alter database ${database} set session_preload_libraries = 'auto_explain';
  alter database ${database} set auto_explain.log_min_duration = 0;
  alter database ${database} set auto_explain.log_nested_statements = on;
  alter database ${database} set auto_explain.log_level = notice;`;
