import { DEFAULT_GRADES } from '@egoejo/shared/polls/model.ts';
import { ballotsBench, letters, pick } from '../../database/ballots.ts';

/** A poll by majority judgment with a million ballots. */
export const bench = ballotsBench({
  name: 'count-judgment-1m',
  method: { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 },
  options: letters(8),
  content: `jsonb_build_object('kind', 'judgment', 'grades',
    (select jsonb_object_agg('o' || k, ${pick('k', 7)}) from generate_series(0, 7) k))`,
  aggregate: `select k, v, count(*) from ballot, jsonb_each_text(content -> 'grades') as x(k, v) where poll = $1
    group by k, v`,
  atMost: 2,
});
