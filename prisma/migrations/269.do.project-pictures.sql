-- Photos of proposals and projects. No foreign key to the project: closing an account deletes its proposals.
create table project_picture (
  id uuid primary key,
  scope text not null,
  project uuid not null,
  author uuid not null,
  state text not null default 'awaited' check (state in ('awaited', 'stored', 'refused')),
  code text,
  -- Base name of its files under /media/pictures; a hash of their content.
  name text check (name ~ '^[0-9a-f]{32}$'),
  width int,
  height int,
  widths int[] not null default '{}',
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  alt text not null default '' check (length(alt) <= 120),
  place int not null,
  created_at timestamptz not null default now(),
  rev bigint not null,
  check ((state = 'stored') = (name is not null)),
  check ((state = 'refused') = (code is not null))
);
create index project_picture_scope on project_picture (scope, rev, id);
create index project_picture_project on project_picture (project, place, id);
create index project_picture_name on project_picture (name) where name is not null;
