import { ballotsBench, letters, pick } from '../../database/ballots.ts';

/** A choice poll with a million ballots. */
export const bench = ballotsBench({
  name: 'count-choice-1m',
  method: { kind: 'choice', max: 3 },
  options: letters(8),
  content: `jsonb_build_object('kind', 'choice', 'options', jsonb_build_array('o' || ${pick('1', 8)}))`,
  aggregate: `select o, count(*) from ballot, jsonb_array_elements_text(content -> 'options') o where poll = $1
    group by o`,
  atMost: 2,
});
