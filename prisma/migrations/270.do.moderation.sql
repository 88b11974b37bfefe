-- Moderation: reports, cases, decisions, appeals, automatic flags, bans from one community, and the role of moderator.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('member', 'moderator', 'animator'));

-- What moderators hid is in its author's own scope, and in nobody's if it was imported without an author. Tallies stay
-- where they are: boosts and ballots stand.
insert into scope_counter (scope) values ('hidden') on conflict do nothing;
alter table project drop constraint project_status_check;
alter table project drop constraint project_check;
alter table project add constraint project_status_check
  check (status in ('proposed', 'published', 'withdrawn', 'declined', 'hidden'));
alter table project add constraint project_check check (scope = case
  when status in ('proposed', 'declined') then 'member:' || author::text
  when status = 'hidden' then coalesce('member:' || author::text, 'hidden')
  else 'community:' || community::text end);
alter table poll add column hidden_at timestamptz;
alter table poll drop constraint poll_check;
alter table poll add constraint poll_check check (scope = case
  when hidden_at is not null then coalesce('member:' || author::text, 'hidden')
  when state = 'draft' then 'member:' || author::text
  else 'polls:' || case when community is null then 'public' else 'community:' || community::text end end);

-- Everything reported or flagged about one subject. `decision` is the last one; `flags` are what automatic checks found
-- since then; `place` is the community, else the subject. Who may decide it has a copy in `moderation_queue`.
create table moderation_case (
  id uuid primary key,
  kind text not null,
  subject uuid not null,
  community uuid references community,
  place uuid not null,
  author uuid,
  title text not null default '',
  excerpt text not null default '',
  state text not null default 'open' check (state in ('open', 'kept', 'hidden')),
  round int not null default 0,
  flags jsonb not null default '[]',
  decision jsonb,
  opened_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create unique index moderation_case_subject on moderation_case (kind, subject, place);
create index moderation_case_community on moderation_case (community);
create index moderation_case_author on moderation_case (author);
create index moderation_case_opened on moderation_case (opened_at) where state = 'open';

-- A member's report of a subject; another one after a decision replaces it.
create table report (
  member uuid not null,
  subject uuid not null,
  case_id uuid not null references moderation_case,
  kind text not null,
  title text not null default '',
  reason text not null check (reason in ('spam', 'insult', 'false', 'danger', 'other')),
  words text not null default '' check (length(words) <= 500),
  state text not null default 'open' check (state in ('open', 'kept', 'hidden')),
  answer text,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  rev bigint not null,
  primary key (member, subject)
);
create index report_case on report (case_id);

-- What an author is told about a decision, and their appeal against it.
create table sanction (
  member uuid not null,
  case_id uuid not null references moderation_case,
  kind text not null,
  subject uuid not null,
  title text not null default '',
  round int not null,
  hidden boolean not null,
  banned boolean not null default false,
  reason text not null,
  decided_at timestamptz not null default now(),
  appeal text check (length(appeal) <= 500),
  appealed_at timestamptz,
  answer text,
  rev bigint not null,
  primary key (member, case_id)
);
create index sanction_case on sanction (case_id);

-- The cases that a member may decide, as their devices show them; written by a listener.
create table moderation_queue (
  member uuid not null,
  case_id uuid not null references moderation_case,
  content jsonb not null,
  rev bigint not null,
  primary key (member, case_id)
);
create index moderation_queue_case on moderation_queue (case_id);

-- When the moderators of a community (by id; 'all': of all communities) were last told by mail of open cases.
create table moderation_told (
  place text primary key,
  at timestamptz not null
);

-- Who may not return to a community.
create table community_ban (
  member uuid not null references member,
  community uuid not null references community,
  at timestamptz not null default now(),
  primary key (member, community)
);
create index community_ban_community on community_ban (community);
