import type { Deps } from '../platform/deps.ts';
import type { Listener } from '../platform/database/events.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { fillPartialMd5 } from './partial-md5.ts';

/** Computes the partial MD5 of editions that were imported before it was stored. */
export function registerJobs({ jobs, db, media }: Deps): void {
  jobs.schedule('catalogue.partial-md5', '41 * * * *', () => fillPartialMd5(db, media, jobs.stopping), {
    atStart: true,
  });
}

/** A job writes a cover as AVIF, because a listener must not have effects outside the database. */
export const listeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'catalogue.avif',
    on: ['work.cover_stored'],
    async handle(tx, { payload: { name } }) {
      if (typeof name === 'string') await jobs.enqueue(AVIF_JOB, { name }, { key: name, tx });
    },
  },
];
