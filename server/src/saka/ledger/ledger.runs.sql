-- Moves the grains of a run of compost or redistribution (R8, R10), for a caller that has locked the members' counters
-- and the scope of the Silo.

-- Moves p_grains[i] between the Silo and the wallet of the member whose counter row is at p_at[i], and stamps the
-- changed rows (S12), all in one statement. It finds the counters by ctid, because the caller has just locked them: a
-- second lookup by key would cost as much as the change. A member has at most one transfer in a run, so its id is
-- derived from the run: random ids would take a sixth of the time.
create or replace function ledger_run(p_run uuid, p_cycle uuid, p_actor uuid, p_reason transfer_reason, p_at tid[],
  p_grains bigint[]) returns bigint
language plpgsql volatile as $$
declare
  v_compost constant boolean := p_reason = 'compost';
  v_from constant account_kind := case when v_compost then 'wallet' else 'silo' end;
  v_to constant account_kind := case when v_compost then 'silo' else 'wallet' end;
  v_n bigint;
begin
  with c as (
    update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id(),
      era = (select present_era(i.era, i.era_of) from installation i where i.id)
      from unnest(p_at, p_grains) as u(at, grains)
      where c.ctid = u.at returning c.member, c.rev, u.grains)
  insert into transfer (member, rev, id, from_account, to_account, amount, reason, actor, cycle, run)
    select c.member, c.rev, p_run, v_from, v_to, c.grains, p_reason, p_actor, p_cycle, p_run from c;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_at) then
    raise exception '% of % members found where they were locked', v_n, cardinality(p_at);
  end if;
  return v_n;
end $$;
