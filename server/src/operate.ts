/** Runs operators' commands inside the running server. */
import { runCommand } from './cli/run.ts';
import type { Deps } from './platform/deps.ts';
import type { Question, Reply } from './platform/operator-socket.ts';

/** Runs an operator's command inside this server; an empty command only checks that the server is running. */
export async function operate(deps: Deps, { args, json, cwd }: Question): Promise<Reply> {
  let stdout = '';
  let stderr = '';
  if (args.length === 0) return { exit: 0, stdout, stderr };
  const exit = await runCommand(
    {
      db: deps.db,
      config: deps.config,
      deps,
      json,
      cwd,
      out: (text) => (stdout += `${text}\n`),
      err: (text) => (stderr += `${text}\n`),
    },
    args,
  );
  return { exit, stdout, stderr };
}
