/**
 * `npm run egoejo -- COMMAND`: runs a command through the server that holds the embedded folder, else directly on the
 * database.
 */
import { existsSync } from 'node:fs';
import { FolderHeld } from '../platform/files/data-folder.ts';
import { isTransient } from '../platform/database/transient.ts';
import type { Database } from '../platform/database/database.ts';
import { ConfigFault, type Config } from '../platform/config/config.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { openDatabase } from '../platform/database/open-database.ts';
import { FolderOpen } from '../platform/files/private-folder.ts';
import { askOperator } from '../platform/operator-socket.ts';
import { EXIT, type CommandContext } from '../platform/command.ts';
import { findCommand, helpText, runCommand } from './run.ts';

const out = (text: string): void => void process.stdout.write(`${text}\n`);
const err = (text: string): void => void process.stderr.write(`${text}\n`);

const given = process.argv.slice(2);
const json = given.includes('--json');
const args = given.filter((a) => a !== '--json');
// npm runs scripts in the project's root and puts the caller's directory into INIT_CWD.
const cwd = process.env['INIT_CWD'] ?? process.cwd();

process.exitCode = await main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof ConfigFault || error instanceof FolderOpen) {
    err(text);
    return EXIT.badInput;
  }
  err(
    error instanceof FolderHeld || isTransient(error) ? text : ((error instanceof Error ? error.stack : text) ?? text),
  );
  return EXIT.refused;
});

async function main(): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    out(helpText(args.filter((a) => !a.startsWith('-'))));
    return EXIT.done;
  }
  const call = findCommand(args);
  if (!call) {
    err(`unknown command: ${args.join(' ')}\n${helpText(args.slice(0, 1))}`);
    return EXIT.badInput;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  if (call.command.database === false)
    return runCommand(
      {
        ...base(config),
        get db(): Database {
          throw new Error('this command has no database');
        },
      },
      args,
    );
  if (config.databaseUrl === undefined) {
    const answered = await askOperator(config.dataDir, { args, json, cwd });
    if (answered) {
      process.stdout.write(answered.stdout);
      process.stderr.write(answered.stderr);
      return answered.exit;
    }
  }
  const db = await openDatabase(config);
  try {
    return await runCommand({ ...base(config), db }, args);
  } finally {
    await db.close();
  }
}

function base(config: Config): Omit<CommandContext, 'db'> {
  return { config, json, cwd, out, err };
}
