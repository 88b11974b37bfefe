/** What the SQL function of `settle.sql` answers. */
import type { HotOutcomes } from '../sync/settle/act.ts';

export const hotOutcomes: HotOutcomes<'project.boost'> = {
  'project.boost': {
    refuses: [
      'account.banned',
      'community.archived',
      'community.banned',
      'project.unknown',
      'project.withdrawn',
      'saka.boost_disabled',
      'saka.insufficient_grains',
    ],
  },
};
