/** `egoejo recount`: verifying a stored result. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { EXIT, type Command } from '../platform/command.ts';
import { recount } from '../polls/count-stored.ts';
import { bad } from './on-path.ts';

/** `egoejo recount POLL` */
export const again: Command = {
  help: 'recount POLL\ncounts a closed poll again from its ballots and compares; POLL: its id',
  async run(ctx, argv) {
    const [poll, ...more] = argv;
    if (!isId(poll) || more.length > 0) return bad(ctx, 'usage: egoejo recount POLL (an id)');
    const counted = await recount(ctx.db, poll);
    if (counted === 'unknown') return bad(ctx, `no poll ${poll}`);
    if (counted === 'not closed') {
      ctx.err(`poll ${poll} has no result yet`);
      return EXIT.refused;
    }
    const { title, ballots, result, gaps } = counted;
    ctx.out(
      ctx.json
        ? JSON.stringify({
            ok: gaps.length === 0,
            poll,
            title,
            ballots,
            counts: result.counts,
            winners: result.winners,
            gaps,
          })
        : [
            ...result.counts.map(
              (c) =>
                `${result.winners.includes(c.option) ? '*' : ' '} ${c.option}: ` +
                `${c.votes}${c.score === undefined ? '' : ` (score ${c.score})`}`,
            ),
            ...gaps.map((g) => `${g.check} ${g.id}: expected ${g.expected}, found ${g.found}`),
            `${title}: ${ballots} ` +
              `ballots, ${gaps.length === 0 ? 'the stored result is what they give' : `${gaps.length} gaps`}`,
          ].join('\n'),
    );
    return gaps.length === 0 ? EXIT.done : EXIT.failed;
  },
};
