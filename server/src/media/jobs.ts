import type { Deps } from '../platform/deps.ts';
import { addAvif } from './photos.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { sweepUploads } from './uploads.ts';

/** Writes photos as AVIF, one at a time, since that takes seconds of CPU; forgets uploads that nobody continues. */
export function registerJobs({ jobs, db, media, log }: Deps): void {
  jobs.handle<{ name: string }>(AVIF_JOB, ({ name }) => addAvif(media, name), { retries: 3, seconds: 120 });
  jobs.schedule('media.sweep', '23 * * * *', async () => {
    const gone = await sweepUploads(db);
    if (gone > 0) log.info({ uploads: gone }, 'old uploads were forgotten');
  });
}
