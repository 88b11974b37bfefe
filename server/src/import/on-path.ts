/** Runs a command on the one file or folder that it names, and words what is wrong with it. */
import { resolve } from 'node:path';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { EXIT, type CommandContext } from '../platform/command.ts';

/** Says what is wrong with the arguments. @returns the exit code */
export function bad(ctx: CommandContext, text: string): number {
  ctx.err(text);
  return EXIT.badInput;
}

/** File, line and reason of a fault, as text for an operator. */
export function faultText(file: string, { code, params }: Failure): string {
  const { line, reason } = params;
  return `${file}${line ? `:${line}` : ''}: ${reason} (${code})`;
}

/** Why a path could not be read; null if the error is not caused by the path. */
export function unreadable(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      ENOTDIR: 'it is no folder',
      EACCES: 'it may not be read',
    }[code] ?? null
  );
}

/** Runs `work` on the single path in the arguments. */
export async function onPath(
  ctx: CommandContext,
  argv: readonly string[],
  usage: string,
  work: (path: string, name: string) => Promise<number>,
): Promise<number> {
  const [name, ...more] = argv;
  if (name === undefined || more.length > 0 || name.startsWith('-')) return bad(ctx, `usage: egoejo ${usage}`);
  try {
    return await work(resolve(ctx.cwd, name), name);
  } catch (error) {
    const why = unreadable(error);
    if (why === null) throw error;
    return bad(ctx, `${name}: ${why}`);
  }
}
