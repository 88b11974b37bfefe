/** A real PostgreSQL through `pg`: pooled connections, named statements, and LISTEN on a connection of its own. */
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { MOST_KEPT } from './prepared-statements.ts';
import type { TransactionOptions, Database } from './database.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const begin = (o: TransactionOptions = {}): string =>
  `begin isolation level ${o.isolation ?? 'read committed'}${o.readOnly ? ' read only' : ''}`;

/**
 * A short stable name for a statement's text, so that PostgreSQL parses and plans it once for each connection.
 * Undefined for new texts beyond MOST_KEPT.
 */
const names = new Map<string, string>();
function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_KEPT) {
    name = createHash('sha1').update(text).digest('base64url').slice(0, 16);
    names.set(text, name);
  }
  return name;
}

interface PostgresOptions {
  url: string;
  /** Most connections of this process. */
  max?: number;
  /** For LISTEN when `url` is a transaction pooler. */
  directUrl?: string | undefined;
  /** Set it to false for PgBouncer < 1.21, which breaks named statements. */
  named?: boolean;
}

/** Opens a pool on a real PostgreSQL. Throws when it cannot be reached. */
export async function openPostgres({ url, max = 16, directUrl, named = true }: PostgresOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'egoejo',
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // The pool replaces an idle connection that breaks; without a listener Node would end the process.
  pool.on('error', () => undefined);
  // The pool does not listen to a connection in use either: a transaction whose connection breaks between two
  // statements fails at its next statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const run = async <R extends object>(
    client: pg.Pool | pg.PoolClient,
    text: string,
    params: readonly unknown[] = [],
  ): Promise<R[]> => {
    const q = { text, values: [...params] };
    const name = named && params.length > 0 ? statementName(text) : undefined;
    const { rows } = await client.query<R>(name === undefined ? q : { ...q, name });
    return rows;
  };
  await run(pool, 'select 1');
  return {
    kind: 'postgres',
    query: (text, params) => run(pool, text, params),
    async transaction(work, options) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query(begin(options));
        const value = await work({ query: (text, params) => run(client, text, params) });
        await client.query('commit');
        return value;
      } catch (error) {
        // A connection that cannot roll back is dropped; the server ends its transaction.
        broken = await client.query('rollback').then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async script(text) {
      // Several statements return an array of results, although the types say otherwise.
      return [await pool.query<Record<string, unknown>>(text)].flat().flatMap((result) => result.rows);
    },
    listen: (channel, onNotice, onLost) => listenPostgres(directUrl ?? url, channel, onNotice, onLost),
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    poolUse: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** LISTEN on a separate connection that reconnects after a break. */
async function listenPostgres(
  url: string,
  channel: string,
  onNotice: (payload: string) => void,
  onLost: () => void = () => undefined,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const c = new pg.Client({ connectionString: url, application_name: 'egoejo-listen' });
    c.on('notification', (n) => onNotice(n.payload ?? ''));
    c.on('error', () => undefined);
    c.once('end', () => {
      if (!stopped) timer = setTimeout(() => void connect().then(onLost, () => undefined), 1000);
    });
    client = c;
    await c.connect();
    await c.query(`listen ${pg.escapeIdentifier(channel)}`);
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end();
  };
}
