/** What votes do to the rows. */
import { does, equal, hold, me, openPoll, said, visitor, vote } from './context.mjs';

export const voting = {
  'a choice vote: a ballot row under the poll’s id; each fault has its code': async () => {
    const { id, options, method } = openPoll('choice');
    const [one, two] = options;
    equal(await vote(id, { kind: 'choice', options: [one.id] }), 'applied');
    equal(me.find('ballot', id).row.content, { kind: 'choice', options: [one.id] });
    equal(
      [
        await vote(id, { kind: 'choice', options: [] }),
        await vote(id, { kind: 'choice', options: ['?'] }),
        await vote(id, { kind: 'choice', options: [one.id, one.id] }),
        method.max === 1 ? await vote(id, { kind: 'choice', options: [one.id, two.id] }) : 'poll.too_many_options',
        await vote(id, { kind: 'quadratic', votes: { [one.id]: 1 } }),
      ],
      ['poll.empty_ballot', 'poll.unknown_option', 'poll.option_twice', 'poll.too_many_options', 'poll.wrong_method'],
    );
  },
  'a quadratic vote costs v² credits of `unit` grains; a new one moves the difference, none gives all back':
    async () => {
      const {
        id,
        options,
        method: { unit, credits },
      } = openPoll('quadratic');
      const [one, two] = options.map((o) => o.id);
      const start = me.balance;
      const [cast] = await me.settle(
        me.act('poll.vote', { poll: id, ballot: { kind: 'quadratic', votes: { [one]: 2, [two]: 1 } } }),
      );
      const harvested = cast.verdict.notes.find((n) => n.code === 'saka.harvested')?.params.grains ?? 0;
      equal(
        [said(cast), me.find('ballot', id).row.grains, me.balance],
        ['applied', 5 * unit, start + harvested - 5 * unit],
      );
      equal(
        [await vote(id, { kind: 'quadratic', votes: { [two]: 1 } }), me.balance],
        ['applied', start + harvested - unit],
      );
      equal(
        await vote(id, { kind: 'quadratic', votes: { [one]: Math.floor(Math.sqrt(credits)) + 1 } }),
        'poll.over_credits',
      );
      equal(
        [await does(me, 'poll.withdrawVote', { poll: id }), me.find('ballot', id) === undefined, me.balance],
        ['applied', true, start + harvested],
      );
      equal(await does(me, 'poll.withdrawVote', { poll: id }), 'poll.no_ballot');
    },
  'a closed poll has its result; a vote comes too late': async () => {
    const { id, options, result } = visitor.list('poll').find((p) => p.state === 'closed');
    equal(await vote(id, { kind: 'choice', options: [options[0].id] }), 'poll.closed');
    const votes = result.counts.map((c) => c.votes);
    equal(
      [votes, result.counts.every((c) => options.some((o) => o.id === c.option))],
      [[...votes].sort((a, b) => b - a), true],
    );
    hold(result.quorumMet && result.winners.length > 0 && result.ballots > 0, 'no result');
  },
};
