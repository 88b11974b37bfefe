/**
 * Makes the dispatcher of hot mutations from the registry: `settle_run(name, …)` calls `settle_<name>` statically, so PL/pgSQL
 * keeps its plans and `sync/` still names no feature.
 */
import { mutations } from '@egoejo/shared/registry.ts';

/** `project.boost` → `settle_project_boost`, `poll.withdrawVote` → `settle_poll_withdraw_vote`. */
export const sqlFunctionOf = (name: string): string =>
  `settle_${name.replace(/\./g, '_').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`;

/** SQL text that (re)creates `settle_run`. */
export function runFunctionSql(): string {
  const branches = Object.values(mutations)
    .filter((m) => m.path === 'hot')
    .map((m) => `    when '${m.name}' then return ${sqlFunctionOf(m.name)}(p_acts, p_off);`);
  return `create or replace function settle_run(p_name text, p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  case p_name
${branches.join('\n')}
    else raise exception 'no settlement for %', p_name;
  end case;
end $$;`;
}
