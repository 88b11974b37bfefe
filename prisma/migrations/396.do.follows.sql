-- B13: what members follow. The id follows from kind and key (shared/src/follows/model.ts).
create table follow (
  member uuid not null,
  id uuid not null,
  kind text not null,
  key text not null,
  name text not null,
  since timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id)
);
create index follow_id on follow (id, member);
