/** `/metrics` for Prometheus. No label identifies a person. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { GuardState } from '../mail/guard.ts';
import type { Database } from './database.ts';
import { keepFor } from './kept.ts';

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

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5];

/** Read at each scrape. Every query is small or uses an index: for SAKA the rollups and runs, never all wallets. */
const FIGURES = `select
  (select coalesce(sum(harvested), 0) from cycle_day) as harvested,
    (select coalesce(sum(planted), 0) from cycle_day) as planted,
  (select coalesce(sum(composted), 0) from cycle_day) as composted,
    (select coalesce(sum(balance), 0) from silo) as silo,
  (select coalesce(extract(epoch from max(ended_at)), 0) from saka_run where kind = 'compost') as "lastCompost",
  (select count(*) from project_delta) + (select count(*) from poll_delta) + (select count(*)
    from cycle_delta) as "deltas",
  (select count(*) from domain_event) as "eventsWaiting",
  (select coalesce(extract(epoch from now() - min(at)), 0) from domain_event) as "eventsAge",
  (select count(*) from mail_outbox where outcome is null) as "mailWaiting",
  (select coalesce(extract(epoch from now() - min(queued_at)), 0) from mail_outbox where outcome is null) as "mailAge"`;
/**
 * These read whole tables, and anyone may be allowed to request `/metrics`: they run at most once in `PEOPLE_MS`, and
 * never concurrently.
 */
const PEOPLE = `select n as registrations, members,
  (select count(distinct member) from session where used_at > now() - interval '1 day') as active
  from (select count(*) as n, count(*) filter (where status <> 'closed') as members from member) m`;
const PEOPLE_MS = 15_000;
const JOBS = `select count(*) as length, coalesce(extract(epoch from now() - min(created_on)), 0) as age
  from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()`;

const gauges = {
  harvested: ['egoejo_saka_harvested_grains', 'Grains harvested by all wallets'],
  planted: ['egoejo_saka_planted_grains', 'Grains planted by all wallets'],
  composted: ['egoejo_saka_composted_grains', 'Grains composted from all wallets'],
  silo: ['egoejo_saka_silo_grains', 'Grains in the Silo'],
  lastCompost: ['egoejo_saka_last_compost_timestamp_seconds', 'When the last run of compost ended'],
  deltas: ['egoejo_undrained_deltas', 'Tally deltas the combiner has not drained'],
  registrations: ['egoejo_registrations_total', 'Accounts ever registered'],
  members: ['egoejo_members', 'Accounts'],
  active: ['egoejo_active_members', 'Members seen in the last day'],
  eventsWaiting: ['egoejo_events_waiting', 'Domain events not yet delivered to all listeners'],
  mailWaiting: ['egoejo_mail_waiting', 'Queued mails that did not leave yet'],
  mailAge: ['egoejo_mail_oldest_seconds', 'Age of the oldest of them'],
  eventsAge: ['egoejo_events_oldest_seconds', 'Age of the oldest of them'],
} as const;

function createInstruments() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'egoejo_http_request_duration_seconds',
    help: 'Requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const settlements = new Counter({
    name: 'egoejo_settlements_total',
    help: 'Settled mutations by verdict code',
    labelNames: ['mutation', 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'egoejo_settlement_duration_seconds',
    help: 'Settlement of one mutation',
    labelNames: ['mutation'],
    buckets: SECONDS,
    registers,
  });
  const sakaErrors = new Counter({
    name: 'egoejo_saka_errors_total',
    help: 'Refused SAKA acts, insufficient grains left out',
    labelNames: ['code'],
    registers,
  });
  const figures = Object.entries(gauges).map(([column, [name, help]]) => ({
    column,
    gauge: new Gauge({ name, help, registers }),
  }));
  const jobsLength = new Gauge({ name: 'egoejo_jobs_waiting', help: 'Jobs due or running', registers });
  const jobsAge = new Gauge({ name: 'egoejo_jobs_oldest_seconds', help: 'Age of the oldest of them', registers });
  const mail = new Gauge({
    name: 'egoejo_mail_circuit',
    help: 'Whether mails are tried: 1 at the state the circuit breaker is in',
    labelNames: ['state'],
    registers,
  });
  const backup = new Gauge({
    name: 'egoejo_last_backup_timestamp_seconds',
    help: 'When the last backup was taken; 0: none',
    registers,
  });
  const pool = new Gauge({
    name: 'egoejo_database_connections',
    help: 'Connections of this process',
    labelNames: ['state'],
    registers,
  });
  return { registry, requests, settlements, durations, sakaErrors, figures, jobsLength, jobsAge, mail, backup, pool };
}

/**
 * @param lastBackup when the last backup was taken, ms since 1970; null: there is none, or backups are off.
 * @param clock in milliseconds; tests pass their own.
 */
export function createMetrics(
  db: Database,
  lastBackup: () => Promise<number | null>,
  mailState: () => GuardState,
  clock?: () => number,
): Metrics {
  const { registry, requests, settlements, durations, sakaErrors, figures, jobsLength, jobsAge, mail, backup, pool } =
    createInstruments();
  const people = keepFor(PEOPLE_MS, () => db.query<Record<string, number>>(PEOPLE), clock);

  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    settled(mutation, code, seconds) {
      settlements.inc({ mutation, code: code ?? 'applied' });
      durations.observe({ mutation }, seconds);
      if (code?.startsWith('saka.') && code !== 'saka.insufficient_grains') sakaErrors.inc({ code });
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
      const [now] = await db.query<Record<string, number | string>>(FIGURES);
      const [counted] = await people.read();
      for (const { column, gauge } of figures) gauge.set(Number({ ...now, ...counted }[column] ?? 0));
      const [installed] = await db.query<{ jobs: boolean }>(`select to_regclass('pgboss.job') is not null as jobs`);
      if (installed?.jobs) {
        const [jobs] = await db.query<{ length: number; age: number | string }>(JOBS);
        jobsLength.set(jobs?.length ?? 0);
        jobsAge.set(Number(jobs?.age ?? 0));
      }
      for (const state of ['closed', 'half-open', 'open'] as const) mail.set({ state }, Number(mailState() === state));
      backup.set(((await lastBackup()) ?? 0) / 1000);
      for (const [state, n] of Object.entries(db.poolUse())) pool.set({ state }, n);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
