/** What an operator's command is (9-interfaces, Commands). */
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

export interface CommandContext {
  db: Database;
  config: Config;
  /** Set when the command runs inside a server. */
  deps?: Deps;
  /** stdout carries one JSON document and nothing else. */
  json: boolean;
  /** Where the operator stands: relative paths are meant from here. */
  cwd: string;
  /** One piece of stdout; the caller adds the line's end. */
  out(text: string): void;
  err(text: string): void;
}
export interface Command {
  /** First line: usage after `egoejo`. Then what it does. */
  help: string;
  /** false: works on files alone; `db` throws when asked. */
  database?: false;
  /** @returns the exit code: 0 done, 1 check failed, 2 bad input (nothing changed), 3 refused or busy. */
  run(ctx: CommandContext, argv: string[]): Promise<number>;
}

export const EXIT = { done: 0, failed: 1, badInput: 2, refused: 3 } as const;
