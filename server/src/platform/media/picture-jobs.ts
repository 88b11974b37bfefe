/** Names of jobs that features enqueue for pictures. */
export const AVIF_JOB = 'media.avif';
