/** The real server as a process of its own, for integration and browser tests: started, killed, started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './cluster.ts';
import { onOurDeath } from './will.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface ServerOptions {
  /** A real PostgreSQL; left out: the embedded database in `dataDir`. */
  databaseUrl?: string;
  /** Keys, mails, media and the embedded database. Left out: a fresh folder that goes with the server. */
  dataDir?: string;
  port?: number;
  /** Settings beyond these; everything else is unset, so that the caller's environment does not leak in. */
  env?: Record<string, string>;
  /** Arguments of the server, as after `npm start --`. */
  args?: string[];
  /** Another program than the server's own that serves and says so likewise. */
  entry?: string;
}

export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Process id of the server now running; throws when none is. */
  pid(): number;
  /** Everything it wrote to stdout and stderr. */
  output(): string;
  /** `kill -9`: the process is dead and its port closed when this resolves. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to its exit code. */
  stop(): Promise<number>;
  /** Starts it again on the same port, folder and database. */
  start(): Promise<void>;
  /** Ends it and removes a folder that was made for it. */
  close(): Promise<void>;
}

/** Starts the server and waits for its ready line. Throws its output when it ends before. */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const ownFolder = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'egoejo-data-')));
  const forget = ownFolder ? onOurDeath(`rm -rf '${dataDir}'`) : undefined;
  const port = options.port ?? (await freePort());
  const env = {
    PATH: process.env['PATH'] ?? '', HOME: dataDir, LOG_LEVEL: 'warn',
    PORT: String(port), DATA_DIR: dataDir, ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }), ...options.env,
  };
  let output = '';
  const launch = () => launchServer([options.entry ?? main, ...(options.args ?? [])], env, (text) => (output += text));
  let running: Running | undefined = await launch();
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    const ending = running;
    running = undefined;
    return ending ? ending.end(signal) : 0;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    pid: () => {
      if (!running) throw new Error('the server is not running');
      return running.pid;
    },
    output: () => output,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start: async () => {
      if (running) throw new Error('the server is running');
      running = await launch();
    },
    close: async () => {
      await end('SIGKILL');
      if (ownFolder) await rm(dataDir, { recursive: true, force: true });
      forget?.();
    },
  };
}

interface Running {
  pid: number;
  end(signal: NodeJS.Signals): Promise<number>;
}

function launchServer(args: string[], env: Record<string, string>, onOutput: (text: string) => void): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid;
  if (pid === undefined) return Promise.reject(new Error('the server did not start'));
  const forget = onOurDeath(`kill -9 ${pid}`);
  noteProcess(`server ${pid} (${env['DATABASE_URL'] === undefined ? 'embedded' : 'PostgreSQL'})`);
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => {
      forget();
      resolve(code ?? -1);
    });
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: string): void => {
      onOutput(text);
      said = (said + text).slice(-8000);
      if (/^ready on http:/m.test(said)) {
        resolve({ pid, end: (signal) => (child.kill(signal), ended) });
      }
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it was ready:\n${said}`)));
  });
}

/** Tells `npm test` which processes a run used; elsewhere nobody asks. */
export function noteProcess(line: string): void {
  const log = process.env['EGOEJO_PROCESS_LOG'];
  if (log) appendFileSync(log, `${line}\n`);
}
