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
declare v_kind text := p_method ->> 'kind'; v_unknown text; v_credits bigint; v_n int; v_different int;
begin
  if v_kind <> p_content ->> 'kind' then
    return rejected('poll.wrong_method', jsonb_build_object('method', v_kind));
  end if;
  if v_kind = 'choice' then
    select count(*), count(distinct x), (array_agg(x order by i)
        filter (where not p_options @> jsonb_build_array(jsonb_build_object('id', x))))[1]
      into v_n, v_different, v_unknown
      from jsonb_array_elements_text(p_content -> 'options') with ordinality as t(x, i);
    if v_unknown is not null then
      return rejected('poll.unknown_option', jsonb_build_object('option', v_unknown));
    end if;
    if v_different <> v_n then return rejected('poll.option_twice'); end if;
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
  if p_poll.opens_at > coalesce(p_at, clock_timestamp()) then
    return rejected('poll.not_yet_open', jsonb_build_object('opensAt', iso(p_poll.opens_at)));
  end if;
  if p_poll.community is not null and not p_poll.open_to_all and (p_joined is null or p_joined > p_poll.opens_at) then
    return rejected('poll.not_member');
  end if;
  if p_joined is null and community_barred(p_member, p_poll.community) then return rejected('community.banned'); end if;
  return null;
end $$;

-- Settles a run of votes in order, each completely or not at all; the acts of one member are adjacent (R7). A second
-- ballot of a member in one poll must see what the first one did, so it begins a set of its own.
create or replace function settle_poll_vote(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_again int;
begin
  if cardinality(p_acts) > 1 then
    select min(ordinality) into v_again from (
      select ordinality, row_number() over (partition by member, (args ->> 'poll')::uuid order by ordinality) as nth
        from unnest(p_acts) with ordinality) x where nth > 1;
  end if;
  if v_again is null then return settle_votes(p_acts, p_off); end if;
  return settle_votes(p_acts[1:v_again - 1], p_off) || settle_poll_vote(p_acts[v_again:], p_off);
end $$;

-- Settles votes of which no two are by one member in one poll. As for boosts, one statement reads everything by key, a
-- loop decides in order with each member's balance and harvests so far, and one statement for each table writes what
-- was accepted. The caller holds the members' mutexes and the polls' locks, so what is read here cannot change
-- meanwhile.
create or replace function settle_votes(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare
  a record; v_poll poll; v_standing text; v_balance bigint; v_fault verdict; v_cost bigint; v_difference bigint;
  v_days date[]; v_counts int[]; v_i int; v_late boolean; v_harvest text; v_out verdict[];
  v_cycle uuid := active_cycle();
  -- Ballots, spends and harvests to write: arrays in parallel.
  b_members uuid[]; b_revs bigint[]; b_polls uuid[]; b_contents jsonb[]; b_grains bigint[]; b_cycles uuid[];
    b_times timestamptz[]; b_firsts boolean[];
  s_members uuid[]; s_revs bigint[]; s_keys uuid[]; s_polls uuid[]; s_grains bigint[];
  h_members uuid[]; h_revs bigint[]; h_keys uuid[]; h_polls uuid[]; h_days date[];
begin
  for a in
    select x.member, x.rev, x.key, x.poll, x.content, x.as_of, coalesce(x.as_of, x.at) as at, x.first, q.p as row,
      b.poll is not null as voted, b.grains, b.cycle, b.cast_at, g.joined_at, y.day,
      case when x.first then (select case when m.status <> 'active' then 'account.banned'
        when m.email_confirmed_at is null then 'account.not_confirmed' else 'good' end from member m
        where m.id = x.member) end as standing,
      case when x.first then (select w.balance from wallet w where w.member = x.member) end as balance,
      (select true from harvest_once o where o.member = x.member and o.reason = 'poll_vote' and o.subject = x.poll)
        as harvested,
      (select h.n from harvest_day h where h.member = x.member and h.reason = 'poll_vote' and h.day = y.day) as that_day
    from (select n, member, device, rev, key, made_at, as_of, at, (args ->> 'poll')::uuid as poll,
        args -> 'ballot' as content, lag(member) over (order by n) is distinct from member as first
        from unnest(p_acts) offset 0) x
      left join lateral (select p from poll p where p.id = x.poll offset 0) q on true
      left join lateral (select joined_at from membership where member = x.member and community = (q.p).community
        offset 0) g on true
      left join lateral (select poll, grains, cycle, cast_at from ballot where poll = x.poll and member = x.member
        offset 0) b on true
      left join lateral (select harvest_day_at(d.quiet_at, x.made_at, x.as_of) as day from device d
        where d.member = x.member and d.id = x.device offset 0) y on true
    order by x.n
  loop
    if a.first then
      v_standing := a.standing; v_balance := a.balance; v_days := '{}'; v_counts := '{}';
    end if;
    if v_standing <> 'good' then v_out := v_out || rejected(v_standing); continue; end if;
    v_poll := a.row;
    v_fault := ballot_refusal(a.member, v_poll, a.joined_at, v_poll.hidden_at is null and (a.joined_at is not null
      or v_poll.community is null or community_visible(a.member, v_poll.community)), a.as_of);
    -- Ballots of a secret poll come by another act, whose arguments no receipt tells anything about (P2).
    if v_fault.code is null and v_poll.secret then v_fault := rejected('poll.secret'); end if;
    if v_fault.code is null then v_fault := ballot_fault(v_poll.method, v_poll.options, a.content); end if;
    if v_fault.code is not null then v_out := v_out || v_fault; continue; end if;
    v_cost := ballot_cost(v_poll.method, a.content);
    if v_cost > 0 and 'SAKA_VOTE_ENABLED' = any(p_off) then
      v_out := v_out || rejected('saka.vote_disabled'); continue;
    end if;
    -- A later ballot exists, or a later act withdrew it; the old act then only credits its harvest (S29).
    v_late := a.as_of is not null and ballot_written_after(a.member, a.poll, a.as_of, a.cast_at);
    if not v_late then
      v_difference := v_cost - coalesce(a.grains, 0);
      if v_difference > v_balance then
        v_out := v_out || rejected('saka.insufficient_grains',
          jsonb_build_object('balance', v_balance, 'asked', v_difference));
        continue;
      end if;
      if v_difference < 0 then perform ledger_poll_refund(a.member, a.rev, a.key, a.poll, -v_difference); end if;
      if v_difference > 0 then
        s_members := s_members || a.member; s_revs := s_revs || a.rev; s_keys := s_keys || a.key;
        s_polls := s_polls || a.poll; s_grains := s_grains || v_difference;
      end if;
      v_balance := v_balance - v_difference;
      b_members := b_members || a.member; b_revs := b_revs || a.rev; b_polls := b_polls || a.poll;
      b_contents := b_contents || a.content; b_grains := b_grains || v_cost; b_times := b_times || a.at;
      b_cycles := b_cycles || case when v_difference < 0 then a.cycle else v_cycle end;
      b_firsts := b_firsts || not a.voted;
    end if;
    v_harvest := null;
    if 'ENABLE_SAKA' <> all(p_off) and a.harvested is null then
      v_i := array_position(v_days, a.day);
      if v_i is null then
        v_days := v_days || a.day; v_counts := v_counts || coalesce(a.that_day, 0); v_i := cardinality(v_days);
      end if;
      v_harvest := case when v_counts[v_i] < 10 then 'harvested' else 'limit' end;
      if v_harvest = 'harvested' then
        v_counts[v_i] := v_counts[v_i] + 1; v_balance := v_balance + 5;
        h_members := h_members || a.member; h_revs := h_revs || a.rev; h_keys := h_keys || a.key;
        h_polls := h_polls || a.poll; h_days := h_days || a.day;
      end if;
    end if;
    v_out := v_out || applied(case when v_late then null
      when v_harvest = 'harvested' then '[{"code": "saka.harvested", "params": {"grains": 5}}]'::jsonb
      when v_harvest = 'limit' then '[{"code": "saka.daily_limit", "params": {"limit": 10}}]'::jsonb end);
  end loop;
  if b_polls is not null then
    insert into ballot (poll, member, content, grains, cycle, rev, cast_at)
      select * from unnest(b_polls, b_members, b_contents, b_grains, b_cycles, b_revs, b_times)
      on conflict (poll, member) do update set content = excluded.content, grains = excluded.grains,
        cycle = coalesce(excluded.cycle, ballot.cycle),
        cast_at = excluded.cast_at, rev = excluded.rev;
    if true = any(b_firsts) then
      insert into poll_delta (member, poll, ballots)
        select member, poll, 1 from unnest(b_members, b_polls, b_firsts) as x(member, poll, first) where first;
    end if;
  end if;
  if s_keys is not null or h_keys is not null then
    perform ledger_ballots(v_cycle, s_members, s_revs, s_keys, s_polls, s_grains, h_members, h_revs, h_keys, h_polls,
      h_days, 5, 10);
  end if;
  return v_out;
end $$;

-- Whether an act later than this reoffered one wrote or withdrew the member's ballot (S29). The ballot's row holds when
-- it was cast; `row_write` holds when one was withdrawn, because no row is left then.
create or replace function ballot_written_after(p_member uuid, p_poll uuid, p_as_of timestamptz,
  p_cast_at timestamptz) returns boolean language sql stable as $$
  select coalesce(p_cast_at > p_as_of, false)
    or exists (select from row_write w where w.member = p_member and w.part = 'ballot:' || p_poll and w.at > p_as_of)
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
    elsif v_poll.secret then
      v_out := v_out || rejected('poll.secret');
    elsif a.as_of is null and v_old.poll is null then
      v_out := v_out || rejected('poll.no_ballot');
    elsif a.as_of is not null and ballot_written_after(a.member, v_poll.id, a.as_of, v_old.cast_at) then
      -- A later act has already taken effect (S29).
      v_out := v_out || applied();
    else
      -- Recorded because a vote that is offered again later must see the withdrawal (S29).
      insert into row_write as w (member, part, at) values (a.member, 'ballot:' || v_poll.id, coalesce(a.as_of, a.at))
        on conflict (member, part) do update set at = greatest(w.at, excluded.at);
      if v_old.poll is not null then
        if v_old.grains > 0 then
          perform ledger_poll_refund(a.member, a.rev, a.key, v_poll.id, v_old.grains);
        end if;
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
  select sha256(convert_to(row(p.title, p.text, p.method, p.options, p.open_to_all, p.quorum)::text
    || case when p.secret then ' secret' else '' end || coalesce(' ties ' || p.ties, ''), 'UTF8'))
$$;
-- The rules for ties of polls that open now; shared/src/polls/ties.ts says what each means.
create or replace function freeze_poll() returns trigger language plpgsql as $$
begin
  new.ties := case new.method ->> 'kind' when 'choice' then 'shared' when 'quadratic' then 'shared'
    when 'judgment' then 'medians' else case when new.method ? 'terms' then 'votes-cost-id' end end;
  new.frozen := poll_digest(new);
  return new;
end $$;
create or replace trigger a_freeze_new before insert on poll for each row
  when (new.state <> 'draft') execute function freeze_poll();
create or replace trigger a_freeze before update on poll for each row
  when (old.state = 'draft' and new.state <> 'draft') execute function freeze_poll();
