import type { Deps } from '../platform/deps.ts';
import type { Listener } from '../platform/database/events.ts';
import { addAvif } from './photos.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { forgetChunks, sweepChunks } from './chunks.ts';
import { sweepUploads, UPLOAD_CLOSED } from './uploads.ts';

const FORGET_CHUNKS = 'media.forget_chunks';

/** Writes photos as AVIF, one at a time, since that takes seconds of CPU; forgets uploads that nobody continues. */
export function registerJobs({ jobs, db, media, log }: Deps): void {
  jobs.handle<{ name: string }>(AVIF_JOB, ({ name }) => addAvif(media, name), { retries: 3, seconds: 120 });
  jobs.handle<{ upload: string }>(FORGET_CHUNKS, ({ upload }) => forgetChunks(media, upload));
  jobs.schedule('media.sweep', '23 * * * *', async () => {
    const gone = await sweepUploads(db);
    if (gone > 0) log.info({ uploads: gone }, 'old uploads were forgotten');
    await sweepChunks({ db, media });
  });
}

/** A job deletes the chunks, because a listener must not have effects outside the database. */
export const listeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'media.forget_chunks',
    on: [UPLOAD_CLOSED],
    async handle(tx, { subject }) {
      await jobs.enqueue(FORGET_CHUNKS, { upload: subject }, { key: String(subject), tx });
    },
  },
];
