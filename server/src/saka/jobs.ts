import type { RegisterJobs } from '../platform/deps.ts';
import { refundCancelledPolls } from './refunds.ts';
import { takeUpRuns } from './runs/runs.ts';

/** Both run every minute; they also finish work that a crashed server left unfinished. */
export const registerJobs: RegisterJobs = ({ jobs, db, pokes, config, log }) => {
  jobs.schedule(
    'saka.refund',
    '* * * * *',
    async () => void (await refundCancelledPolls(db, (scopes) => pokes.moved(scopes))),
  );
  // A run's key is its scheduled time (R8, R10), not the minute in which the job noticed it.
  jobs.schedule('saka.runs', '* * * * *', async () => {
    const runs = await takeUpRuns({
      db,
      config,
      onMoved: (scopes) => (scopes.includes('public') ? pokes.talliesMoved(scopes) : pokes.moved(scopes)),
      goOn: () => !jobs.stopping(),
    });
    for (const { id: _id, ...run } of runs) log.info({ run }, `a run of ${run.kind} has ended`);
  });
};
