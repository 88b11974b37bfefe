import { ballotsBench, letters, pick } from '../../database/ballots.ts';

/** A quadratic poll with a million ballots. */
export const bench = ballotsBench({
  name: 'count-quadratic-1m',
  method: { kind: 'quadratic', credits: 100, unit: 0 },
  options: letters(8),
  content: `jsonb_build_object('kind', 'quadratic', 'votes',
    (select jsonb_object_agg('o' || k, ${pick('k', 6)}) from generate_series(0, 4) k))`,
  aggregate: `select k, sum(v::int) from ballot, jsonb_each_text(content -> 'votes') as x(k, v) where poll = $1
    group by k`,
  atMost: 2,
});
