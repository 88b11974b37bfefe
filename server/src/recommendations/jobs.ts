import type { Deps } from '../platform/deps.ts';
import { renewLists } from './renew.ts';

/** Members' lists follow what is read within an hour. */
export function registerJobs({ jobs, db }: Deps): void {
  jobs.schedule('recommendations.renew', '17 * * * *', async () => void (await renewLists(db, jobs.stopping)), {
    atStart: true,
  });
}
