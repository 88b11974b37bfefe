/** `egoejo badges rebuild`: the badges of all members once more, from events alone. */
import { EXIT, type Command } from '../platform/command.ts';
import { rebuildBadges } from './give.ts';

const rebuild: Command = {
  help: 'badges rebuild\nmakes the badges of all readers anew from their events; says how many were wrong or missing',
  async run(ctx, argv) {
    if (argv.length > 0) {
      ctx.err(`unknown argument ${argv[0]}`);
      return EXIT.badInput;
    }
    const done = await rebuildBadges(ctx.db);
    ctx.out(ctx.json ? JSON.stringify(done) : `${done.members} readers, ${done.changed} badges changed`);
    return EXIT.done;
  },
};

export const commands: Readonly<Record<string, Command>> = { 'badges rebuild': rebuild };
