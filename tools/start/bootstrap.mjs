/**
 * The entry point of every root command: `node tools/start/bootstrap.mjs COMMAND [arguments]`.
 * Runs on plain Node 20 without dependencies; prepares what a fresh clone lacks, then runs the command with the pinned
 * Node. Its messages go to stderr, because with `--json` stdout belongs to the command.
 */
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root, runForwarding } from './processes.mjs';

/** @type {Record<string, { needs: string[], run: string[] }>} */
const commands = {
  start: { needs: ['install', 'generate', 'client'], run: ['server/src/main.ts'] },
  dev: { needs: ['install', 'generate'], run: ['tools/start/dev.ts'] },
  test: { needs: ['install', 'generate'], run: ['tools/gate/test.ts'] },
  explore: { needs: ['install', 'generate', 'client'], run: ['tools/explore/explore.ts'] },
  verify: { needs: ['install', 'generate'], run: ['tools/gate/verify.ts'] },
  format: { needs: ['install'], run: ['node_modules/oxfmt/bin/oxfmt'] },
  bench: { needs: ['install', 'generate', 'client'], run: ['e2e/bench/main.ts'] },
  gallery: { needs: ['install', 'generate', 'client'], run: ['e2e/gallery/main.ts'] },
  mutants: { needs: ['install', 'generate'], run: ['tools/mutants/mutants.ts'] },
  generate: { needs: ['install', 'generate'], run: ['tools/generate/generate.ts'] },
  proofs: { needs: ['install', 'generate'], run: ['tools/proofs/proofs.ts'] },
  sim: { needs: ['install', 'generate'], run: ['e2e/sim/main.ts'] },
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
// Node compiles several hundred files at each start of the server; the cache saves a third of that time. Tests keep
// their own: measuring coverage must not use one.
if (name === 'start' || name === 'egoejo')
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/server');
process.exitCode = await runForwarding(prepared.node, [...command.run, ...(rest[0] === '--' ? rest.slice(1) : rest)], {
  cwd: root,
});
