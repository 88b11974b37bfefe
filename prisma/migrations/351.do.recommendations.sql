-- What each member may read next (B11): one short list a member, in their scope, written by a job.
create table recommendation (
  member uuid primary key,
  items jsonb not null,
  computed_at timestamptz not null default now(),
  rev bigint not null
);

-- Works that are not for a member: never recommended to them, and never a reason.
create table unwanted (
  member uuid not null,
  work uuid not null references work,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, work)
);

-- What the lists were last computed from, so that nothing is computed again from the same.
create table recommendation_run (
  id boolean primary key default true check (id),
  basis text not null,
  at timestamptz not null default now()
);
