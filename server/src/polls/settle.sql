-- Settles ballots (P1, P2, P3, P4, P7). The caller holds the members' mutexes and the polls' shared locks, which it
-- took in an earlier statement.

-- The poll's transaction lock orders ballots and closing (P1). Each kind of lock has its own function, since in a
-- sharded database an advisory lock belongs to one node.
create or replace function lock_poll_shared(p_poll uuid) returns void language sql volatile as
  $$ select pg_advisory_xact_lock_shared(hashtextextended('poll:' || p_poll::text, 0)) $$;
create or replace function try_lock_poll_shared(p_poll uuid) returns boolean language sql volatile as
  $$ select pg_try_advisory_xact_lock_shared(hashtextextended('poll:' || p_poll::text, 0)) $$;
create or replace function lock_poll(p_poll uuid) returns void language sql volatile as
  $$ select pg_advisory_xact_lock(hashtextextended('poll:' || p_poll::text, 0)) $$;

-- Null for a well-formed ballot; else the verdict that names the fault (P7). shared/polls/ballot.ts implements the same
-- rule, and a test compares the two.
create or replace function ballot_fault(p_method jsonb, p_options jsonb, p_content jsonb) returns verdict
  language plpgsql immutable as $$
declare v_kind text := p_method ->> 'kind'; v_unknown text; v_credits bigint; v_n int;
begin
  if v_kind <> p_content ->> 'kind' then
    return rejected('poll.wrong_method', jsonb_build_object('method', v_kind));
  end if;
  if v_kind = 'choice' then
    select x into v_unknown from jsonb_array_elements_text(p_content -> 'options') with ordinality as t(x, i)
      where not exists (select from jsonb_array_elements(p_options) o where o ->> 'id' = x) order by i limit 1;
    if v_unknown is not null then
      return rejected('poll.unknown_option', jsonb_build_object('option', v_unknown));
    end if;
    v_n := jsonb_array_length(p_content -> 'options');
    if (select count(distinct x) from jsonb_array_elements_text(p_content -> 'options') x) <> v_n then
      return rejected('poll.option_twice');
    end if;
    if v_n = 0 then return rejected('poll.empty_ballot'); end if;
    if v_n > (p_method ->> 'max')::int then
      return rejected('poll.too_many_options', jsonb_build_object('max', (p_method ->> 'max')::int));
    end if;
  elsif v_kind = 'quadratic' then
    select k into v_unknown from jsonb_object_keys(p_content -> 'votes') k
      where not exists (select from jsonb_array_elements(p_options) o where o ->> 'id' = k) limit 1;
    if v_unknown is not null then
      return rejected('poll.unknown_option', jsonb_build_object('option', v_unknown));
    end if;
    if exists (select from jsonb_each_text(p_content -> 'votes') where value !~ '^[0-9]+$') then
      return rejected('poll.bad_votes');
    end if;
    select coalesce(sum(value::bigint * value::bigint), 0) into v_credits from jsonb_each_text(p_content -> 'votes');
    if v_credits = 0 then return rejected('poll.empty_ballot'); end if;
    if v_credits > (p_method ->> 'credits')::bigint then
      return rejected('poll.over_credits', jsonb_build_object('credits', v_credits, 'max',
        (p_method ->> 'credits')::bigint));
    end if;
  elsif v_kind = 'judgment' then
    select k into v_unknown from jsonb_object_keys(p_content -> 'grades') k
      where not exists (select from jsonb_array_elements(p_options) o where o ->> 'id' = k) limit 1;
    if v_unknown is not null then
      return rejected('poll.unknown_option', jsonb_build_object('option', v_unknown));
    end if;
    v_n := jsonb_array_length(p_method -> 'grades');
    if exists (select from jsonb_each_text(p_content -> 'grades')
        where case when value ~ '^[0-9]{1,9}$' then value::int >= v_n else true end) then
      return rejected('poll.bad_grade', jsonb_build_object('max', v_n - 1));
    end if;
    if p_content -> 'grades' = '{}' then return rejected('poll.empty_ballot'); end if;
  elsif v_kind = 'budget' then
    return budget_ballot_fault(p_method, p_options, p_content);
  else
    return rejected('poll.wrong_method', jsonb_build_object('method', v_kind));
  end if;
  return null;
end $$;

-- The same for a budget poll that members vote in; an imported one has no terms, and takes no ballots (P6).
create or replace function budget_ballot_fault(p_method jsonb, p_options jsonb, p_content jsonb) returns verdict
  language plpgsql immutable as $$
declare v_unknown text; v_most bigint := (p_method -> 'terms' ->> 'points')::bigint; v_points bigint; v_n int;
begin
  if p_method -> 'terms' is null or (v_most is null) <> (p_content -> 'points' is null) then
    return rejected('poll.wrong_method', jsonb_build_object('method', p_method ->> 'kind'));
  end if;
  select x into v_unknown from jsonb_array_elements_text(p_content -> 'projects') with ordinality as t(x, i)
    where not exists (select from jsonb_array_elements(p_options) o where o ->> 'id' = x) order by i limit 1;
  if v_unknown is not null then return rejected('poll.unknown_option', jsonb_build_object('option', v_unknown)); end if;
  v_n := jsonb_array_length(p_content -> 'projects');
  if (select count(distinct x) from jsonb_array_elements_text(p_content -> 'projects') x) <> v_n then
    return rejected('poll.option_twice');
  end if;
  if v_n = 0 then return rejected('poll.empty_ballot'); end if;
  if v_most is null then return null; end if;
  if jsonb_array_length(p_content -> 'points') <> v_n or exists (
      select from jsonb_array_elements_text(p_content -> 'points') x where x !~ '^0*[1-9][0-9]{0,8}$') then
    return rejected('poll.bad_points');
  end if;
  select sum(x::bigint) into v_points from jsonb_array_elements_text(p_content -> 'points') x;
  if v_points > v_most then
    return rejected('poll.over_points', jsonb_build_object('points', v_points, 'max', v_most));
  end if;
  return null;
end $$;

-- The total cost in grains of a well-formed ballot (P4).
create or replace function ballot_cost(p_method jsonb, p_content jsonb) returns bigint language sql immutable as $$
  select case when p_method ->> 'kind' = 'quadratic'
    then (p_method ->> 'unit')::bigint * (select coalesce(sum(value::bigint * value::bigint), 0)
      from jsonb_each_text(p_content -> 'votes'))
    else 0 end::bigint
$$;

-- The reason why this member may not act on this poll; null if they may. A poll that they may not see is reported as
-- unknown. p_at: the time at which it is judged; null: now (S29).
create or replace function ballot_refusal(p_member uuid, p_poll poll, p_joined timestamptz, p_visible boolean,
  p_at timestamptz) returns verdict language plpgsql volatile as $$
begin
  if p_poll.id is null or p_visible is not true or p_poll.state = 'draft' then return rejected('poll.unknown'); end if;
  if p_poll.state = 'cancelled' then return rejected('poll.cancelled'); end if;
  if p_poll.state = 'closed' or p_poll.closes_at <= coalesce(p_at, clock_timestamp()) then
    return rejected('poll.closed');
  end if;
  if p_poll.community is not null and not p_poll.open_to_all and (p_joined is null or p_joined > p_poll.opens_at) then
    return rejected('poll.not_member');
  end if;
  return null;
end $$;

create or replace function settle_poll_vote(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act;
begin
  foreach a in array p_acts loop
    v_out := v_out || settle_one_vote(a, p_off);
  end loop;
  return v_out;
end $$;

create or replace function settle_one_vote(a act, p_off text[]) returns verdict
language plpgsql volatile as $$
declare
  v_poll poll; v_member member; v_old ballot; v_joined timestamptz; v_visible boolean; v_fault verdict; v_cost bigint;
    v_difference bigint; v_balance bigint;
  v_cycle uuid; v_harvest text; v_content jsonb := a.args -> 'ballot';
begin
  select * into v_poll from poll where id = (a.args ->> 'poll')::uuid;
  select * into v_member from member where id = a.member;
  select joined_at into v_joined from membership where member = a.member and community = v_poll.community;
  v_visible := v_poll.community is null or community_visible(a.member, v_poll.community);
  if v_member.status <> 'active' then return rejected('account.banned'); end if;
  if v_member.email_confirmed_at is null then return rejected('account.not_confirmed'); end if;
  v_fault := ballot_refusal(a.member, v_poll, v_joined, v_visible, a.as_of);
  if v_fault.code is not null then return v_fault; end if;
  v_fault := ballot_fault(v_poll.method, v_poll.options, v_content);
  if v_fault.code is not null then return v_fault; end if;
  v_cost := ballot_cost(v_poll.method, v_content);
  if v_cost > 0 and 'SAKA_VOTE_ENABLED' = any(p_off) then return rejected('saka.vote_disabled'); end if;
  select * into v_old from ballot where poll = v_poll.id and member = a.member;
  -- A later ballot exists, or a later act withdrew it; the old act then only credits its harvest (S29).
  if a.as_of is not null and ballot_written_after(a, v_old.cast_at) then
    if 'ENABLE_SAKA' <> all(p_off) then
      perform ledger_harvest(a.member, a.rev, 'poll_vote', v_poll.id,
        harvest_day_of(a.member, a.device, a.made_at, a.as_of), 5, 10, a.key, v_poll.id, null);
    end if;
    return applied();
  end if;
  v_difference := v_cost - coalesce(v_old.grains, 0);
  select balance into v_balance from wallet where member = a.member;
  if v_difference > v_balance then
    return rejected('saka.insufficient_grains', jsonb_build_object('balance', v_balance, 'asked', v_difference));
  end if;
  v_cycle := case when v_difference < 0 then v_old.cycle else active_cycle() end;
  perform ledger_poll(a.member, a.rev, v_cycle, a.key, v_poll.id, v_difference);
  insert into ballot (poll, member, content, grains, cycle, rev, cast_at)
    values (v_poll.id, a.member, v_content, v_cost, v_cycle, a.rev, coalesce(a.as_of, a.at))
    on conflict (poll, member) do update set content = excluded.content, grains = excluded.grains,
      cycle = coalesce(excluded.cycle, ballot.cycle),
      cast_at = excluded.cast_at, rev = excluded.rev;
  if v_old.poll is null then insert into poll_delta (member, poll, ballots) values (a.member, v_poll.id, 1); end if;
  if 'ENABLE_SAKA' = any(p_off) then return applied(); end if;
  v_harvest := ledger_harvest(a.member, a.rev, 'poll_vote', v_poll.id,
    harvest_day_of(a.member, a.device, a.made_at, a.as_of), 5, 10, a.key, v_poll.id, null);
  return applied(case v_harvest
    when 'harvested' then '[{"code": "saka.harvested", "params": {"grains": 5}}]'::jsonb
    when 'limit' then '[{"code": "saka.daily_limit", "params": {"limit": 10}}]'::jsonb end);
end $$;

-- Whether an act later than this reoffered one wrote or withdrew the member's ballot (S29). The ballot's row holds when
-- it was cast; `row_write` holds when one was withdrawn, because no row is left then.
create or replace function ballot_written_after(a act, p_cast_at timestamptz) returns boolean language sql stable as $$
  select coalesce(p_cast_at > a.as_of, false)
    or exists (select from row_write w where w.member = a.member and w.part = 'ballot:' || (a.args ->> 'poll')
      and w.at > a.as_of)
$$;

-- Withdrawing refunds the whole cost; the 5 harvested grains stay (R5), and voting again harvests nothing more (P4).
create or replace function settle_poll_withdraw_vote(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_poll poll; v_old ballot; v_refusal verdict;
begin
  foreach a in array p_acts loop
    select * into v_poll from poll where id = (a.args ->> 'poll')::uuid;
    select * into v_old from ballot where poll = v_poll.id and member = a.member;
    -- Members with a ballot may withdraw it even after leaving the community.
    v_refusal := ballot_refusal(a.member, v_poll, '-infinity', v_old.poll is not null or v_poll.community is null
      or community_visible(a.member, v_poll.community), a.as_of);
    if (select status from member where id = a.member) <> 'active' then
      v_out := v_out || rejected('account.banned');
    elsif v_refusal.code is not null then
      v_out := v_out || v_refusal;
    elsif a.as_of is null and v_old.poll is null then
      v_out := v_out || rejected('poll.no_ballot');
    elsif a.as_of is not null and ballot_written_after(a, v_old.cast_at) then
      -- A later act has already taken effect (S29).
      v_out := v_out || applied();
    else
      -- Recorded because a vote that is offered again later must see the withdrawal (S29).
      insert into row_write as w (member, part, at) values (a.member, 'ballot:' || v_poll.id, coalesce(a.as_of, a.at))
        on conflict (member, part) do update set at = greatest(w.at, excluded.at);
      if v_old.poll is not null then
        perform ledger_poll(a.member, a.rev, v_old.cycle, a.key, v_poll.id, -v_old.grains);
        delete from ballot where poll = v_poll.id and member = a.member;
        insert into poll_delta (member, poll, ballots) values (a.member, v_poll.id, -1);
      end if;
      v_out := v_out || applied();
    end if;
  end loop;
  return v_out;
end $$;

-- A digest of a poll's question, written when it opens, by whatever path; the audit compares it (P1).
create or replace function poll_digest(p poll) returns bytea language sql stable as $$
  select sha256(convert_to(row(p.title, p.text, p.method, p.options, p.open_to_all, p.quorum)::text, 'UTF8'))
$$;
create or replace function freeze_poll() returns trigger language plpgsql as $$
begin
  new.frozen := poll_digest(new);
  return new;
end $$;
create or replace trigger a_freeze_new before insert on poll for each row
  when (new.state <> 'draft') execute function freeze_poll();
create or replace trigger a_freeze before update on poll for each row
  when (old.state = 'draft' and new.state <> 'draft') execute function freeze_poll();
