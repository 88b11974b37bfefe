import { describe, expect, it } from 'vitest';
import { newId, type PollId } from '../platform/ids.ts';
import { upcast } from '../sync/mutation.ts';
import { newExampleIds } from '../testing/example-ids.ts';
import { exampleMethods } from '../testing/example-polls.ts';
import { exampleArgs } from '../testing/examples.ts';
import type { PollMethod } from './model.ts';
import { pollDraft, pollVote } from './mutations.ts';

const { judgment, budget } = exampleMethods;
const cumulative = { ...budget, ballots: 'cumulative', terms: { ...budget.terms, points: 10 } } as const;
const { terms: _terms, ...imported } = budget;

describe('methods of drafts', () => {
  const [draft] = exampleArgs('poll.draft', newExampleIds());
  const takes = (method: PollMethod): boolean => pollDraft.args.safeParse({ ...draft, method }).success;
  it.each([
    [judgment, true],
    [{ ...judgment, ungraded: 6 }, true],
    [{ ...judgment, ungraded: 7 }, false],
    [{ ...judgment, grades: ['non'] }, false],
    [{ ...judgment, grades: ['non', 'non'] }, false],
    [{ ...judgment, grades: ['non', 'no\u202En'] }, false],
    [{ ...judgment, ungraded: 0, grades: ['non', '\u2800'] }, false],
    [{ ...judgment, grades: Array.from({ length: 11 }, (_, i) => `${i}`) }, false],
    [budget, true],
    [cumulative, true],
    [{ ...cumulative, ballots: 'approval' }, false],
    [{ ...budget, ballots: 'cumulative' }, false],
    [{ ...budget, ballots: 'ordinal' }, false],
    [{ ...budget, rule: 'greedy-no-skip' }, true],
    [{ ...budget, rule: 'unknown' }, false],
    [{ ...budget, budget: 0 }, false],
    [{ ...budget, currency: 'euros' }, false],
    [imported, false],
  ] satisfies [PollMethod, boolean][])('P5 P6: members can vote by %j: %s', (method, expected) =>
    expect(takes(method)).toBe(expected),
  );
  it('an option whose label nobody sees is none', () => {
    const labelled = (label: string) => ({
      ...draft,
      options: ['a', 'b'].map((id) => ({ id, label: `${id}${label}` })),
    });
    expect(pollDraft.args.safeParse(labelled('')).success).toBe(true);
    const blank = { ...draft, options: ['a', 'b'].map((id) => ({ id, label: '\u3164' })) };
    expect(pollDraft.args.safeParse(blank).success).toBe(false);
  });
  it('S24: a draft and a ballot of version 1 stay what they were', () => {
    const ballot = { poll: newId<PollId>(), ballot: { kind: 'choice', options: ['a'] } };
    expect(upcast(pollVote, 1, ballot)).toEqual(ballot);
    expect(upcast(pollDraft, 1, { ...draft })).toEqual(draft);
  });
});
