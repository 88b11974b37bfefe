/** The real server as a separate process for integration and browser tests, which can start, kill and restart it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../database/cluster.ts';
import { onOurDeath } from '../database/on-our-death.ts';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Environment of a process of ours: compiling several hundred files takes two fifths of each start. */
export const compiledOnce = { NODE_COMPILE_CACHE: join(root, '.test/compile-cache') };

/**
 * Environment of a program that a test starts: nothing of the caller's but the path and the clock that the long run
 * sets (libfaketime), which all processes of a test must share.
 */
export const bareEnv = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

interface ServerOptions {
  /** A real PostgreSQL; if left out: the embedded database in `dataDir`. */
  databaseUrl?: string;
  /** Folder for keys, mails, media and the embedded database. If left out: a new folder, removed with the server. */
  dataDir?: string;
  port?: number;
  /**
   * Additional settings; everything else but the clock is unset, so that the caller's environment has no effect.
   * NODE_ENV is `test`, which allows a demo on PostgreSQL. With `production`, PUBLIC_URL defaults to the server's own
   * address.
   */
  env?: Record<string, string>;
  /** Arguments of the server, like those after `npm start --`. */
  args?: string[];
  /** Another program that starts a server and prints the same ready line. */
  entry?: string;
}

export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Process id of the running server; throws if there is none. */
  pid(): number;
  /** Everything it wrote to stdout and stderr. */
  output(): string;
  /** `kill -9`: resolves when the process is dead and its port closed. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to its exit code. */
  stop(): Promise<number>;
  /** Restarts it on the same port, folder and database. */
  start(): Promise<void>;
  /** Stops it and removes the folder if it was created here. */
  close(): Promise<void>;
}

/** Starts the server and waits for its ready line. Throws its output if it exits before that. */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const ownFolder = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'egoejo-data-')));
  const forget = ownFolder ? onOurDeath(`rm -rf '${dataDir}'`) : undefined;
  const port = options.port ?? (await freePort());
  const env = {
    ...bareEnv(),
    ...compiledOnce,
    HOME: dataDir,
    LOG_LEVEL: 'warn',
    NODE_ENV: 'test',
    ...(options.env?.['NODE_ENV'] === 'production' && { PUBLIC_URL: `http://127.0.0.1:${port}` }),
    PORT: String(port),
    DATA_DIR: dataDir,
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  };
  let output = '';
  // As in vitest.config.ts: PGlite is compiled once, because most servers of tests run for some seconds only.
  const flags = ['--random-seed=1', ...(options.databaseUrl === undefined ? ['--liftoff-only'] : [])];
  const launch = () =>
    launchServer([...flags, options.entry ?? main, ...(options.args ?? [])], env, (text) => (output += text));
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

/** Reports the processes of a run to `npm test`; does nothing elsewhere. */
export function noteProcess(line: string): void {
  const log = process.env['EGOEJO_PROCESS_LOG'];
  if (log) appendFileSync(log, `${line}\n`);
}
