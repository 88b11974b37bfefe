/** `egoejo challenges rebuild`: challenges and leaderboards once more, from what members read alone. */
import { EXIT, type Command } from '../platform/command.ts';
import { rebuildContests } from './rebuild.ts';

const rebuild: Command = {
  help: 'challenges rebuild\ncounts challenges and leaderboards anew; says how many parts were wrong and sums counted',
  async run(ctx, argv) {
    if (argv.length > 0) {
      ctx.err(`unknown argument ${argv[0]}`);
      return EXIT.badInput;
    }
    const done = await rebuildContests(ctx.db);
    ctx.out(ctx.json ? JSON.stringify(done) : `${done.parts} parts changed, ${done.sums} sums counted`);
    return EXIT.done;
  },
};

export const commands: Readonly<Record<string, Command>> = { 'challenges rebuild': rebuild };
