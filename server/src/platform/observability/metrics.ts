/** `/metrics` for Prometheus. No label identifies a person. */
import type { GuardState } from '../../mail/guard.ts';
import type { Way } from '../../mail/mailer.ts';
import type { Database } from '../database/database.ts';
import { keepFor } from '../http/kept.ts';
import { createInstruments, type Figures, type RefusalCount } from './metrics-instruments.ts';

export interface Metrics {
  /** Counts an answered request; `route` is its pattern, never its address. */
  request(method: string, route: string, status: number, seconds: number): void;
  /** Counts a verdict; `code` null: applied. */
  settled(mutation: string, code: string | null, seconds: number): void;
  /**
   * How long settlements took in this process since it started, by mutation. Each act counts with the duration of its
   * whole exchange.
   */
  times(): Promise<SettlementTimes[]>;
  /** The text for Prometheus, including the current figures from the database. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface SettlementTimes {
  mutation: string;
  n: number;
  /** Mean, in milliseconds. */
  mean: number;
  /** How many took over 200 ms. */
  slow: number;
}

/** Only where pg-boss has made its tables. */
const JOBS = `select count(*) as length, coalesce(extract(epoch from now() - min(created_on)), 0) as age
  from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()`;

/**
 * @param shown figures of features. @param counts refusals that they count apart.
 * @param lastBackup when the last backup was taken, ms since 1970; null: there is none, or backups are off.
 * @param clock in milliseconds; tests pass their own.
 */
export function createMetrics(
  db: Database,
  shown: readonly Figures[],
  counts: readonly RefusalCount[],
  lastBackup: () => Promise<number | null>,
  stateOf: (way: Way) => GuardState,
  clock?: () => number,
): Metrics {
  const { registry, requests, settlements, durations, refusals, figures, jobsLength, jobsAge, circuits, backup, pool } =
    createInstruments(shown, counts);
  const readers = figures.map(({ sql, keptMs, gauges }) => {
    const read = async (): Promise<Record<string, number | string> | undefined> =>
      (await db.query<Record<string, number | string>>(sql))[0];
    const kept = keptMs === undefined ? { read } : keepFor(keptMs, read, clock);
    return async (): Promise<void> => {
      const row = await kept.read();
      for (const { column, gauge } of gauges) gauge.set(Number(row?.[column] ?? 0));
    };
  });

  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    settled(mutation, code, seconds) {
      settlements.inc({ mutation, code: code ?? 'applied' });
      durations.observe({ mutation }, seconds);
      if (code !== null) for (const { counts: of, counter } of refusals) if (of(code)) counter.inc({ code });
    },
    async times() {
      const found = new Map<string, { n: number; sum: number; quick: number }>();
      for (const { labels, value, metricName } of (await durations.get()).values) {
        const of = found.get(String(labels.mutation)) ?? { n: 0, sum: 0, quick: 0 };
        found.set(String(labels.mutation), of);
        if (metricName?.endsWith('_count')) of.n = value;
        else if (metricName?.endsWith('_sum')) of.sum = value;
        else if ('le' in labels && labels.le === 0.2) of.quick = value;
      }
      return [...found].map(([mutation, { n, sum, quick }]) => ({
        mutation,
        n,
        mean: n === 0 ? 0 : (sum / n) * 1000,
        slow: n - quick,
      }));
    },
    async text() {
      for (const read of readers) await read();
      const [installed] = await db.query<{ jobs: boolean }>(`select to_regclass('pgboss.job') is not null as jobs`);
      if (installed?.jobs) {
        const [jobs] = await db.query<{ length: number; age: number | string }>(JOBS);
        jobsLength.set(jobs?.length ?? 0);
        jobsAge.set(Number(jobs?.age ?? 0));
      }
      for (const way of ['mail', 'sms'] as const)
        for (const state of ['closed', 'half-open', 'open'] as const)
          circuits[way].set({ state }, Number(stateOf(way) === state));
      backup.set(((await lastBackup()) ?? 0) / 1000);
      for (const [state, n] of Object.entries(db.poolUse())) pool.set({ state }, n);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
