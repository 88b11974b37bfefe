import { SERIES_DAYS } from '@egoejo/shared/saka/public.ts';
import type { Database } from '../platform/database.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import { watchJobs } from './watch.ts';

export const registerJobs: RegisterJobs = (deps) => {
  deps.jobs.schedule('administration.watch', '*/5 * * * *', async () => void (await watchJobs(deps)));
  deps.jobs.schedule('administration.forget', '11 3 * * *', () => forgetDays(deps.db));
};

/** What no page shows any more, with a few days to spare. */
export async function forgetDays(db: Database): Promise<void> {
  await db.query(`delete from service_day where day < (now() at time zone 'UTC')::date - $1::int`, [SERIES_DAYS + 5]);
  await db.query('delete from quarantined where at < now() - make_interval(days => $1)', [SERIES_DAYS + 5]);
}
