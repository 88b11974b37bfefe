-- B13: meetings of a community, in its scope. No foreign keys to members: closing an account deletes theirs.
create table meeting (
  id uuid primary key,
  scope text not null,
  community uuid not null references community,
  author uuid,
  name text check (name <> ''),
  title text not null check (length(title) between 1 and 120),
  text text not null,
  place text not null,
  link text not null,
  starts_at timestamptz not null,
  minutes int not null check (minutes between 5 and 20160),
  places int check (places > 0),
  -- How many answered so: counted from meeting_answer whenever an answer changes.
  yes int not null default 0,
  perhaps int not null default 0,
  state text not null default 'planned' check (state in ('planned', 'cancelled', 'hidden')),
  -- What it was before moderators hid it.
  before text check (before in ('planned', 'cancelled')),
  reason text not null default '',
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  edits int not null default 0,
  edits_since timestamptz,
  cancelled_at timestamptz,
  rev bigint not null,
  check ((state = 'hidden') = (before is not null))
);
create index meeting_scope on meeting (scope, rev, id);
create index meeting_author on meeting (author, created_at) where author is not null;
create index meeting_start on meeting (starts_at);

-- A member's answer to a meeting, in the member's scope.
create table meeting_answer (
  member uuid not null,
  meeting uuid not null references meeting,
  answer text not null check (answer in ('yes', 'perhaps', 'no')),
  answered_at timestamptz not null default now(),
  changes int not null default 1,
  changes_since timestamptz not null default now(),
  rev bigint not null,
  primary key (member, meeting)
);
create index meeting_answer_meeting on meeting_answer (meeting, answered_at);

-- When those who come are reminded; gone once that is done.
create table meeting_reminder (
  meeting uuid primary key references meeting,
  at timestamptz not null
);
create index meeting_reminder_at on meeting_reminder (at);

-- What a notification is about, where that is neither a project, a poll nor a comment.
alter table notification add column subject uuid;
create index notification_subject on notification (subject) where subject is not null;
