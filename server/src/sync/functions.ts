/**
 * SQL generated from the registry, so that nobody has to keep a second list: the dispatcher of hot mutations, and the
 * triggers that number the rows of synced entities.
 */
import { mutations } from '@egoejo/shared/registry.ts';
import type { MutationDef } from '@egoejo/shared/sync/mutation.ts';
import { entitySources } from '../registry.ts';
import type { EntitySource } from './act.ts';

const definitions: readonly Pick<MutationDef, 'name' | 'path' | 'locks'>[] = Object.values(mutations);

/** `project.boost` → `settle_project_boost`, `poll.withdrawVote` → `settle_poll_withdraw_vote`. */
export const sqlFunctionOf = (name: string): string =>
  `settle_${name.replace(/\./g, '_').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`;

/**
 * (Re)creates `settle_run` and `locks_poll`. `settle_run(name, …)` calls `settle_<name>` statically, so PL/pgSQL keeps
 * its plans.
 */
export function dispatchSql(): string {
  const branches = definitions
    .filter((m) => m.path === 'hot')
    .map((m) => `    when '${m.name}' then return ${sqlFunctionOf(m.name)}(p_acts, p_off);`);
  return `create or replace function settle_run(p_name text, p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  case p_name
${branches.join('\n')}
    else raise exception 'no settlement for %', p_name;
  end case;
end $$;
create or replace function locks_poll(p_name text) returns boolean language sql immutable as
  $$ select p_name in (${definitions
    .filter((m) => m.locks === 'poll')
    .map((m) => `'${m.name}'`)
    .join(', ')}) $$;`;
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
    .map(({ table, entity, key, by }) => {
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
create or replace trigger z_truncate before truncate on ${table} for each statement execute function refuse();`;
    })
    .join('\n');
