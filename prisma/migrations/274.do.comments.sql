-- Comments on projects and news of them, in the scope of the project's community. The scope carries the numbering.
create table comment (
  id uuid primary key,
  scope text not null,
  project uuid not null references project,
  kind text not null check (kind in ('comment', 'update')),
  parent uuid references comment,
  author uuid,
  name text,
  text text not null,
  state text not null default 'shown' check (state in ('shown', 'deleted', 'hidden')),
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  rev bigint not null default 0,
  check (state <> 'deleted' or (author is null and name is null and text = ''))
);
create index comment_scope on comment (scope, rev, id);
create index comment_author on comment (author, created_at);
create index comment_project on comment (project);

-- Projects that a member follows.
create table project_follow (
  member uuid not null,
  project uuid not null,
  since timestamptz not null default now(),
  rev bigint not null default 0,
  primary key (member, project)
);
create index project_follow_project on project_follow (project);
