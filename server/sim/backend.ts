/** The database behind a seed: opened and migrated once, emptied for each seed. */
import { openEmbedded, openPostgres, type Database } from '../src/platform/database.ts';
import { functionsSql, migrate } from '../src/platform/migrate.ts';
import { startPostgres, type Postgres } from '../src/testing/cluster.ts';
import { realPause } from './virtual.ts';

export interface Backend {
  kind: 'embedded' | 'postgres';
  /** For setting up and for looking: never through a server's turns. */
  db: Database;
  /** The databases of the server's two processes. */
  doors: readonly [Database, Database];
  /** Empties every table. */
  reset(): Promise<void>;
  /** Tells the database what time it is, ms; the embedded one asks by itself. */
  setClock: ((ms: number) => Promise<void>) | null;
  /** True when all `pending` statements wait for locks. */
  blocked: ((pending: number) => Promise<boolean>) | null;
  close(): Promise<void>;
}

/** Changes the text of the database's functions: planted bugs. */
export type PatchSql = (text: string) => string;

const TABLES = `select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by c.relname) as list
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'sim') and c.relname not in ('schema_version', 'installation', 'clock')`;

async function prepare(db: Database, patch: PatchSql): Promise<() => Promise<void>> {
  await migrate(db);
  const text = await functionsSql();
  const patched = patch(text);
  if (patched !== text) await db.script(patched);
  const [tables] = await db.query<{ list: string }>(TABLES);
  // The product refuses to truncate; a replica's session has no triggers.
  const empty = `set session_replication_role = replica; truncate ${tables?.list} restart identity; set session_replication_role = default;
    insert into scope_counter (scope) values ('public'), ('polls:public'); update installation set epoch = '00000000-0000-4000-8000-0000000000e0', recovery_since = null, recovered_at = null, seen = null`;
  return async () => void (await db.script(empty));
}

export async function openEmbeddedBackend(patch: PatchSql): Promise<Backend> {
  const db = await openEmbedded({});
  const reset = await prepare(db, patch);
  return { kind: 'embedded', db, doors: [db, db], reset, setClock: null, blocked: null, close: () => db.close() };
}

/** `now()` is the simulator's: the functions of this schema stand before PostgreSQL's own in the database's search path. */
const CLOCK = `create schema sim; create table sim.clock (at timestamptz not null); insert into sim.clock values ('2026-01-01');
  create function sim.now() returns timestamptz language sql stable as 'select at from sim.clock';
  create function sim.clock_timestamp() returns timestamptz language sql stable as 'select at from sim.clock'`;
/** How long PostgreSQL waits before it looks for a deadlock, ms. */
const DEADLOCK_MS = 5;

async function createDatabase(server: Postgres): Promise<void> {
  const admin = await openPostgres({ url: server.url(), max: 1 });
  await admin.query('create database sim');
  await admin.query('alter database sim set search_path = public, sim, pg_catalog');
  await admin.close();
}

/** A real PostgreSQL of our own, which ends with this process. Throws where none can be had. */
export async function openPostgresBackend(patch: PatchSql): Promise<Backend> {
  const started = await startPostgres({ settings: { deadlock_timeout: `${DEADLOCK_MS}ms`, autovacuum: 'off', jit: 'off' } });
  if (!started.ok) throw new Error(`no PostgreSQL: ${String(started.error.params['reason'])}`);
  const server = started.value;
  await createDatabase(server);
  const db = await openPostgres({ url: server.url('sim'), max: 4 });
  await db.script(CLOCK);
  const reset = await prepare(db, patch);
  const doors = [await openPostgres({ url: server.url('sim'), max: 12 }), await openPostgres({ url: server.url('sim'), max: 12 })] as const;
  let known = new Set<string>();
  return {
    kind: 'postgres', db, doors, reset,
    setClock: async (ms) => void (await db.query('update sim.clock set at = to_timestamp($1::double precision / 1000)', [ms])),
    async blocked(pending) {
      /** Each wait that is under way. */
      const waiting = async (): Promise<string[]> =>
        (await db.query<{ wait: string }>(`select distinct pid || ' ' || coalesce(waitstart::text, '') as wait from pg_locks where not granted`)).map((row) => row.wait);
      const now = await waiting();
      if (now.length < pending) return false;
      if (now.every((wait) => known.has(wait))) return true;
      // Whoever closed a circle learns of it before anyone else goes on: of all in it, the one that came last.
      await realPause(DEADLOCK_MS * 4);
      const still = await waiting();
      known = new Set(now);
      return still.length >= pending && still.every((wait) => known.has(wait));
    },
    async close() {
      await Promise.all([...doors, db].map((d) => d.close()));
      await server.stop();
    },
  };
}
