/** The PostgreSQL of the benchmarks, and its own benchmark tool pgbench. */
import { createHash, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { startPostgres, type Postgres } from '@egoejo/server/testing/database/cluster.ts';
import { run } from '@egoejo/server/testing/servers/install.ts';
import { createFromTemplate } from '@egoejo/server/testing/database/template.ts';

export interface BenchPostgres {
  server: Postgres;
  /** Creates a migrated database; `url` uses the unix socket, like pgbench. */
  createDatabase(): Promise<{ url: string; tcpUrl: string; drop(): Promise<void> }>;
  /** Loads the minimal baseline of `baselines/` into a separate database. */
  minimal(): Promise<Minimal>;
}
export interface Minimal {
  /**
   * Transactions a second on that many projects; on a real PostgreSQL by `pgbench -M prepared -j 2` with 8 clients, or
   * with that many.
   */
  run(seconds: number, projects: number, clients?: number): Promise<number>;
  /** SHA-256 of its SQL text. */
  sha256: string;
}

/** The baseline next to the project if there is one, else our copy of the same text. */
const places = ['../../../../shared/baselines/', '../baselines/'].map((p) =>
  fileURLToPath(new URL(p, import.meta.url)),
);

async function text(name: string): Promise<{ path: string; text: string }> {
  for (const place of places) {
    const found = await readFile(join(place, name), 'utf8').catch(() => undefined);
    if (found !== undefined) return { path: join(place, name), text: found };
  }
  throw new Error(`no ${name} in ${places.join(' or ')}`);
}

/**
 * Starts it with its default durable settings; only memory and the WAL size between checkpoints are adapted to the
 * machine.
 */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const started = await startPostgres({ durable: true, settings: { shared_buffers: '512MB', max_wal_size: '4GB' } });
  if (!started.ok) throw new Error(`no PostgreSQL: ${String(started.error.params['reason'])}`);
  const server = started.value;
  let rival: Promise<Minimal> | undefined;
  return {
    server,
    async createDatabase() {
      const { url, drop } = await createFromTemplate(server.url());
      return { url: server.socketUrl(new URL(url).pathname.slice(1)), tcpUrl: url, drop };
    },
    minimal: () => (rival ??= loadMinimal(server)),
  };
}

async function loadMinimal(server: Postgres): Promise<Minimal> {
  const [schema, script] = await Promise.all([text('minimal.schema.sql'), text('minimal.pgbench.sql')]);
  const at = ['-h', server.socketDir, '-p', String(server.port), '-U', 'postgres'];
  await must(server, 'createdb', [...at, 'minimal']);
  await must(server, 'psql', [
    ...at,
    '-q',
    '-v',
    'ON_ERROR_STOP=1',
    '-f',
    schema.path,
    '-c',
    'vacuum analyze',
    'minimal',
  ]);
  return {
    sha256: createHash('sha256').update(schema.text).update(script.text).digest('hex'),
    async run(seconds, projects, clients = 8) {
      const output = await must(server, 'pgbench', [
        ...at,
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        '2',
        '-T',
        String(seconds),
        '-D',
        `projects=${projects}`,
        '-f',
        script.path,
        'minimal',
      ]);
      const tps = /tps = ([\d.]+)/.exec(output)?.[1];
      if (tps === undefined) throw new Error(`pgbench said: ${output}`);
      return Number(tps);
    },
  };
}

/**
 * Runs the same text on the embedded database, which pgbench cannot connect to: its single statement, prepared and
 * executed sequentially.
 */
export async function minimalHere(db: Database): Promise<Minimal> {
  const [schema, script] = await Promise.all([text('minimal.schema.sql'), text('minimal.pgbench.sql')]);
  await db.script(schema.text);
  await db.script('vacuum analyze');
  const statement = script.text
    .replaceAll(/^\\set.*$/gm, '')
    .replaceAll(':m', '$1::int')
    .replaceAll(':p', '$2::int');
  return {
    sha256: createHash('sha256').update(schema.text).update(script.text).digest('hex'),
    async run(seconds, projects) {
      const start = performance.now();
      let n = 0;
      for (; performance.now() < start + seconds * 1000; n++)
        await db.query(statement, [1 + randomInt(100_000), 1 + randomInt(projects)]);
      return (n * 1000) / (performance.now() - start);
    },
  };
}

async function must(server: Postgres, program: string, args: string[]): Promise<string> {
  const { code, output } = await run(join(server.bin, program), args);
  if (code !== 0) throw new Error(`${program}: ${output}`);
  return output;
}
