/** Scheduled jobs of accounts: rotation of signing keys, and deletion of expired data. */
import { RETENTION } from '@egoejo/shared/accounts/retention.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import { sweepArchives } from './own-data/own-archive.ts';
import { rotateIfOlder } from '../platform/keys/signing-keys.ts';

const KEY_DAYS = 30;

export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('accounts.rotate-keys', '17 3 * * *', () => rotateIfOlder(db, KEY_DAYS));
  jobs.schedule('accounts.forget', '41 3 * * *', async () => {
    const { codeDays, endedSessionDays } = RETENTION;
    await db.query('delete from email_code where created_at < now() - make_interval(days => $1)', [codeDays]);
    await db.query('delete from sign_in_failure where at < now() - make_interval(days => $1)', [codeDays]);
    await db.query('delete from session where coalesce(ended_at, expires_at) < now() - make_interval(days => $1)', [
      endedSessionDays,
    ]);
    await sweepArchives();
  });
};
