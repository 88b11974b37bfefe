/**
 * Service statistics by UTC day: counted in memory, and added to the database by each process about once a minute and
 * at stop. So no request waits for them and none writes a row; a process that is killed loses its last minute.
 */
import { bucketOf } from './quantile.ts';
import type { Database } from '../database/database.ts';

export interface ServiceDays {
  /** Counts a duration, by a feature's own kind. */
  took(kind: string, seconds: number): void;
  /**
   * Counts an error of ours: a 5xx answer or a settlement that threw. Announced unavailability and "busy" answers do
   * not count.
   */
  error(where: 'answer' | 'settlement'): void;
  /** Counts a refusing verdict when it is first given, for this version of the client. */
  refused(code: string, client: string): void;
  /** Adds the counts to the database; if that fails they are kept for the next time. */
  flush(): Promise<void>;
}

const FLUSH_MS = 60_000;
/**
 * Most combinations of version and code that a process counts separately in a day, because clients can report any
 * version; all others are counted as one.
 */
const MOST_REFUSED = 300;
const OTHER = 'other';
/** Ordered, so that two processes never deadlock. */
const ADD = `insert into service_day (day, kind, bucket, n)
  select d, k, b, n from unnest($1::date[], $2::text[], $3::text[], $4::bigint[]) as u(d, k, b, n) order by 1, 2, 3
  on conflict (day, kind, bucket) do update set n = service_day.n + excluded.n`;

/** @param now the clock, in milliseconds; tests pass their own. */
export function createServiceDays(db: Pick<Database, 'query'>, now: () => number = Date.now): ServiceDays {
  let counts = new Map<string, number>();
  let versions = { day: '', seen: new Set<string>() };
  let running: Promise<void> | null = null;
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  const add = (kind: string, bucket: string): void => {
    const name = `${today()} ${kind} ${bucket}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const write = async (): Promise<void> => {
    const taken = counts;
    if (taken.size === 0) return;
    counts = new Map();
    const rows = [...taken].map(([name, n]) => {
      const [day = '', kind = '', ...bucket] = name.split(' ');
      return { day, kind, bucket: bucket.join(' '), n };
    });
    try {
      await db.query(ADD, [
        rows.map((r) => r.day),
        rows.map((r) => r.kind),
        rows.map((r) => r.bucket),
        rows.map((r) => r.n),
      ]);
    } catch (error) {
      for (const [name, n] of taken) counts.set(name, (counts.get(name) ?? 0) + n);
      throw error;
    }
  };
  return {
    took: (kind, seconds) => add(kind, String(bucketOf(seconds * 1000))),
    error: (where) => add('error', where),
    refused(code, client) {
      const day = today();
      if (versions.day !== day) versions = { day, seen: new Set() };
      const bucket = `${client} ${code}`;
      if (versions.seen.size < MOST_REFUSED) versions.seen.add(bucket);
      add('refused', versions.seen.has(bucket) ? bucket : `${OTHER} ${code}`);
    },
    async flush() {
      await running;
      running = write().finally(() => (running = null));
      await running;
    },
  };
}

/** Flushes about once a minute. @returns a function that stops it after a last flush. */
export function keepFlushing(days: Pick<ServiceDays, 'flush'>, onError: (error: unknown) => void): () => Promise<void> {
  const flush = (): Promise<void> => days.flush().catch(onError);
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return async () => {
    clearInterval(timer);
    await flush();
  };
}
