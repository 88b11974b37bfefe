/**
 * A common interface for both databases: a real PostgreSQL through `pg` (named statements, pooled) and the embedded
 * PGlite (one connection, in this process). Feature code uses only this interface, and Prisma over the same
 * connections.
 *
 * Parameters: pass jsonb as `JSON.stringify(x)` with a `::jsonb` cast. Results: int8 is a number (all our counts are
 * below 2^53), timestamptz a Date, bytea a Uint8Array.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../generated/prisma/client.ts';
import { takeFolder, type FolderLock } from './data-folder.ts';
import { MOST_KEPT, PreparingPGlite } from './prepared-statements.ts';
import { closeToOthers, closeTree } from './private-folder.ts';

export interface Queryable {
  /** Runs one statement; returns rows as objects. Throws on constraint violations and other database errors. */
  query<R extends object = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<R[]>;
}
export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read';
  readOnly?: boolean;
}
export interface Database extends Queryable {
  readonly kind: 'postgres' | 'embedded';
  /**
   * Commits when `work` resolves, rolls back when it throws. On the embedded database transactions run one at a time.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Runs SQL text with several statements (migrations, functions, jobs) as one transaction, without parameters.
   * @returns the rows of all statements.
   */
  script(text: string): Promise<Record<string, unknown>[]>;
  /**
   * Calls `onNotice` with each payload that any process notifies on `channel`. Resolves to a function that stops
   * listening.
   */
  listen(channel: string, onNotice: (payload: string) => void): Promise<() => Promise<void>>;
  readonly prisma: PrismaClient;
  /** Connections in use, idle and waiting, for metrics. */
  poolUse(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** SQLSTATEs after which the same work may be retried, because nothing was committed (S8). */
const TRANSIENT = new Set([
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
]);
/** True for lock, deadlock, shutdown and connection errors: the answer is "busy", never a verdict. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    TRANSIENT.has(code) ||
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
  );
}

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
    listen: (channel, onNotice) => listenPostgres(directUrl ?? url, channel, onNotice),
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
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const c = new pg.Client({ connectionString: url, application_name: 'egoejo-listen' });
    c.on('notification', (n) => onNotice(n.payload ?? ''));
    c.on('error', () => undefined);
    c.once('end', () => {
      if (!stopped) timer = setTimeout(() => void connect().catch(() => undefined), 1000);
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

/**
 * Opens the embedded database in `dataDir` (undefined: in memory). This process holds the folder until `close`; another
 * process gets `FolderHeld`.
 */
export async function openEmbedded({
  dataDir,
  waitMs = 0,
}: {
  dataDir?: string | undefined;
  waitMs?: number;
}): Promise<Database> {
  let lock: FolderLock | undefined;
  if (dataDir !== undefined) {
    await closeToOthers(dataDir);
    lock = await takeFolder(dataDir, waitMs);
  }
  const lite = new PreparingPGlite({
    ...(dataDir === undefined ? {} : { dataDir: `${dataDir}/pg` }),
    extensions: { pg_trgm, unaccent },
  });
  await lite.waitReady;
  // PGlite creates the files of a new database with permissive modes, whatever the umask.
  if (dataDir !== undefined) await closeTree(join(dataDir, 'pg'));
  const rowsOf = async <R extends object>(
    q: Pick<PGlite, 'query'>,
    text: string,
    params: readonly unknown[] = [],
  ): Promise<R[]> => {
    if (params.length > 0) lite.keep(text);
    return (await q.query<R>(text, [...params])).rows;
  };
  return {
    kind: 'embedded',
    query: (text, params) => rowsOf(lite, text, params),
    transaction: (work) => lite.transaction((tx) => work({ query: (text, params) => rowsOf(tx, text, params) })),
    async script(text) {
      try {
        return (await lite.exec(text)).flatMap((result): Record<string, unknown>[] => result.rows);
      } catch (error) {
        // There is only one connection: a `begin` in the text must not stay open.
        await lite.exec('rollback');
        throw error;
      }
    },
    listen: (channel, onNotice) => lite.listen(channel, onNotice),
    prisma: new PrismaClient({ adapter: new PrismaPGlite(lite) }),
    poolUse: () => ({ total: 1, idle: 1, waiting: 0 }),
    async close() {
      await lite.close();
      await lock?.release();
    },
  };
}
