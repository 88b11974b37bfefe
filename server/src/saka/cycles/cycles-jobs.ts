import type { RegisterJobs } from '../../platform/deps.ts';
import { turnSeasons } from './cycles.ts';

/** Runs every minute, so a season begins and ends at its time (R11), with at most a minute's delay. */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes }) => {
  jobs.schedule('saka.cycles', '* * * * *', async () => {
    if (await db.transaction(turnSeasons)) pokes.moved(['public']);
  });
};
