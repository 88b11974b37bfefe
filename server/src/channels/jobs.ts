/** Jobs that tell members by mail and on their devices. */
import type { RegisterJobs } from '../platform/deps.ts';
import { queueDigests } from './digest.ts';
import { sendPushes } from './send-pushes.ts';

export const registerJobs: RegisterJobs = ({ jobs, db, log, push }) => {
  jobs.schedule('channels.digest', '7 * * * *', async () => void (await queueDigests(db, Date.now())));
  jobs.schedule('channels.push', '* * * * *', async () => {
    const counts = await sendPushes({ db, push });
    if (Object.keys(counts).length > 0) log.info({ pushes: counts }, 'messages to devices');
  });
};
