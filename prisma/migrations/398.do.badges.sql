-- B14: what is told of members as readers, each fact once. Rows are only added, their days may only
-- become earlier; they go with the account. The id follows from kind and subject (badges.sql). `at`: when the server
-- counted it.
create table reading_event (
  member uuid not null,
  id uuid not null,
  kind text not null,
  subject text not null,
  day date not null,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, kind, subject)
);
create unique index reading_event_id on reading_event (member, id);

-- The badges that these events give, each once, with the event that earned it. The id follows from `badge`.
create table badge (
  member uuid not null,
  id uuid not null,
  badge text not null,
  event uuid not null,
  day date not null,
  rev bigint not null,
  primary key (member, id)
);

-- A listener tells the events of what members had read before (server/src/badges/give.ts).
insert into domain_event (name, subject, payload)
  select 'badges.tell', null, '{}'
  where exists (select from book_day) or exists (select from read_mark) or exists (select from review);
