-- An unsigned comment shows readers no author. `writer` stands for them within one thread: only their own devices, which
-- know `comment_key`, recognise it (shared/src/comments/writer.ts computes the same).
alter table member add column comment_key uuid not null default gen_random_uuid();
alter table comment add column writer text;

create function comment_writer() returns trigger language plpgsql as $$
begin
  new.writer := case when new.state <> 'deleted' and new.name is null then (
    select left(encode(sha256(convert_to(m.comment_key || ':' || p.community || ':' || coalesce(new.parent, new.id),
      'UTF8')), 'hex'), 32)
    from member m, project p where m.id = new.author and p.id = new.project) end;
  return new;
end $$;
create trigger comment_writer before insert or update of author, name, state on comment
  for each row execute function comment_writer();
update comment set state = state where name is null and author is not null;
