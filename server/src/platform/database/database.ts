/**
 * A common interface for both databases: a real PostgreSQL through `pg` (named statements, pooled) and the embedded
 * PGlite (one connection, in this process). Feature code uses only this interface, and Prisma over the same
 * connections. Parameters: pass jsonb as `JSON.stringify(x)` with a `::jsonb` cast. Results: int8 is a number (all our
 * counts are below 2^53), timestamptz a Date, bytea a Uint8Array.
 */
import type { PrismaClient } from '../../generated/prisma/client.ts';

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
   * Calls `onNotice` with each payload that any process notifies on `channel`, and `onLost` when some may not have
   * arrived, since the connection had broken. Resolves to a function that stops listening.
   */
  listen(channel: string, onNotice: (payload: string) => void, onLost?: () => void): Promise<() => Promise<void>>;
  readonly prisma: PrismaClient;
  /** Connections in use, idle and waiting, for metrics. */
  poolUse(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}
