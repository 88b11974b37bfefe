/** Finds an operator's command and runs it, inside a server or standalone. */
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { commands } from './commands.ts';

interface Call {
  command: Command;
  name: string;
  /** The arguments after the command's name. */
  rest: string[];
}
/** The command whose name matches the most leading words of `args`. */
export function findCommand(args: readonly string[], known: Readonly<Record<string, Command>> = commands): Call | null {
  for (let words = Math.min(3, args.length); words > 0; words--) {
    const name = args.slice(0, words).join(' ');
    const command = Object.hasOwn(known, name) ? known[name] : undefined;
    if (command) return { command, name, rest: args.slice(words) };
  }
  return null;
}

/** The list of all commands, or of those whose names begin with the given words. */
export function helpText(args: readonly string[] = [], known: Readonly<Record<string, Command>> = commands): string {
  const prefix = args.join(' ');
  const fitting = Object.entries(known).filter(
    ([name]) => prefix === '' || name === prefix || name.startsWith(`${prefix} `),
  );
  const shown = fitting.length > 0 ? fitting : Object.entries(known);
  const lines = shown.map(([, c]) =>
    c.help
      .split('\n')
      .map((line, i) => (i === 0 ? `  egoejo ${line}` : `      ${line}`))
      .join('\n'),
  );
  return [
    'usage: npm run egoejo -- COMMAND [--json]',
    '',
    ...lines,
    '',
    'exit: 0 done, 1 check failed, 2 bad input, 3 refused or busy',
  ].join('\n');
}

/** Runs `args`; output is passed to `ctx.out` and `ctx.err` as it is produced. */
export async function runCommand(ctx: CommandContext, args: readonly string[]): Promise<number> {
  const call = findCommand(args);
  if (!call) {
    ctx.err(args.length === 0 ? helpText() : `unknown command: ${args.join(' ')}\n${helpText(args.slice(0, 1))}`);
    return EXIT.badInput;
  }
  return call.command.run(ctx, call.rest);
}
