/** Finds the command an operator means and runs it, in a server or on its own. */
import { EXIT, type Command, type CommandContext } from './command.ts';
import { commands } from './commands.ts';

export interface Call {
  command: Command;
  name: string;
  /** What follows the command's words. */
  rest: string[];
}
/** The command with the most words that `args` begins with. */
export function findCommand(args: readonly string[], known: Readonly<Record<string, Command>> = commands): Call | null {
  for (let words = Math.min(3, args.length); words > 0; words--) {
    const name = args.slice(0, words).join(' ');
    const command = Object.hasOwn(known, name) ? known[name] : undefined;
    if (command) return { command, name, rest: args.slice(words) };
  }
  return null;
}

/** The list of commands, or of those that begin with the words given. */
export function helpText(args: readonly string[] = [], known: Readonly<Record<string, Command>> = commands): string {
  const prefix = args.join(' ');
  const fitting = Object.entries(known).filter(([name]) => prefix === '' || name === prefix || name.startsWith(`${prefix} `));
  const shown = fitting.length > 0 ? fitting : Object.entries(known);
  const lines = shown.map(([, c]) => c.help.split('\n').map((line, i) => (i === 0 ? `  egoejo ${line}` : `      ${line}`)).join('\n'));
  return ['usage: npm run egoejo -- COMMAND [--json]', '', ...lines, '', 'exit: 0 done, 1 check failed, 2 bad input, 3 refused or busy'].join('\n');
}

/** Runs `args` and collects nothing: output goes to `ctx.out` and `ctx.err` as it comes. */
export async function runCommand(ctx: CommandContext, args: readonly string[]): Promise<number> {
  const call = findCommand(args);
  if (!call) {
    ctx.err(args.length === 0 ? helpText() : `unknown command: ${args.join(' ')}\n${helpText(args.slice(0, 1))}`);
    return EXIT.badInput;
  }
  return call.command.run(ctx, call.rest);
}
