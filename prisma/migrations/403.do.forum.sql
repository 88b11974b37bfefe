-- B13: clubs, topics of forums, and comments in topics. Those of one community are in its scope, those of all in the
-- catalogue. No foreign keys to members: closing an account deletes theirs.
create table club (
  id uuid primary key,
  scope text not null,
  -- Null: open to all.
  community uuid references community,
  work uuid not null references work,
  author uuid,
  name text check (name <> ''),
  title text not null check (length(title) between 1 and 120),
  text text not null,
  -- Counted from club_member whenever somebody joins or leaves.
  members int not null default 0,
  state text not null default 'open' check (state in ('open', 'hidden')),
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  edits int not null default 0,
  edits_since timestamptz,
  rev bigint not null
);
create index club_scope on club (scope, rev, id);
create index club_author on club (author, created_at) where author is not null;
create index club_work on club (work);

create table club_member (
  member uuid not null,
  club uuid not null references club,
  since timestamptz not null default now(),
  rev bigint not null,
  primary key (member, club)
);
create index club_member_club on club_member (club);

create table topic (
  id uuid primary key,
  scope text not null,
  -- Null: of the forum of all.
  community uuid references community,
  title text not null check (length(title) between 1 and 120),
  -- The comment that opened it; null: a part of a club.
  first uuid unique,
  club uuid references club,
  up_to int check (up_to between 1 and 10000),
  day date,
  closed bool not null default false,
  pinned bool not null default false,
  created_at timestamptz not null default now(),
  edits int not null default 0,
  edits_since timestamptz,
  rev bigint not null,
  check (num_nonnulls(first, club) = 1),
  check (num_nonnulls(club, up_to, day) in (0, 3))
);
create index topic_scope on topic (scope, rev, id);
create index topic_club on topic (club) where club is not null;

-- When the members of a club are told that a part is due; gone once that is done.
create table club_part_due (
  topic uuid primary key references topic,
  at timestamptz not null
);
create index club_part_due_at on club_part_due (at);

alter table comment alter column project drop not null;
alter table comment add column topic uuid references topic;
alter table comment add check (num_nonnulls(project, topic) = 1);
create index comment_topic on comment (topic) where topic is not null;
-- That of its project or topic; null: the forum of all.
alter table comment add column community uuid;
update comment c set community = p.community from project p where p.id = c.project;

create or replace function comment_writer() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.community := coalesce((select community from project where id = new.project),
      (select community from topic where id = new.topic));
  end if;
  new.writer := case when new.state <> 'deleted' and new.name is null then (
    select left(encode(sha256(convert_to(m.comment_key || ':' || coalesce(new.community::text, 'all') || ':'
      || coalesce(new.parent, new.id), 'UTF8')), 'hex'), 32)
    from member m where m.id = new.author) end;
  return new;
end $$;

-- The title of a topic is shown as long as its first comment is: devices get the topic anew with that comment.
create function topic_of_comment() returns trigger language plpgsql as $$
begin
  update topic set title = title where first = new.id;
  return null;
end $$;
create trigger topic_of_comment after update of state on comment
  for each row when (old.state is distinct from new.state and new.topic is not null and new.parent is null)
  execute function topic_of_comment();
