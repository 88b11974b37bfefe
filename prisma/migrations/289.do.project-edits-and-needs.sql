-- What a published project said before each edit. It is in the project's scope; the scope carries the numbering.
create table project_edit (
  id uuid primary key,
  scope text not null,
  project uuid not null references project,
  at timestamptz not null default now(),
  -- Changed by an animator; false: by its author.
  animator boolean not null,
  -- The names of the fields that changed.
  fields text[] not null,
  -- Their content before.
  before jsonb not null,
  rev bigint not null
);
create index project_edit_scope on project_edit (scope, rev, id);
create index project_edit_project on project_edit (project, at);

-- What a project looks for: hands, tools, a place. No foreign key: closing an account deletes its proposals.
create table project_need (
  id uuid primary key,
  scope text not null,
  project uuid not null,
  text text not null check (length(text) between 1 and 120),
  met boolean not null default false,
  created_at timestamptz not null default now(),
  rev bigint not null
);
create index project_need_scope on project_need (scope, rev, id);
create index project_need_project on project_need (project);

-- A row written without a rev is stamped only if it has none: a default would keep it from every pull.
alter table comment alter column rev drop default;
alter table project_follow alter column rev drop default;
