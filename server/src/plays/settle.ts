/** What the SQL functions of `settle.sql` answer. */
import type { HotOutcomes } from '../sync/settle/act.ts';

export const hotOutcomes: HotOutcomes<'track.session'> = {
  'track.session': { refuses: [], notes: ['plays.no_time', 'plays.unknown_track'] },
};
