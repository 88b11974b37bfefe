import type { Deps } from '../platform/deps.ts';
import { writeTrackFigures } from './figures.ts';

/** Figures of what was heard lately every hour; all of them at night, when days have passed and accounts were closed. */
export function registerJobs({ jobs, db }: Deps): void {
  jobs.schedule('plays.figures', '20 * * * *', () => db.transaction((tx) => writeTrackFigures(tx, false)));
  jobs.schedule('plays.all_figures', '50 3 * * *', () => db.transaction((tx) => writeTrackFigures(tx, true)));
}
