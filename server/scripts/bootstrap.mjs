/**
 * The door of every root command: `node server/scripts/bootstrap.mjs COMMAND [arguments]`.
 * Runs on plain Node 20 without dependencies; prepares what a bare clone lacks, then hands over to the pinned Node.
 * Notices go to stderr: with `--json` stdout belongs to the command.
 */
import { prepare } from './prepare.mjs';
import { root, runForwarding } from './processes.mjs';

/** @type {Record<string, { needs: string[], run: string[] }>} */
const commands = {
  start: { needs: ['install', 'generate', 'client'], run: ['server/src/main.ts'] },
  dev: { needs: ['install', 'generate'], run: ['server/scripts/dev.ts'] },
  test: { needs: ['install', 'generate'], run: ['server/scripts/test.ts'] },
  verify: { needs: ['install', 'generate'], run: ['server/scripts/verify.ts'] },
  bench: { needs: ['install', 'generate', 'client'], run: ['server/bench/main.ts'] },
  mutants: { needs: ['install', 'generate'], run: ['server/scripts/mutants.ts'] },
  sim: { needs: ['install', 'generate'], run: ['server/sim/main.ts'] },
  egoejo: { needs: ['install', 'generate'], run: ['server/src/cli/main.ts'] },
};

const [name = '', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  console.error(`unknown command ${JSON.stringify(name)}; one of: ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
const prepared = await prepare(command.needs);
if (!prepared.ok) {
  console.error(prepared.reason);
  process.exit(3);
}
process.exitCode = await runForwarding(prepared.node, [...command.run, ...(rest[0] === '--' ? rest.slice(1) : rest)], { cwd: root });
