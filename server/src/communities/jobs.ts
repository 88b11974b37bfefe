/** A scheduled job of communities: forgets who left long ago. */
import { DEPARTURES_KEPT_DAYS } from '@egoejo/shared/communities/model.ts';
import type { RegisterJobs } from '../platform/deps.ts';

export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('communities.forget', '47 3 * * *', async () => {
    await db.query('delete from departure where at < now() - make_interval(days => $1)', [DEPARTURES_KEPT_DAYS]);
  });
};
