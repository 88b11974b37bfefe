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
