-- A device gets no more messages once its session has ended, for whatever reason.
create or replace function end_push() returns trigger language plpgsql as $$
begin
  delete from push_subscription where session = new.id;
  return null;
end $$;
create or replace trigger p_push after update of ended_at on session for each row
  when (new.ended_at is not null and old.ended_at is null) execute function end_push();
