/**
 * SQL generated from the registry, so that nobody has to keep a second list: the dispatchers that call the functions of
 * features by name, and the triggers that number the rows of synced entities.
 */
import { mutations } from '@egoejo/shared/registry.ts';
import type { MutationDef } from '@egoejo/shared/sync/mutation.ts';
import { deltaKinds, entitySources } from '../../registry.ts';
import type { EntitySource } from './act.ts';

const definitions: readonly Pick<MutationDef, 'name' | 'path' | 'locks'>[] = Object.values(mutations);

/** `project.boost` → `settle_project_boost`, `poll.withdrawVote` → `settle_poll_withdraw_vote`. */
export const sqlFunctionOf = (name: string): string =>
  `settle_${name.replace(/\./g, '_').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`;

/** One case of a dispatcher for each name. A static call lets PL/pgSQL keep its plans. */
const cases = (names: readonly string[], call: (name: string) => string): string =>
  names.map((name) => `    when '${name}' then ${call(name)};`).join('\n');

/**
 * (Re)creates the functions by which the core calls those of features:
 * - `settle_run(name, …)` calls `settle_<name>`.
 * - `lock_table(name)` and `lock_of(name, args)` say which lock a hot mutation declares; `lock_shared(table, id, wait)`
 *   takes it by `lock_<table>_shared`, or tries to by `try_lock_<table>_shared`.
 * - `waiting_deltas(kind, …)` and `combine_deltas(kind, …)` call `waiting_<kind>` and `combine_<kind>` (combine.sql).
 */
export function dispatchSql(): string {
  const hot = definitions.filter((m) => m.path === 'hot').map((m) => m.name);
  const locking = definitions.flatMap(({ name, locks }) => (locks ? [{ name, ...locks }] : []));
  const tables = [...new Set(locking.map((l) => l.table))];
  const byName = (what: (lock: (typeof locking)[number]) => string): string =>
    `$$ select case p_name ${locking.map((l) => `when '${l.name}' then ${what(l)}`).join(' ')} end $$`;
  return `create or replace function settle_run(p_name text, p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  case p_name
${cases(hot, (name) => `return ${sqlFunctionOf(name)}(p_acts, p_off)`)}
    else raise exception 'no settlement for %', p_name;
  end case;
end $$;
create or replace function lock_table(p_name text) returns text language sql immutable as
  ${byName((l) => `'${l.table}'`)};
create or replace function lock_of(p_name text, p_args jsonb) returns uuid language sql immutable as
  ${byName((l) => `(p_args ->> '${l.arg}')::uuid`)};
create or replace function lock_shared(p_table text, p_id uuid, p_wait boolean) returns boolean
language plpgsql volatile as $$
begin
  if not p_wait then
    case p_table
${cases(tables, (table) => `return try_lock_${table}_shared(p_id)`)}
    end case;
  end if;
  case p_table
${cases(tables, (table) => `perform lock_${table}_shared(p_id)`)}
  end case;
  return true;
end $$;
create or replace function delta_kinds() returns text[] language sql immutable as
  $$ select '{${deltaKinds.join(',')}}'::text[] $$;
create or replace function waiting_deltas(p_kind text, p_n int, out last bigint, out scopes text[])
language plpgsql volatile as $$
begin
  case p_kind
${cases(deltaKinds, (kind) => `select w.last, w.scopes into last, scopes from waiting_${kind}(p_n) w`)}
  end case;
end $$;
create or replace function combine_deltas(p_kind text, p_last bigint, p_revs jsonb, out deltas bigint, out moved text[])
language plpgsql volatile as $$
begin
  case p_kind
${cases(deltaKinds, (kind) => `select c.deltas, c.moved into deltas, moved from combine_${kind}(p_last, p_revs) c`)}
  end case;
end $$;`;
}

/** A source that reads more than a table has triggers of its own, beside the functions they call (stamping.sql). */
const isTable = ({ table }: EntitySource): boolean => /^\w+$/.test(table);

/**
 * (Re)creates the triggers of every synced entity: a row gets its rev when it is written, a deleted row leaves a
 * tombstone, and truncating is refused. Without them a row would never reach a device.
 */
export const stampingTriggersSql = (): string =>
  entitySources
    .filter(isTable)
    .map(({ table, entity, key, by, tally }) => {
      const [stamp, bury] =
        by === 'member'
          ? ['stamp_member()', `bury_member_row('${entity}', '${key}')`]
          : [`stamp_scope('${entity}')`, `bury_scope_row('${entity}')`];
      const moved = by === 'member' ? '' : ' or new.scope is distinct from old.scope';
      return `create or replace trigger b_stamp_new before insert on ${table}
  for each row when (new.rev is null) execute function ${stamp};
create or replace trigger b_stamp before update on ${table}
  for each row when (new.rev is not distinct from old.rev${moved}) execute function ${stamp};
create or replace trigger d_bury after delete on ${table} for each row execute function ${bury};
create or replace trigger z_truncate before truncate on ${table} for each statement execute function refuse();${
        tally
          ? `
create or replace trigger e_digest before insert or update on ${table} for each row execute function digest_tally();`
          : ''
      }`;
    })
    .join('\n');
