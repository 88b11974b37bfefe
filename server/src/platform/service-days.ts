/**
 * How the service did, by UTC day: counters in memory, added to the database's about once a minute and at stop, by each process for
 * itself. So nothing waits for them and no row is written for a request; a process that is killed takes its last minute with it.
 */
import { bucketOf } from '@egoejo/shared/platform/quantile.ts';
import type { Database } from './database.ts';

export interface ServiceDays {
  /** A settlement with a boost in it took so long. */
  boost(seconds: number): void;
  /** An error of ours: an answer 5xx, or a settlement that threw. What is announced or asks to come back is none. */
  error(where: 'answer' | 'settlement'): void;
  /** A verdict that refuses was given for the first time, to this version of the client. */
  refused(code: string, client: string): void;
  /** Adds what was counted to the database; when that fails it is kept for the next time. */
  flush(): Promise<void>;
}

type Kind = 'boost' | 'error' | 'refused';
const FLUSH_MS = 60_000;
/** Versions are what clients say they are: of one day a process tells at most so many, with their codes, apart; the rest is one. */
const MOST_REFUSED = 300;
const OTHER = 'other';
/** Ordered, so that two processes never wait for one another in a circle. */
const ADD = `insert into service_day (day, kind, bucket, n)
  select d, k, b, n from unnest($1::date[], $2::text[], $3::text[], $4::bigint[]) as u(d, k, b, n) order by 1, 2, 3
  on conflict (day, kind, bucket) do update set n = service_day.n + excluded.n`;

/** @param now milliseconds; tests have their own. */
export function createServiceDays(db: Pick<Database, 'query'>, now: () => number = Date.now): ServiceDays {
  let counts = new Map<string, number>();
  let versions = { day: '', seen: new Set<string>() };
  let running: Promise<void> | null = null;
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  const add = (kind: Kind, bucket: string): void => {
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
      await db.query(ADD, [rows.map((r) => r.day), rows.map((r) => r.kind), rows.map((r) => r.bucket), rows.map((r) => r.n)]);
    } catch (error) {
      for (const [name, n] of taken) counts.set(name, (counts.get(name) ?? 0) + n);
      throw error;
    }
  };
  return {
    boost: (seconds) => add('boost', String(bucketOf(seconds * 1000))),
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

/** Writes about once a minute. @returns what ends it, with a last time. */
export function keepFlushing(days: Pick<ServiceDays, 'flush'>, onError: (error: unknown) => void): () => Promise<void> {
  const flush = (): Promise<void> => days.flush().catch(onError);
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return async () => {
    clearInterval(timer);
    await flush();
  };
}
