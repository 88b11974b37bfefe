-- Concepts of communities, in the scope of the community, and what is linked to them: projects and other concepts. A
-- link's id is made of the two ids. No foreign key to the target, which is of two kinds.
create table concept (
  id uuid primary key,
  scope text not null,
  community uuid not null references community,
  title text not null check (length(title) between 1 and 80),
  summary text not null default '' check (length(summary) <= 280),
  rev bigint not null
);
create index concept_scope on concept (scope, rev, id);
create index concept_community on concept (community);

create table concept_link (
  id text primary key,
  scope text not null,
  concept uuid not null references concept,
  kind text not null check (kind in ('concept', 'project')),
  target uuid not null,
  rev bigint not null,
  check (id = concept || ':' || target),
  check (kind <> 'concept' or concept < target)
);
create index concept_link_scope on concept_link (scope, rev, id);
create index concept_link_concept on concept_link (concept, kind);
create index concept_link_target on concept_link (target);
