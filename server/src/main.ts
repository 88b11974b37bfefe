/**
 * `npm start`: the server as a process. stdout has the information for the operator, with `ready on …` as the last
 * line; everything else is logged on stderr.
 */
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { ConfigFault, type Config } from './platform/config/config.ts';
import { isLoopback } from './platform/config/oidc-settings.ts';
import { readConfig } from './platform/config/read-config.ts';
import { FolderHeld } from './platform/files/data-folder.ts';
import { isTransient } from './platform/database/transient.ts';
import { FolderOpen } from './platform/files/private-folder.ts';
import { createLog } from './platform/observability/log.ts';
import { startServer, type RunningServer } from './server.ts';

/** A server that has not stopped after this time is ended, in milliseconds. */
const STOP_MS = 15_000;

/** One line and an exit code for an error that the operator can fix; a stack for a bug. */
function explain(error: unknown): { line: string; exit: number } {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof ConfigFault || error instanceof FolderOpen) return { line: text, exit: 2 };
  if (error instanceof FolderHeld) return { line: text, exit: 3 };
  if (code === 'EADDRINUSE')
    return { line: 'PORT: another program listens there; stop it, or set PORT to another number', exit: 3 };
  if (code === 'EACCES') return { line: `${text}: not allowed`, exit: 3 };
  if (isTransient(error))
    return { line: `DATABASE_URL: the database does not answer (${text || String(code)})`, exit: 3 };
  return { line: (error instanceof Error ? error.stack : undefined) ?? text, exit: 1 };
}

function stopOnSignals(server: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    // A second Ctrl-C ends the process at once.
    if (stopping) process.exit(130);
    stopping = true;
    const late = setTimeout(() => process.exit(1), STOP_MS);
    server.stop().then(
      () => {
        clearTimeout(late);
        process.exit(0);
      },
      (error: unknown) => {
        server.deps.log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config: Config = readConfig(process.env, process.argv.slice(2));
  const log = createLog(config.logLevel);
  for (const [name, value] of Object.entries(config.unused))
    if (value !== undefined) log.warn(`${name} is set, but this version does not use it`);
  if (config.production && config.publicUrl?.startsWith('http:') && !isLoopback(config.publicUrl))
    log.warn('PUBLIC_URL is http: passwords and cookies travel unprotected');
  const server = await startServer(config, log);
  stopOnSignals(server);
  process.on('unhandledRejection', (error) => server.deps.reports.bug(error, { route: 'process' }));
  for (const { email, password, name, role } of server.demoAccounts)
    console.log(`demo account: ${email}  ${password}  (${name}, ${role})`);
  if (server.needsInstallation) {
    console.log(
      `first start: open ${config.publicUrl ?? server.url}/installation (setup code: ${server.deps.setupCode})`,
    );
  }
  // A server that is killed later leaves its compiled files to the next one.
  flushCompileCache();
  console.log(`ready on ${server.url}`);
}

await main().catch((error: unknown) => {
  const { line, exit } = explain(error);
  console.error(line);
  process.exit(exit);
});
