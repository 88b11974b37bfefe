-- What a change of a review adds to the tally of its work (S17). A trigger, so that no path forgets it: a review is
-- written, changed, hidden, shown again, taken back, or erased with its member.
create or replace function count_review() returns trigger language plpgsql as $$
declare v_before int := 0; v_after int := 0; v_reviews int := 0;
begin
  if tg_op <> 'INSERT' and not old.hidden then v_before := old.stars; v_reviews := v_reviews - 1; end if;
  if tg_op <> 'DELETE' and not new.hidden then v_after := new.stars; v_reviews := v_reviews + 1; end if;
  if v_reviews <> 0 or v_before <> v_after then
    insert into review_delta (work, reviews, stars)
      values (case tg_op when 'DELETE' then old.work else new.work end, v_reviews, v_after - v_before);
  end if;
  return null;
end $$;
create or replace trigger e_count after insert or update or delete on review
  for each row execute function count_review();

-- Adds these deltas to the tallies. sync/rows/combine.sql calls the two functions; saka/combine.sql says why ids are
-- kept in arrays.
create or replace function waiting_review(p_n int, out last bigint, out scopes text[]) language plpgsql volatile as $$
declare v_works uuid[];
begin
  select max(id), array_agg(distinct work) into last, v_works
    from (select id, work from review_delta order by id limit p_n) x;
  select array_agg(distinct w.scope) into scopes from work w where w.id = any(v_works);
end $$;
create or replace function combine_review(p_last bigint, p_revs jsonb, out deltas bigint, out moved text[])
language plpgsql volatile as $$
declare v_works uuid[];
begin
  select array_agg(distinct work) into v_works from review_delta where id <= p_last;
  v_works := array(select id from work where id = any(v_works) and p_revs ? scope);
  -- A work has a tally from its first review on.
  with d as (delete from review_delta where id <= p_last and work = any(v_works) returning work, reviews, stars),
  g as (select work, sum(reviews) as reviews, sum(stars) as stars, count(*) as n from d group by work),
  u as (insert into work_tally as t (id, scope, reviews, stars, rev)
    select w.id, w.scope, g.reviews, g.stars, (p_revs ->> w.scope)::bigint from g join work w on w.id = g.work
    on conflict (id) do update set reviews = t.reviews + excluded.reviews, stars = t.stars + excluded.stars,
      rev = excluded.rev)
  select coalesce(sum(n), 0) into deltas from g;
end $$;
