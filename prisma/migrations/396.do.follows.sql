-- B13: what members follow of the catalogue and of one another. The id says what it is: author:NAME (folded), category:KEY or member:ID.
create table follow (
  member uuid not null,
  id text not null,
  name text not null,
  since timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id)
);
create index follow_id on follow (id, member);
