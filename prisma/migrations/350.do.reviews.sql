-- Reviews of works (B13): one for each member and work, in the member's scope. `id` is how reports name it.
create table review (
  member uuid not null,
  work uuid not null references work,
  id uuid not null unique default gen_random_uuid(),
  stars smallint not null check (stars between 1 and 5),
  text text not null default '',
  signed boolean not null default false,
  hidden boolean not null default false,
  written_at timestamptz not null default now(),
  changed_at timestamptz,
  rev bigint not null,
  primary key (member, work)
);
create index review_work on review (work, written_at desc, id) where not hidden;

-- What the reviews of a work add up to, in the scope of the work; a work without reviews has none (S17).
create table work_tally (
  id uuid primary key references work,
  scope text not null,
  reviews int not null default 0,
  stars int not null default 0,
  digest bytea,
  rev bigint not null
) with (fillfactor = 50);
create index work_tally_scope on work_tally (scope, rev, id);

-- Appended by a trigger on reviews, drained by the combiner.
create table review_delta (
  id bigint generated always as identity primary key,
  work uuid not null,
  reviews int not null,
  stars int not null
);
