import type { RegisterJobs } from '../platform/deps.ts';
import { closeDuePolls } from './closing.ts';

/**
 * Runs every minute; it also counts polls that a crashed server left uncounted. Ballots are refused from the closing
 * time on, even before this job runs.
 */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes }) => {
  jobs.schedule(
    'polls.close',
    '* * * * *',
    async () => void (await closeDuePolls(db, (scopes) => pokes.moved(scopes))),
  );
};
