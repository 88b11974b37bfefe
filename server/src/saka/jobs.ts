import type { RegisterJobs } from '../platform/deps.ts';
import { refundCancelledPolls } from './refunds.ts';

/** Every minute; it also finishes what a server that died left half done. */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes }) => {
  jobs.schedule('saka.refund', '* * * * *', async () => void (await refundCancelledPolls(db, (scopes) => pokes.moved(scopes))));
};
