import type { Deps } from '../platform/deps.ts';
import { renewLists } from './renew.ts';
import { tracks } from './tracks.ts';
import { works } from './works.ts';

/** Members' lists follow what is read and heard within an hour. */
export function registerJobs({ jobs, db }: Deps): void {
  jobs.schedule(
    'recommendations.renew',
    '17 * * * *',
    async () => {
      await renewLists(db, works, jobs.stopping);
      await renewLists(db, tracks, jobs.stopping);
    },
    { atStart: true },
  );
}
