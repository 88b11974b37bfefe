/** Types of the operators' commands. */
import type { Config } from './config/config.ts';
import type { Database } from './database/database.ts';
import type { Deps } from './deps.ts';

export interface CommandContext {
  db: Database;
  config: Config;
  /** Set when the command runs inside a server. */
  deps?: Deps;
  /** True: stdout must be exactly one JSON document. */
  json: boolean;
  /** The operator's working directory, to which relative paths refer. */
  cwd: string;
  /** Writes one line to stdout; the caller adds the line break. */
  out(text: string): void;
  err(text: string): void;
}
export interface Command {
  /** The first line is the usage after `egoejo`; a description follows. */
  help: string;
  /** False: the command uses files only; accessing `db` throws. */
  database?: false;
  /** @returns the exit code: 0 done, 1 check failed, 2 bad input (nothing changed), 3 refused or busy. */
  run(ctx: CommandContext, argv: string[]): Promise<number>;
}

export const EXIT = { done: 0, failed: 1, badInput: 2, refused: 3 } as const;
