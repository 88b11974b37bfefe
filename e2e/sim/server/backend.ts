/** The database behind a seed: opened and migrated once, emptied for each seed. */
import { readFile } from 'node:fs/promises';
import { openEmbedded } from '@egoejo/server/platform/database/open-embedded.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { functionsSql, migrate } from '@egoejo/server/migrate.ts';
import { startPostgres, type Postgres } from '@egoejo/server/testing/database/cluster.ts';
import { realPause } from '../scheduler/virtual.ts';

export interface Backend {
  kind: 'embedded' | 'postgres';
  /** For setting up and inspecting; it bypasses the scheduling of the server's statements. */
  db: Database;
  /** The database connections of the server's two processes. */
  serverPools: readonly [Database, Database];
  /** Empties every table. */
  reset(): Promise<void>;
  /** Sets the database's time, in ms; null for the embedded database, which reads the simulated clock itself. */
  setClock: ((ms: number) => Promise<void>) | null;
  /** True when all `pending` statements wait for locks. */
  blocked: ((pending: number) => Promise<boolean>) | null;
  close(): Promise<void>;
}

/** Changes the text of the database's functions, for planted bugs. */
type PatchSql = (text: string) => string;

const TABLES = `select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by c.relname) as list
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'sim')
    and c.relname not in ('schema_version', 'installation', 'clock')`;

async function prepare(db: Database, patch: PatchSql): Promise<() => Promise<void>> {
  await migrate(db);
  const text = await functionsSql();
  const patched = patch(text);
  if (patched !== text) await db.script(patched);
  await db.script(await readFile(new URL('at-commit.sql', import.meta.url), 'utf8'));
  const [tables] = await db.query<{ list: string }>(TABLES);
  // The product's triggers refuse to truncate; they do not run with the role `replica`.
  const empty = `set session_replication_role = replica; truncate ${tables?.list} restart identity;
    set session_replication_role = default;
    insert into scope_counter (scope) values ('public'), ('polls:public'), ('catalogue'); update installation
      set epoch = '00000000-0000-4000-8000-0000000000e0', recovery_since = null, recovered_at = null, seen = null,
      era = 'era0', era_of = pg_postmaster_start_time()`;
  return async () => void (await db.script(empty));
}

export async function openEmbeddedBackend(patch: PatchSql): Promise<Backend> {
  const db = await openEmbedded({});
  // Every table is small and is emptied for each seed, so planning a statement at each execution would cost more than
  // executing it.
  await db.query('set plan_cache_mode = force_generic_plan');
  const reset = await prepare(db, patch);
  return { kind: 'embedded', db, serverPools: [db, db], reset, setClock: null, blocked: null, close: () => db.close() };
}

/**
 * Makes `now()` return the simulated time: the functions of this schema precede PostgreSQL's own in the database's
 * search path.
 */
const CLOCK = `create schema sim; create table sim.clock (at timestamptz not null); insert into sim.clock
  values ('2026-01-01');
  -- As PostgreSQL's own, one time for the whole transaction, even if the clock moves meanwhile.
  create function sim.now() returns timestamptz language plpgsql stable as $$ begin
    if coalesce(current_setting('sim.at', true), '') = '' then
      perform set_config('sim.at', (select at::text from sim.clock), true);
    end if;
    return current_setting('sim.at')::timestamptz;
  end $$;
  create function sim.clock_timestamp() returns timestamptz language sql stable as 'select at from sim.clock'`;
/** How long PostgreSQL waits before it checks for a deadlock, ms. */
const DEADLOCK_MS = 5;

async function createDatabase(server: Postgres): Promise<void> {
  const admin = await openPostgres({ url: server.url(), max: 1 });
  await admin.query('create database sim');
  await admin.query('alter database sim set search_path = public, sim, pg_catalog');
  await admin.close();
}

/** A private PostgreSQL that ends with this process. Throws where there is none. */
export async function openPostgresBackend(patch: PatchSql): Promise<Backend> {
  const started = await startPostgres({
    settings: { deadlock_timeout: `${DEADLOCK_MS}ms`, autovacuum: 'off', jit: 'off' },
  });
  if (!started.ok) throw new Error(`no PostgreSQL: ${String(started.error.params['reason'])}`);
  const server = started.value;
  await createDatabase(server);
  const db = await openPostgres({ url: server.url('sim'), max: 4 });
  await db.script(CLOCK);
  const reset = await prepare(db, patch);
  const serverPools = [
    await openPostgres({ url: server.url('sim'), max: 12 }),
    await openPostgres({ url: server.url('sim'), max: 12 }),
  ] as const;
  let known = new Set<string>();
  return {
    kind: 'postgres',
    db,
    serverPools,
    reset,
    setClock: async (ms) =>
      void (await db.query('update sim.clock set at = to_timestamp($1::double precision / 1000)', [ms])),
    async blocked(pending) {
      /** Identifies each lock wait in progress. */
      const waiting = async (): Promise<string[]> =>
        (
          await db.query<{ wait: string }>(
            `select distinct pid || ' ' || coalesce(waitstart::text, '') as wait from pg_locks where not granted`,
          )
        ).map((row) => row.wait);
      const now = await waiting();
      if (now.length < pending) return false;
      if (now.every((wait) => known.has(wait))) return true;
      // Let deadlock detection finish first, which ends the statement that closed the cycle, before any other event
      // runs.
      await realPause(DEADLOCK_MS * 4);
      const still = await waiting();
      known = new Set(now);
      return still.length >= pending && still.every((wait) => known.has(wait));
    },
    async close() {
      await Promise.all([...serverPools, db].map((d) => d.close()));
      await server.stop();
    },
  };
}
