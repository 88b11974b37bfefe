/** The dependencies of every feature's routes, procedures, jobs and listeners. Created once in main.ts. */
import type { FastifyInstance } from 'fastify';
import type { Mailer } from '../mail/mailer.ts';
import type { Pusher } from './outbound/pusher.ts';
import type { Media } from './media/media.ts';
import type { Pokes } from '../sync/pokes/pokes.ts';
import type { SigningKeys } from './keys/signing-keys.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/database.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Limits } from './limits/limits.ts';
import type { Log } from './observability/log.ts';
import type { Metrics } from './observability/metrics.ts';
import type { Previews } from './http/previews.ts';
import type { ReceiptMac } from './keys/receipt-key.ts';
import type { ErrorReports } from './observability/error-reports.ts';
import type { ServiceDays } from './observability/service-days.ts';

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
  /** Makes the MACs of receipts (S29). */
  macOf: ReceiptMac;
  limits: Limits;
  metrics: Metrics;
  /** Service statistics by day. */
  days: ServiceDays;
  reports: ErrorReports;
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
