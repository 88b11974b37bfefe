/** What every feature's routes, procedures, jobs and listeners are given. Made once in main.ts. */
import type { FastifyInstance } from 'fastify';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Media } from '../media/media.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { EventPump } from './events.ts';
import type { Jobs } from './jobs.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Previews } from './previews.ts';
import type { Reports } from './reports.ts';

/** Tells devices which scopes moved (S25). After commit only. */
export interface Poker {
  moved(scopes: readonly Scope[]): void;
}

export interface Deps {
  db: Database;
  config: Config;
  log: Log;
  media: Media;
  mailer: Mailer;
  jobs: Jobs;
  pokes: Poker;
  keys: SigningKeys;
  limits: Limits;
  metrics: Metrics;
  reports: Reports;
  previews: Previews;
}

/** A feature's `http.ts`: adds its plain routes. */
export type Routes = (app: FastifyInstance, deps: Deps) => void;
/** A feature's `jobs.ts`: names its handlers and schedules, before the jobs start. */
export type RegisterJobs = (deps: Deps) => void;
/** What answers once everything runs. */
export interface Running {
  events: EventPump;
}
