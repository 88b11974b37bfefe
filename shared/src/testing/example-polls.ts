/** Polls of the examples: their methods, and drafts of each kind. */
import { DEFAULT_GRADES, type PollMethod } from '../polls/model.ts';
import type { MutationArgs } from '../registry.ts';
import type { ExampleIds } from './example-ids.ts';

/** Methods of polls with the options `a` and `b`. */
export const exampleMethods = {
  judgment: { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 },
  budget: {
    kind: 'budget',
    rule: 'equal-shares',
    ballots: 'approval',
    budget: 100_000,
    currency: 'EUR',
    costs: { a: 60_000, b: 50_000 },
    terms: { utility: 'cost', completion: 'add1', comparison: false, support: 0, points: null },
  },
} satisfies Record<string, PollMethod>;

/** One draft of each kind of poll. */
export function exampleDrafts(ids: ExampleIds): MutationArgs<'poll.draft'>[] {
  const poll: MutationArgs<'poll.draft'> = {
    id: ids.draft,
    community: ids.community,
    project: null,
    title: 'Quel jour ?',
    text: 'Pour le marché.',
    method: { kind: 'choice', max: 1 },
    options: [
      { id: 'a', label: 'jeudi' },
      { id: 'b', label: 'samedi' },
    ],
    openToAll: false,
    secret: false,
    quorum: 2,
    closesAt: '2999-12-31T18:00:00.000Z',
  };
  return [
    poll,
    { ...poll, id: ids.judgmentDraft, method: exampleMethods.judgment },
    { ...poll, id: ids.budgetDraft, method: exampleMethods.budget },
    { ...poll, id: ids.secretDraft, secret: true },
  ];
}
