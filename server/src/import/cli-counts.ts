/** `egoejo tally …`, `egoejo recount`: verifying ballots. */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { isId } from '@egoejo/shared/platform/ids.ts';
import { tallyQuadratic } from '../polls/tally-files.ts';
import { EXIT, type Command } from '../platform/command.ts';
import { recount } from '../polls/count-stored.ts';
import { bad, faultText, onPath } from './on-path.ts';

/** `egoejo tally quadratic FILE.csv --credits N` */
export const quadratic: Command = {
  help:
    'tally quadratic FILE.csv --credits N\nsums the votes of quadratic ballots; N: most credits (Σ v²) of one ' +
    'ballot',
  database: false,
  run(ctx, argv) {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { credits: { type: 'string' } },
      allowPositionals: true,
      strict: false,
    });
    const credits = Number(values.credits);
    if (typeof values.credits !== 'string' || !/^\d{1,15}$/.test(values.credits) || credits < 1)
      return Promise.resolve(bad(ctx, '--credits wants a whole number from 1 on'));
    return onPath(ctx, positionals, 'tally quadratic FILE.csv --credits N', async (path, name) => {
      const { tally, faults } = await tallyQuadratic(createReadStream(path), credits);
      for (const f of faults) if (!f.ok) ctx.err(faultText(name, f.error));
      if (!tally) return EXIT.badInput;
      ctx.out(
        ctx.json
          ? JSON.stringify(tally)
          : [...tally.options.map((o) => `${o.rank}. ${o.label}: ${o.votes}`), `${tally.participants} ballots`].join(
              '\n',
            ),
      );
      return EXIT.done;
    });
  },
};

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
