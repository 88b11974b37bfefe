import type { RegisterJobs } from '../platform/deps.ts';
import { closeDuePolls } from './closing.ts';

/** Every minute; it also counts what a server that died left uncounted. Ballots are refused from the closing time on anyway. */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes }) => {
  jobs.schedule('polls.close', '* * * * *', async () => void (await closeDuePolls(db, (scopes) => pokes.moved(scopes))));
};
