-- R6: an adjustment is made once for its key, whoever asks twice and on whichever server.
create unique index audit_log_adjustment on audit_log ((detail ->> 'key')) where action = 'saka.adjust';

-- Named groups of members, which policies may name.
create table member_group (
  member uuid not null references member,
  name text not null check (name ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  added_at timestamptz not null default now(),
  primary key (member, name)
);
create index member_group_name on member_group (name, member);

-- Members found by a part of their name or address.
create index member_search on member using gin (plain(name || ' ' || email) gin_trgm_ops) where status <> 'closed';
