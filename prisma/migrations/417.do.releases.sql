-- L8: tracks that an artist shares together, at a time that they choose. Only they see the row.
create table release (
  member uuid not null,
  id uuid not null,
  title text not null check (title <> ''),
  tracks uuid[] not null check (cardinality(tracks) between 1 and 100),
  visibility text not null check (visibility in ('community', 'public')),
  community uuid,
  at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'out', 'failed')),
  code text,
  planned_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id),
  check ((visibility = 'community') = (community is not null)),
  check ((state = 'failed') = (code is not null))
);
create index release_due on release (at) where state = 'planned';
