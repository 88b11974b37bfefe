import type { RegisterJobs } from '../platform/deps.ts';
import { refundCancelledPolls } from './refunds.ts';
import { takeUpRuns } from './runs.ts';

/** Every minute; they also finish what a server that died left half done. */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes, config, log }) => {
  jobs.schedule('saka.refund', '* * * * *', async () => void (await refundCancelledPolls(db, (scopes) => pokes.moved(scopes))));
  // The time that keys a run is the schedule's (R8, R10), not the minute it is noticed in.
  jobs.schedule('saka.runs', '* * * * *', async () => {
    const runs = await takeUpRuns({ db, config, onMoved: (scopes) => (scopes.includes('public') ? pokes.talliesMoved(scopes) : pokes.moved(scopes)), goOn: () => !jobs.stopping() });
    for (const { id: _id, ...run } of runs) log.info({ run }, `a run of ${run.kind} has ended`);
  });
};
