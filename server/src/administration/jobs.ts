import { SERIES_DAYS } from '@egoejo/shared/saka/public.ts';
import type { Database } from '../platform/database/database.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import { watchJobs } from './watch.ts';

export const registerJobs: RegisterJobs = (deps) => {
  deps.jobs.schedule('administration.watch', '*/5 * * * *', async () => void (await watchJobs(deps)));
  deps.jobs.schedule('administration.forget', '11 3 * * *', async () => {
    await forgetDays(deps.db);
    await forgetAddresses(deps.db);
  });
};

/** How many months the audit log keeps addresses and browsers. The entries themselves are kept. */
const ADDRESS_MONTHS = 12;

export async function forgetAddresses(db: Database): Promise<void> {
  await db.query(
    `update audit_log set address = '', agent = '' where address <> '' and at < now() - make_interval(months => $1)`,
    [ADDRESS_MONTHS],
  );
}

/** Deletes days that no page shows any more, with a margin of a few days. */
export async function forgetDays(db: Database): Promise<void> {
  await db.query(`delete from service_day where day < (now() at time zone 'UTC')::date - $1::int`, [SERIES_DAYS + 5]);
  await db.query('delete from quarantined where at < now() - make_interval(days => $1)', [SERIES_DAYS + 5]);
}
