-- What a run of compost or redistribution moves (R8, R10), for a caller that holds the members' counters and the scope of the Silo.

-- Moves p_grains[i] between the wallet whose member's counter lies at p_at[i] and the Silo, and numbers what changed (S12): one statement for
-- all. By place, since the caller has just locked them there: a second look by key would cost as much as the change. A member has one
-- transfer of a run at most, so its id is the run's: a random one for each would be a sixth of all the work.
create or replace function ledger_run(p_run uuid, p_cycle uuid, p_actor uuid, p_reason transfer_reason, p_at tid[], p_grains bigint[]) returns bigint
language plpgsql volatile as $$
declare
  v_compost constant boolean := p_reason = 'compost';
  v_from constant account_kind := case when v_compost then 'wallet' else 'silo' end;
  v_to constant account_kind := case when v_compost then 'silo' else 'wallet' end;
  v_n bigint;
begin
  with c as (
    update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id() from unnest(p_at, p_grains) as u(at, grains)
      where c.ctid = u.at returning c.member, c.rev, u.grains)
  insert into transfer (member, rev, id, from_account, to_account, amount, reason, actor, cycle, run)
    select c.member, c.rev, p_run, v_from, v_to, c.grains, p_reason, p_actor, p_cycle, p_run from c;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_at) then raise exception '% of % members found where they were locked', v_n, cardinality(p_at); end if;
  return v_n;
end $$;
