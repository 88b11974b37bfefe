-- R5: since when a member can have been reading a text, as the server saw it, and which time of the member's a harvested reading took.
-- With a constant default no row is written; texts begun before this version have been open for long.
alter table position add column started_at timestamptz not null default '2000-01-01T00:00:00Z';
alter table position alter column started_at set default now();
alter table read_mark add column started_at timestamptz not null default '2000-01-01T00:00:00Z', add column seconds int not null default 0;
alter table read_mark alter column started_at set default now();

-- How many proposals of a member wait, or were made within a day.
create index project_author on project (author, created_at) where author is not null;
