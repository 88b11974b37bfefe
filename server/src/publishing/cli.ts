/** `egoejo royalties check`: statements once more, from the quarters that were read. */
import { EXIT, type Command } from '../platform/command.ts';
import { differences } from './royalties.ts';

const check: Command = {
  help:
    'royalties check\ncomputes all statements of royalties anew, and names those that are otherwise; ' +
    'changes nothing',
  async run(ctx, argv) {
    if (argv.length > 0) {
      ctx.err(`unknown argument ${argv[0]}`);
      return EXIT.badInput;
    }
    const found = await differences(ctx.db);
    if (ctx.json) ctx.out(JSON.stringify({ differences: found }));
    else {
      for (const { contract, month, is, should } of found)
        ctx.err(`${contract} ${month}: ${is}; it should be ${should}`);
      ctx.out(found.length === 0 ? 'all statements are as computed' : `${found.length} statements differ`);
    }
    return found.length === 0 ? EXIT.done : EXIT.failed;
  },
};

export const commands: Readonly<Record<string, Command>> = { 'royalties check': check };
