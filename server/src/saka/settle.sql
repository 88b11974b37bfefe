-- Settles a run of boosts in order, each completely or not at all; the acts of one member are adjacent (R7). The caller
-- holds the members' mutexes, so the balances and supports read here cannot change meanwhile. One statement reads
-- everything by key, with a subquery for each table: a join of as many tables would cost three times as much, and its
-- plan would depend on table sizes at planning time. What belongs to a member is read with their first act only, and
-- what a public community says is read once for all members whose acts follow each other.
create or replace function settle_project_boost(p_acts act[], p_off text[]) returns verdict[]
  language plpgsql volatile as $$
declare
  a record; v_standing text; v_balance bigint; v_community uuid; v_public text; v_use text;
    v_from int := 1; v_out verdict[];
  v_members uuid[]; v_revs bigint[]; v_keys uuid[]; v_projects uuid[]; v_grains bigint[]; v_firsts int[];
begin
  for a in
    select x.member, x.rev, x.key, x.project, x.grains, p.status, p.community,
      x.first, case when x.first then (select m.status from member m where m.id = x.member) end as standing,
      case when x.first then (select w.balance from wallet w where w.member = x.member) end as balance,
      (select 1 from support s where s.member = x.member and s.project = x.project) as supported,
      (select 1 from community_ban b where b.member = x.member and b.community = p.community) as barred
    from (select n, member, rev, key, (args ->> 'project')::uuid as project, (args ->> 'grains')::bigint as grains,
      lag(member) over (order by n) is distinct from member as first from unnest(p_acts) offset 0) x
      left join lateral (select status, community from project where id = x.project offset 0) p on true
    order by x.n
  loop
    if a.first then
      v_standing := a.standing; v_balance := a.balance; v_from := coalesce(cardinality(v_keys), 0) + 1;
    end if;
    if a.first or a.community is distinct from v_community then
      if a.community is distinct from v_community then v_public := public_community_use(a.community); end if;
      v_community := a.community;
      v_use := coalesce(v_public, community_use(a.member, a.community));
    end if;
    if v_standing <> 'active' then
      v_out := v_out || row('account.banned', '{}')::verdict;
    elsif 'SAKA_PROJECT_BOOST_ENABLED' = any(p_off) then
      v_out := v_out || row('saka.boost_disabled', '{}')::verdict;
    elsif a.status is null or v_use is null or a.status in ('proposed', 'declined', 'hidden') then
      v_out := v_out || row('project.unknown', '{}')::verdict;
    elsif a.barred is not null then
      v_out := v_out || row('community.banned', '{}')::verdict;
    elsif v_use = 'archived' then
      v_out := v_out || row('community.archived', '{}')::verdict;
    elsif a.status = 'withdrawn' then
      v_out := v_out || row('project.withdrawn', '{}')::verdict;
    elsif a.grains > v_balance then
      v_out := v_out || row('saka.insufficient_grains',
        jsonb_build_object('balance', v_balance, 'asked', a.grains))::verdict;
    else
      v_balance := v_balance - a.grains;
      v_firsts := v_firsts || (a.supported is null and array_position(v_projects, a.project, v_from) is null)::int;
      v_members := v_members || a.member; v_revs := v_revs || a.rev; v_keys := v_keys || a.key;
      v_projects := v_projects || a.project; v_grains := v_grains || a.grains;
      v_out := v_out || row(null, null)::verdict;
    end if;
  end loop;
  if v_keys is not null then
    perform ledger_plant(active_cycle(), v_members, v_revs, v_keys, v_projects, v_grains, v_firsts);
  end if;
  return v_out;
end $$;
