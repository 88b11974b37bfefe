/** Proofs of the rules of polls (docs/rules/polls.md). */
import type { Proof } from './proof.ts';

export const pollProofs: readonly Proof[] = [
  {
    rule: 'P1',
    test: 'P1: a missed quorum shows counts and has no winner',
    file: 'server/src/polls/count/count.ts',
    from: 'const quorumMet = quorum === null || ballots >= quorum;',
    to: 'const quorumMet = true;',
  },
  {
    rule: 'P1',
    test:
      'P1: requires membership before the opening, unless open to all; a private community’s poll is unknown ' +
      'to outsiders',
    file: 'server/src/polls/settle.sql',
    from: '(p_joined is null or p_joined > p_poll.opens_at)',
    to: 'p_joined is null',
  },
  {
    rule: 'P1',
    test: 'P1: closes what is due, counts it, tells its scope; what is not due stays open',
    file: 'server/src/polls/closing.ts',
    from: `where state = 'closed' and result is null order by id`,
    to: `where state = 'closed' and result is not null order by id`,
  },
  {
    rule: 'P2',
    test: 'P2: one ballot per member and poll, changed in place; turnout counts members, not changes',
    file: 'server/src/polls/settle.sql',
    from: 'b_firsts := b_firsts || not a.voted;',
    to: 'b_firsts := b_firsts || true;',
  },
  {
    rule: 'P3',
    test: 'P3: counts each option a ballot names, best first, ties both winners',
    file: 'server/src/polls/count/count.ts',
    from: 'votes.set(option, had + value * n);',
    to: 'votes.set(option, value * n);',
  },
  {
    rule: 'P3',
    test: 'P3: choice polls cost nothing; with SAKA votes off only votes that cost grains are refused',
    file: 'server/src/polls/settle.sql',
    from: `if v_cost > 0 and 'SAKA_VOTE_ENABLED' = any(p_off) then`,
    to: `if 'SAKA_VOTE_ENABLED' = any(p_off) then`,
  },
  {
    rule: 'P4',
    test: 'P4: the result is Σ v per option, not Σ v²',
    file: 'server/src/polls/count/count.ts',
    from: 'votes.set(option, had + value * n);',
    to: 'votes.set(option, had + value * value * n);',
  },
  {
    rule: 'P4',
    test:
      'P4: (3, 1, 0) costs 50 grains; changed to (2, 2, 0) it refunds 10; withdrawing refunds all; the 5 ' +
      'harvested stay',
    file: 'server/src/polls/settle.sql',
    from: 'v_difference := v_cost - coalesce(a.grains, 0);',
    to: 'v_difference := v_cost;',
  },
  {
    rule: 'P4',
    test: 'P4: a stepper stops when credits or grains run out',
    file: 'client/src/polls/form.ts',
    from: 'Math.min(method.credits, Math.floor(purse / method.unit))',
    to: 'method.credits',
  },
  {
    rule: 'P5',
    test: 'P5: ties are decided by repeatedly removing the median grade',
    file: 'shared/src/polls/judgment.ts',
    from: 'x.removed - y.removed',
    to: 'y.removed - x.removed',
  },
  {
    rule: 'P6',
    test: 'P6: with the comparison equal shares stand only if more voters prefer them to greedy',
    file: 'shared/src/polls/budget-outcome.ts',
    from: 'preferred.shares > preferred.greedy',
    to: 'preferred.shares >= 0',
  },
  {
    rule: 'P6',
    test: 'P6: with skipping goes on past what does not fit, without ends there',
    file: 'shared/src/polls/greedy.ts',
    from: '} else if (!skip && p.cost !== withdrawn) break;',
    to: '}',
  },
  {
    rule: 'P6',
    test: 'P6: creates communities, projects and a closed poll, with exact decimal costs',
    file: 'server/src/import/pabulib-rows.ts',
    from: `const name = project.district || meta.all['subunit']`,
    to: `const name = meta.all['subunit']`,
  },
  {
    rule: 'P6',
    test: 'P6: leaves out what is below the threshold, and what was taken out of the race ends nothing',
    file: 'shared/src/polls/greedy.ts',
    from: '} else if (!skip && p.cost !== withdrawn) break;',
    to: '} else if (!skip) break;',
  },
  {
    rule: 'P7',
    test: 'P7: a malformed ballot is refused whole, with the code that says which fault it has',
    file: 'server/src/polls/count/count-budget.ts',
    from: `if (new Set(projects).size !== projects.length) return fail('poll.option_twice');`,
    to: '',
  },
  {
    rule: 'P7',
    test: 'P7: refuses a header that repeats an option or has none',
    file: 'server/src/polls/files/tally-files.ts',
    from: `if (twice !== undefined) return fault('tally.option_twice'`,
    to: `if (twice === null) return fault('tally.option_twice'`,
  },
  {
    rule: 'P7',
    test: 'P7: the database and the shared code find the same fault and cost for every ballot',
    file: 'server/src/polls/settle.sql',
    from: `if v_credits > (p_method ->> 'credits')::bigint then`,
    to: 'if false then',
  },
  {
    rule: 'P8',
    test: 'P8: a recount proves the result, and names what was tampered with',
    file: 'server/src/polls/closing.ts',
    from: `where state = 'closed' and result is null order by id`,
    to: `where state = 'closed' and result is not null order by id`,
  },
];
