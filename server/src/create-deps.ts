/** Creates what the features need of the server. */
import { join } from 'node:path';
import { backupState } from './backup/state.ts';
import { createPusher } from './platform/outbound/pusher.ts';
import { openSettings } from './installation/secret-settings.ts';
import { applySettings, newSetupCode } from './installation/settings.ts';
import { createMailer } from './mail/mailer.ts';
import { httpSms } from './mail/sms.ts';
import { noteText } from './mail/sms-budget.ts';
import { folderPost, smtpPost } from './mail/posts.ts';
import { openBallotKeyFolder } from './polls/secret/ballot-key-folder.ts';
import { openBallotKeys, type BallotKeys } from './polls/secret/ballot-keys.ts';
import { openMedia } from './platform/media/open-media.ts';
import type { Config } from './platform/config/config.ts';
import type { Database } from './platform/database/database.ts';
import type { Deps } from './platform/deps.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { createLimits } from './platform/limits/limits.ts';
import type { Log } from './platform/observability/log.ts';
import { createMetrics } from './platform/observability/metrics.ts';
import { createPreviews } from './platform/http/previews.ts';
import { openReceiptMac, secretFor } from './platform/keys/receipt-key.ts';
import { version } from './platform/version.ts';
import { createErrorReports } from './platform/observability/error-reports.ts';
import { createServiceDays } from './platform/observability/service-days.ts';
import { signingKeys } from './platform/keys/signing-keys.ts';
import { figures, refusalCounts } from './registry.ts';
import { openPokes } from './sync/pokes/pokes.ts';

/** How push services reach whoever runs this server (RFC 8292). */
const senderOf = ({ publicUrl, mailFrom }: Config): string =>
  publicUrl?.startsWith('https:')
    ? publicUrl
    : `mailto:${/[\w.+-]+@[\w.-]+/.exec(mailFrom)?.[0] ?? 'egoejo@localhost'}`;

/** What every feature gets, and what the registry hands to a few of them. */
export interface ServerDeps extends Deps {
  /** Seals the ballots of secret polls (P2). */
  ballotKeys: BallotKeys;
}

/** Creates the features' dependencies on an open and migrated database. Starts no listeners and no jobs. */
export async function createDeps(config: Config, db: Database, log: Log): Promise<ServerDeps> {
  applySettings(config, await openSettings(db, config, log));
  config.ballotKeyDir = await openBallotKeyFolder(config, log);
  const reports = createErrorReports(config.errorDsn, version, log);
  const post =
    config.smtpUrl === undefined
      ? folderPost(join(config.dataDir, 'mail'), config.mailFrom, log)
      : smtpPost(config.smtpUrl, config.mailFrom);
  const mailer = createMailer(post, log, {
    secret: await secretFor('mail', config),
    texts: config.sms && { sms: httpSms(config.sms), note: (place, outcome) => noteText(db, place, outcome) },
  });
  return {
    db,
    config,
    log,
    reports,
    media: openMedia(config),
    mailer,
    push: createPusher(() => senderOf(config), { allowLoopback: config.readingLoopback }),
    jobs: createJobs(db, log),
    pokes: await openPokes(db, (error) => reports.bug(error, { route: 'pokes' })),
    keys: signingKeys(db),
    macOf: await openReceiptMac(config),
    ballotKeys: openBallotKeys(config.ballotKeyDir),
    limits: createLimits(),
    metrics: createMetrics(
      db,
      figures,
      refusalCounts,
      async () => (await backupState(db, config, Date.now())).last,
      (way) => mailer.state(way),
    ),
    days: createServiceDays(db),
    previews: createPreviews(),
    demo: { open: false },
    setupCode: newSetupCode(),
  };
}
