import type { RegisterJobs } from '../platform/deps.ts';
import { turnSeasons } from './cycles.ts';

/** Every minute: a season begins and ends at its time (R11), give or take that minute. */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes }) => {
  jobs.schedule('saka.cycles', '* * * * *', async () => {
    if (await db.transaction(turnSeasons)) pokes.moved(['public']);
  });
};
