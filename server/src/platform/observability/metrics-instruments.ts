/** What `/metrics` counts and shows, by name. No label identifies a person. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5];

/** Figures that a feature shows, read from the database at each request of `/metrics`. */
export interface Figures {
  /** The gauges: each key is a column of `sql`, whose value the gauge shows. */
  gauges: Readonly<Record<string, readonly [name: string, help: string]>>;
  /** One small query, or one that uses an index: a row with these columns. */
  sql: string;
  /**
   * For a query that reads a whole table, since anyone may be allowed to request `/metrics`: it runs at most once in
   * this time, in milliseconds, and never concurrently.
   */
  keptMs?: number;
}
/** A count of refusals that a feature wants to see apart, by code. */
export interface RefusalCount {
  name: string;
  help: string;
  counts(code: string): boolean;
}

/** Creates all counters, histograms and gauges of one server, with those of features. */
export function createInstruments(ofFeatures: readonly Figures[], counts: readonly RefusalCount[]) {
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
  const refusals = counts.map((c) => ({
    counts: c.counts,
    counter: new Counter({ name: c.name, help: c.help, labelNames: ['code'], registers }),
  }));
  const figures = ofFeatures.map(({ gauges, sql, keptMs }) => ({
    sql,
    keptMs,
    gauges: Object.entries(gauges).map(([column, [name, help]]) => ({
      column,
      gauge: new Gauge({ name, help, registers }),
    })),
  }));
  const jobsLength = new Gauge({ name: 'egoejo_jobs_waiting', help: 'Jobs due or running', registers });
  const jobsAge = new Gauge({ name: 'egoejo_jobs_oldest_seconds', help: 'Age of the oldest of them', registers });
  const circuitOf = (name: string, what: string) =>
    new Gauge({
      name,
      help: `Whether ${what} are tried: 1 at the state the circuit breaker is in`,
      labelNames: ['state'],
      registers,
    });
  const circuits = {
    mail: circuitOf('egoejo_mail_circuit', 'mails'),
    sms: circuitOf('egoejo_sms_circuit', 'text messages'),
  };
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
  return { registry, requests, settlements, durations, refusals, figures, jobsLength, jobsAge, circuits, backup, pool };
}
