-- What must hold of the database at each commit (S28), beside what the product's own triggers refuse. These triggers
-- are deferred: they run when a transaction commits, with all of its changes. One that finds a contradiction fails the
-- transaction with the code SIM28, which ends the run (gate.ts). They are part of the simulator's database only.
create schema if not exists sim;

create or replace function sim.broken(p_invariant text, p_detail text) returns void language plpgsql as $$
begin
  raise exception '%: %', p_invariant, p_detail using errcode = 'SIM28';
end $$;

-- A device waits for the revs that a receipt names before it shows an act as received. So a receipt names every shared
-- scope that its transaction moved, and no other.
create or replace function sim.receipt_names_its_revs() returns trigger language plpgsql as $$
declare v_moved jsonb; v_named jsonb := coalesce(new.revs, '{}');
begin
  select coalesce(jsonb_object_agg(scope, rev), '{}') into v_moved from scope_counter where tx = pg_current_xact_id();
  v_moved := v_moved || jsonb_build_object('member:' || new.member, new.rev);
  if new.revs is null then v_named := jsonb_build_object('member:' || new.member, new.rev); end if;
  if v_moved <> v_named then
    perform sim.broken('a receipt names the revs that its act moved', concat_ws(' ', new.name, v_moved, v_named));
  end if;
  if not exists (select from member_counter c where c.member = new.member and c.rev = new.rev
    and c.n is not distinct from coalesce(new.n, c.n) + (select count(*) from receipt r where r.member = new.member
      and r.n > new.n)) then
    perform sim.broken('the counter of a member stands at their newest receipt', concat_ws(' ', new.name, new.rev));
  end if;
  return null;
end $$;

-- A transfer, the wallet, the tally and the season figures agree at every moment: what the combiner has not added yet
-- is in the deltas (R2, R3, S17).
create or replace function sim.project_adds_up(p_project uuid) returns void language plpgsql as $$
declare v_gap text;
begin
  select concat_ws(' ', t.id, t.score, d.grains, x.grains, t.supporters, d.supporters, s.n) into v_gap
    from project_tally t
      cross join lateral (select coalesce(sum(grains), 0) as grains, coalesce(sum(supporters), 0) as supporters
        from project_delta where project = t.id) d
      cross join lateral (select coalesce(sum(amount), 0) as grains from transfer
        where project = t.id and reason = 'project_boost') x
      cross join lateral (select count(*) as n from support where project = t.id) s
    where t.id = p_project and (t.score + d.grains <> x.grains or t.supporters + d.supporters <> s.n);
  if v_gap is not null then perform sim.broken('tally + deltas = ledger at each commit', v_gap); end if;
end $$;
create or replace function sim.poll_adds_up(p_poll uuid) returns void language plpgsql as $$
declare v_gap text;
begin
  select concat_ws(' ', t.id, t.ballots, d.n, b.n) into v_gap
    from poll_tally t
      cross join lateral (select coalesce(sum(ballots), 0) as n from poll_delta where poll = t.id) d
      cross join lateral (select count(*) as n from ballot where poll = t.id) b
    where t.id = p_poll and t.ballots + d.n <> b.n;
  if v_gap is not null then perform sim.broken('tally + deltas = ballots at each commit', v_gap); end if;
end $$;
create or replace function sim.reviews_add_up(p_work uuid) returns void language plpgsql as $$
declare v_gap text;
begin
  select concat_ws(' ', p_work, t.reviews, d.reviews, r.n, t.stars, d.stars, r.stars) into v_gap
    from (select coalesce(sum(reviews), 0) as reviews, coalesce(sum(stars), 0) as stars from work_tally
        where id = p_work) t,
      (select coalesce(sum(reviews), 0) as reviews, coalesce(sum(stars), 0) as stars from review_delta
        where work = p_work) d,
      (select count(*) as n, coalesce(sum(stars), 0) as stars from review where work = p_work and not hidden) r
    where t.reviews + d.reviews <> r.n or t.stars + d.stars <> r.stars;
  if v_gap is not null then perform sim.broken('tally + deltas = reviews at each commit', v_gap); end if;
end $$;
create or replace function sim.day_adds_up(p_cycle uuid, p_day date) returns void language plpgsql as $$
declare v_cycle uuid := nullif(p_cycle, '00000000-0000-0000-0000-000000000000'); v_gap text;
begin
  select concat_ws(' ', p_day, c.n, d.n, p.n, x.n) into v_gap
    from (select coalesce(sum(harvested + planted + composted + redistributed + adjusted), 0) as n from cycle_day
        where cycle = coalesce(v_cycle, '00000000-0000-0000-0000-000000000000') and day = p_day) c,
      (select coalesce(sum(n), 0) as n from cycle_delta
        where cycle is not distinct from v_cycle and day = p_day and part <> 'wallets') d,
      (select coalesce(sum(grains), 0) as n from project_delta
        where cycle is not distinct from v_cycle and day = p_day) p,
      (select coalesce(sum(case when reason = 'poll_refund' or reason = 'manual_adjust' and to_account <> 'wallet'
          then -amount else amount end), 0) as n from transfer
        where cycle is not distinct from v_cycle and (at at time zone 'UTC')::date = p_day) x
    where c.n + d.n + p.n <> x.n;
  if v_gap is not null then perform sim.broken('season figures + deltas = ledger at each commit', v_gap); end if;
end $$;

create or replace function sim.transfer_adds_up() returns trigger language plpgsql as $$
begin
  if (select w.balance <> sum(case when t.to_account = 'wallet' then t.amount else -t.amount end)
    from wallet w join transfer t using (member) where w.member = new.member group by w.balance) then
    perform sim.broken('a wallet equals its transfers at each commit', new.member::text);
  end if;
  if new.key is not null and not exists (select from receipt r
    where r.member = new.member and r.key = new.key and r.code is null and r.rev = new.rev) then
    perform sim.broken('grains move with the receipt of their act', concat_ws(' ', new.reason, new.key));
  end if;
  perform sim.day_adds_up(new.cycle, (new.at at time zone 'UTC')::date);
  if new.project is not null then perform sim.project_adds_up(new.project); end if;
  return null;
end $$;
create or replace function sim.project_moved() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then perform sim.project_adds_up(old.project);
  else perform sim.project_adds_up(new.id); end if;
  return null;
end $$;
create or replace function sim.poll_moved() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'poll_tally' then perform sim.poll_adds_up(new.id);
  elsif tg_op = 'DELETE' then perform sim.poll_adds_up(old.poll);
  else perform sim.poll_adds_up(new.poll); end if;
  return null;
end $$;
create or replace function sim.review_moved() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'work_tally' then perform sim.reviews_add_up(new.id);
  elsif tg_op = 'DELETE' then perform sim.reviews_add_up(old.work);
  else perform sim.reviews_add_up(new.work); end if;
  return null;
end $$;
create or replace function sim.day_moved() returns trigger language plpgsql as $$
begin
  perform sim.day_adds_up(new.cycle, new.day);
  return null;
end $$;

-- With a new history begin new numbers of transactions, since another cluster counts its own, and new signing keys
-- (S29).
create or replace function sim.history_begins() returns trigger language plpgsql as $$
begin
  if exists (select from scope_counter where tx <> '0') or exists (select from member_counter where tx <> '0')
    or exists (select from signing_key) then
    perform sim.broken('a new history keeps nothing of the cluster of the old one', new.epoch::text);
  end if;
  return null;
end $$;

-- The order in which acts on playlists settled: each holds the lock of its playlist when it is numbered.
create table sim.settled (n bigserial primary key, member uuid not null, key uuid not null);
create or replace function sim.number_settled() returns trigger language plpgsql as $$
begin
  insert into sim.settled (member, key) values (new.member, new.key);
  return null;
end $$;

create constraint trigger sim_history after update on installation deferrable initially deferred
  for each row when (old.epoch <> new.epoch and new.recovery_since is not null) execute function sim.history_begins();
create constraint trigger sim_revs after insert on receipt deferrable initially deferred
  for each row execute function sim.receipt_names_its_revs();
create constraint trigger sim_sums after insert on transfer deferrable initially deferred
  for each row execute function sim.transfer_adds_up();
create constraint trigger sim_sums after update on project_tally deferrable initially deferred
  for each row execute function sim.project_moved();
create constraint trigger sim_sums after delete on project_delta deferrable initially deferred
  for each row execute function sim.project_moved();
create constraint trigger sim_sums after update on poll_tally deferrable initially deferred
  for each row execute function sim.poll_moved();
create constraint trigger sim_sums after delete on poll_delta deferrable initially deferred
  for each row execute function sim.poll_moved();
create constraint trigger sim_sums after insert or update on work_tally deferrable initially deferred
  for each row execute function sim.review_moved();
create constraint trigger sim_sums after delete on review_delta deferrable initially deferred
  for each row execute function sim.review_moved();
create constraint trigger sim_sums after insert or update or delete on review deferrable initially deferred
  for each row execute function sim.review_moved();
create constraint trigger sim_sums after insert or delete on ballot deferrable initially deferred
  for each row execute function sim.poll_moved();
create constraint trigger sim_sums after insert or update on cycle_day deferrable initially deferred
  for each row execute function sim.day_moved();
create trigger sim_order after insert on receipt for each row when (new.name like 'playlist.%')
  execute function sim.number_settled();
