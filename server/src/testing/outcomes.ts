/** Compares what receipts say with what the settlements declare: SQL functions are not checked by the compiler. */
import { errors, notes } from '@egoejo/shared/errors.ts';
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { Queryable } from '../platform/database/database.ts';
import { outcomes } from '../registry.ts';

const parameters: Readonly<Record<string, readonly string[]>> = { ...errors, ...notes };

/**
 * The refusals and notes in receipts, as `name: code(parameters)`, that the mutation does not declare, or whose
 * parameters `errors.ts` does not. Codes of the sync layer belong to no mutation.
 */
export async function undeclaredOutcomes(db: Queryable): Promise<string[]> {
  const told = await db.query<{ name: MutationName; code: string; params: string[] }>(
    `select distinct name, code, array(select jsonb_object_keys(detail)) as params from receipt where code is not null
     union select name, note ->> 'code', array(select jsonb_object_keys(coalesce(note -> 'params', '{}')))
       from receipt,
         jsonb_array_elements(case jsonb_typeof(detail) when 'array' then detail else '[]' end) as said (note)
       where code is null`,
  );
  return told
    .filter(({ name, code, params }) => {
      if (code.startsWith('sync.')) return false;
      const { refuses, notes: said } = outcomes[name];
      return (
        ![...refuses, ...(said ?? [])].some((c) => c === code) || params.some((p) => !parameters[code]?.includes(p))
      );
    })
    .map(({ name, code, params }) => `${name}: ${code}(${params.join()})`);
}
