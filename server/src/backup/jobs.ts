/** Takes a backup every hour, and alerts administrators when backups fail. */
import { join } from 'node:path';
import type { Deps } from '../platform/deps.ts';
import { keepSettings, readSettings } from '../installation/settings.ts';
import { alertAdministrators } from '../mail/alert.ts';
import { copyMedia, DUE_MS, nameOf, prune } from './folder.ts';
import { backupState } from './state.ts';
import { takeBackup } from './take.ts';

/** Minimum interval between two mails to administrators about late backups. */
const MAIL_EVERY_MS = 24 * 3_600_000;

/**
 * Runs ten times an hour, so that a server that was down soon has a new backup; it does something only once an hour.
 */
export function registerJobs(deps: Deps): void {
  deps.jobs.schedule('backup.hourly', '*/6 * * * *', () => hourly(deps, Date.now()));
}

type Needs = Pick<Deps, 'db' | 'config' | 'log' | 'mailer'>;

/**
 * Takes a backup when one is due, deletes old ones, and alerts while the last one is late. @throws the error of a
 * failed backup.
 */
export async function hourly(deps: Needs & Pick<Deps, 'media'>, now: number): Promise<void> {
  const { db, config, log, media } = deps;
  const { folder, last } = await backupState(db, config, now);
  if (folder === null) return;
  try {
    if (last === null || now - last >= DUE_MS || last > now + DUE_MS) {
      await copyMedia(media, join(folder, 'media'), now);
      const { rows } = await takeBackup(db, join(folder, nameOf(new Date(now))));
      log.info({ rows }, 'a backup was taken');
    }
    await prune(folder, now);
  } finally {
    await alertWhenLate(deps, now);
  }
}

async function alertWhenLate({ db, config, log, mailer }: Needs, now: number): Promise<void> {
  const { last, late, folder } = await backupState(db, config, now);
  if (!late) return;
  const at = last === null ? null : new Date(last).toISOString();
  log.error({ last: at, folder }, 'the last backup is late');
  const { backupAlertedAt } = await readSettings(db);
  if (backupAlertedAt !== undefined && now - Date.parse(backupAlertedAt) < MAIL_EVERY_MS) return;
  // Recorded only after the alert was sent: if the mail server is unreachable, the next turn tries again.
  if (await alertAdministrators({ db, log, mailer }, 'backupLate', at ?? '—'))
    await keepSettings(db, { backupAlertedAt: new Date(now).toISOString() });
}
