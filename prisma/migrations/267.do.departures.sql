-- Who left a community or was removed from it, and when: for its animators, for three months. A member who returns and
-- leaves again has one row, of the last time.
create table departure (
  community uuid not null references community,
  member uuid not null references member,
  removed boolean not null,
  at timestamptz not null default now(),
  primary key (community, member)
);
create index departure_at on departure (at);
