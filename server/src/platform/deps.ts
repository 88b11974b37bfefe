/** The dependencies of every feature's routes, procedures, jobs and listeners. Created once in main.ts. */
import type { FastifyInstance } from 'fastify';
import type { Mailer } from '../mail/mailer.ts';
import type { Pusher } from './pusher.ts';
import type { Media } from './media.ts';
import type { Pokes } from '../sync/pokes.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { Jobs } from './jobs.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Previews } from './previews.ts';
import type { Seal } from './receipt-key.ts';
import type { Reports } from './reports.ts';
import type { ServiceDays } from './service-days.ts';

export interface Deps {
  db: Database;
  config: Config;
  log: Log;
  media: Media;
  mailer: Mailer;
  /** Sends messages to devices. */
  push: Pusher;
  jobs: Jobs;
  pokes: Pokes;
  keys: SigningKeys;
  /** Seals receipts (S29). */
  seal: Seal;
  limits: Limits;
  metrics: Metrics;
  /** Service statistics by day. */
  days: ServiceDays;
  reports: Reports;
  previews: Previews;
  /** Whether demo accounts may sign in, which every page shows. Set at start and by the installation. */
  demo: { open: boolean };
  /** The code that the installation page asks for at a first start. */
  setupCode: string;
}

/** A feature's `http.ts`: adds its plain routes. */
export type Routes = (app: FastifyInstance, deps: Deps) => void;
/** A feature's `jobs.ts`: registers its handlers and schedules before the jobs start. */
export type RegisterJobs = (deps: Deps) => void;
