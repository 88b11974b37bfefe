/**
 * One face for both databases: a real PostgreSQL through `pg` (named statements, pooled) and the embedded PGlite
 * (one connection, in this process). Feature code sees only this interface and Prisma over the same connections.
 *
 * Parameters: pass jsonb as `JSON.stringify(x)` with a `::jsonb` cast, int8 comes back as a number (every count of ours is
 * below 2^53), timestamptz as Date, bytea as Uint8Array.
 */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../generated/prisma/client.ts';
import { takeFolder, type FolderLock } from './data-folder.ts';
import { MOST_KEPT, PlannedPGlite } from './planned.ts';

export interface Queryable {
  /** Runs one statement; rows as objects. Constraint hits and other database errors throw. */
  query<R extends object = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<R[]>;
}
export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read';
  readOnly?: boolean;
}
export interface Database extends Queryable {
  readonly kind: 'postgres' | 'embedded';
  /** Commits when `work` resolves, rolls back when it throws. On the embedded database transactions run one at a time. */
  transaction<T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs SQL text of several statements (migrations, functions, jobs), as one transaction. No parameters. @returns the rows of all. */
  script(text: string): Promise<Record<string, unknown>[]>;
  /** Calls `onNotice` with each payload notified on `channel`, from any process. Resolves to a function that stops it. */
  listen(channel: string, onNotice: (payload: string) => void): Promise<() => Promise<void>>;
  readonly prisma: PrismaClient;
  /** Connections in use, idle and waiting, for metrics. */
  poolUse(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** SQLSTATEs after which the same work may be tried again (S8): nothing was committed. */
const TRANSIENT = new Set(['40001', '40P01', '55P03', '57014', '57P01', '57P02', '57P03', '08000', '08003', '08006', '53300']);
/** True for lock, deadlock, shutdown and connection errors: "busy", never a verdict. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return TRANSIENT.has(code) || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE' || /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message);
}

const begin = (o: TransactionOptions = {}): string =>
  `begin isolation level ${o.isolation ?? 'read committed'}${o.readOnly ? ' read only' : ''}`;

/** A short stable name for a statement's text: PostgreSQL then parses and plans it once a connection. None beyond MOST_KEPT texts. */
const names = new Map<string, string>();
function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_KEPT) {
    name = createHash('sha1').update(text).digest('base64url').slice(0, 16);
    names.set(text, name);
  }
  return name;
}

export interface PostgresOptions {
  url: string;
  /** Most connections of this process. */
  max?: number;
  /** For LISTEN, when `url` is a transaction pooler. */
  directUrl?: string | undefined;
  /** PgBouncer < 1.21 breaks named statements: turn them off. */
  named?: boolean;
}

/** Opens a pool on a real PostgreSQL. Throws when it cannot be reached. */
export async function openPostgres({ url, max = 16, directUrl, named = true }: PostgresOptions): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'egoejo', statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 });
  // An idle connection that breaks is replaced by the pool; without a listener Node would end the process.
  pool.on('error', () => undefined);
  // Nor does the pool listen to one that is in use: a transaction whose connection breaks between two statements fails at the next.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const run = async <R extends object>(client: pg.Pool | pg.PoolClient, text: string, params: readonly unknown[] = []): Promise<R[]> => {
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
        broken = await client.query('rollback').then(() => false, () => true);
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async script(text) {
      // Several statements give several results, whatever the types say.
      return [await pool.query<Record<string, unknown>>(text)].flat().flatMap((result) => result.rows);
    },
    listen: (channel, onNotice) => listenPostgres(directUrl ?? url, channel, onNotice),
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    poolUse: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** LISTEN on a connection of its own that comes back by itself after a break. */
async function listenPostgres(url: string, channel: string, onNotice: (payload: string) => void): Promise<() => Promise<void>> {
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
 * Opens the embedded database in `dataDir` (undefined: in memory). The folder is held by this process until `close`;
 * a second holder is refused with `FolderHeld`.
 */
export async function openEmbedded({ dataDir, waitMs = 0 }: { dataDir?: string | undefined; waitMs?: number }): Promise<Database> {
  let lock: FolderLock | undefined;
  if (dataDir !== undefined) {
    await mkdir(dataDir, { recursive: true });
    lock = await takeFolder(dataDir, waitMs);
  }
  const lite = new PlannedPGlite({ ...(dataDir === undefined ? {} : { dataDir: `${dataDir}/pg` }), extensions: { pg_trgm, unaccent } });
  await lite.waitReady;
  const rowsOf = async <R extends object>(q: Pick<PGlite, 'query'>, text: string, params: readonly unknown[] = []): Promise<R[]> => {
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
        // The only connection: a `begin` in the text must not stay open.
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
