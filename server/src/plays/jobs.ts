import type { Deps } from '../platform/deps.ts';
import { writeTrackFigures } from './figures.ts';

/** Sums of what was heard lately every hour; all figures at night, when days have passed and accounts were closed. */
export function registerJobs({ jobs, db }: Deps): void {
  jobs.schedule('plays.figures', '20 * * * *', () => writeTrackFigures(db, false));
  jobs.schedule('plays.all_figures', '50 3 * * *', () => writeTrackFigures(db, true));
}
