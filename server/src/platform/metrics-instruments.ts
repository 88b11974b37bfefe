/** What `/metrics` counts and shows, by name. No label identifies a person. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5];

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
  textsHour: ['egoejo_sms_last_hour', 'Text messages of the last hour, against SMS_MOST_HOUR'],
  textsDay: ['egoejo_sms_last_day', 'Text messages of the last 24 hours, against SMS_MOST_DAY'],
  eventsAge: ['egoejo_events_oldest_seconds', 'Age of the oldest of them'],
} as const;

/** Creates all counters, histograms and gauges of one server. */
export function createInstruments() {
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
  return {
    registry,
    requests,
    settlements,
    durations,
    sakaErrors,
    figures,
    jobsLength,
    jobsAge,
    circuits,
    backup,
    pool,
  };
}
