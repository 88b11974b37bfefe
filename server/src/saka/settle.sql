-- R7: a run of boosts, all or nothing each, in order. The caller holds the member's mutex, so the balance read here is
-- the balance spent. Set-based: two statements for any number of acts.
create or replace function settle_project_boost(p_member uuid, p_device uuid, p_rev bigint, p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare
  v_balance bigint; v_left bigint; v_standing text; v_cycle uuid; r record; v_out verdict[];
  v_keys uuid[]; v_projects uuid[]; v_grains bigint[];
begin
  for r in
    select a.key, (a.args ->> 'project')::uuid as project, (a.args ->> 'grains')::bigint as grains, p.status,
      c.visibility = 'public' or exists (select from membership m where m.member = p_member and m.community = p.community) as visible,
      w.balance, me.status as standing, (select id from cycle where active and now() between starts_at and ends_at) as cycle
    from unnest(p_acts) a
      join wallet w on w.member = p_member
      join member me on me.id = p_member
      left join project p on p.id = (a.args ->> 'project')::uuid
      left join community c on c.id = p.community
    order by a.n
  loop
    v_left := coalesce(v_left, r.balance);
    if r.standing <> 'active' then
      v_out := v_out || row('saka.not_in_good_standing', '{}')::verdict;
    elsif 'SAKA_PROJECT_BOOST_ENABLED' = any(p_off) then
      v_out := v_out || row('saka.boost_disabled', '{}')::verdict;
    elsif r.status is null or r.visible is not true or r.status in ('proposed', 'declined') then
      v_out := v_out || row('project.unknown', '{}')::verdict;
    elsif r.status = 'withdrawn' then
      v_out := v_out || row('project.withdrawn', '{}')::verdict;
    elsif r.grains > v_left then
      v_out := v_out || row('saka.insufficient_grains', jsonb_build_object('balance', v_left, 'asked', r.grains))::verdict;
    else
      v_left := v_left - r.grains;
      v_cycle := r.cycle;
      v_keys := v_keys || r.key; v_projects := v_projects || r.project; v_grains := v_grains || r.grains;
      v_out := v_out || row(null, null)::verdict;
    end if;
  end loop;
  if v_keys is not null then perform ledger_plant(p_member, p_rev, v_cycle, v_keys, v_projects, v_grains); end if;
  return v_out;
end $$;
