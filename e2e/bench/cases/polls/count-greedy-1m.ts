import { ballotsBench, letters } from '../../database/ballots.ts';

const PROJECTS = 200;
const ids = letters(PROJECTS);

/** The greedy rule over a million ballots, from a thousand different ones: equal shares are counted beside it. */
export const bench = ballotsBench({
  name: 'count-greedy-1m',
  method: {
    kind: 'budget',
    rule: 'greedy',
    ballots: 'approval',
    budget: 10_000_000,
    currency: 'EUR',
    costs: Object.fromEntries(ids.map((id, p) => [id, 50_000 + 3_000 * p])),
    terms: { utility: 'cost', completion: 'none', comparison: false, support: 0, points: null },
  },
  options: ids,
  content: `jsonb_build_object('kind', 'budget', 'projects',
    (select jsonb_agg('o' || (i % 1000 * 7 + k * 13) % ${PROJECTS})
    from generate_series(0, 4) k))`,
  aggregate: `select p, count(*) from ballot, jsonb_array_elements_text(content -> 'projects') p where poll = $1
    group by p`,
  atMost: 3,
});
