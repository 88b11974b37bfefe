-- B15: manuscripts of authors, until they are works of the catalogue. No foreign keys to members: closing an account
-- takes their names away. What each member sees lies in copies of their own: `manuscript_desk` and the two after it.
create table manuscript (
  -- Also that of the work that it becomes.
  id uuid primary key,
  -- Null: the account is closed.
  author uuid,
  -- Null: for everybody.
  community uuid references community,
  title text not null check (title <> ''),
  byline text not null check (byline <> ''),
  language text not null,
  description text not null,
  rights text not null,
  state text not null default 'draft' check
    (state in ('draft', 'submitted', 'inReview', 'changesAsked', 'accepted', 'published', 'withdrawn')),
  -- Who took it.
  reviewer uuid,
  -- When it first became a work.
  published_at timestamptz,
  created_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  -- Acts of its author and of reviewers within a day.
  changes int not null default 0,
  changes_since timestamptz not null default now()
);
create index manuscript_author on manuscript (author) where author is not null;
create index manuscript_reviewer on manuscript (reviewer) where reviewer is not null;
create index manuscript_community on manuscript (community);

create table manuscript_step (
  manuscript uuid not null references manuscript,
  n int not null,
  state text not null,
  at timestamptz not null default now(),
  -- Null: nobody, as when a file was refused; or the account is closed.
  by uuid,
  name text,
  words text not null default '',
  primary key (manuscript, n)
);
create index manuscript_step_by on manuscript_step (by) where by is not null;

create table manuscript_file (
  -- Also that of the edition that it becomes.
  id uuid primary key,
  manuscript uuid not null references manuscript,
  n int not null,
  name text not null,
  state text not null default 'awaited' check (state in ('awaited', 'stored', 'refused')),
  -- Whether it was submitted: reviewers see it then.
  sent bool not null default false,
  code text,
  params jsonb not null default '{}',
  -- Of the EPUB that was sent or made.
  sha256 text,
  bytes bigint,
  pieces bytea,
  made bool not null default false,
  remarks jsonb not null default '[]',
  -- What the catalogue will say of it: its work, its edition, its cover, the MD5 that some reading apps name it by.
  facts jsonb,
  created_at timestamptz not null default now(),
  unique (manuscript, n),
  check ((state = 'stored') = (num_nonnulls(sha256, bytes, pieces, facts) = 4)),
  check ((state = 'refused') = (code is not null))
);
create index manuscript_file_sha256 on manuscript_file (sha256) where sha256 is not null;

create table manuscript_note (
  id uuid primary key,
  manuscript uuid not null references manuscript,
  file uuid not null references manuscript_file,
  -- Null: the account is closed.
  author uuid,
  name text,
  cfi text not null,
  quote text not null,
  text text not null check (text <> ''),
  done bool not null default false,
  created_at timestamptz not null default now()
);
create index manuscript_note_of on manuscript_note (manuscript);
create index manuscript_note_author on manuscript_note (author) where author is not null;

create table manuscript_desk (
  member uuid not null,
  manuscript uuid not null references manuscript,
  content jsonb not null,
  rev bigint not null,
  primary key (member, manuscript)
);
create index manuscript_desk_manuscript on manuscript_desk (manuscript);
create table manuscript_file_desk (
  member uuid not null,
  file uuid not null references manuscript_file,
  content jsonb not null,
  rev bigint not null,
  primary key (member, file)
);
create index manuscript_file_desk_file on manuscript_file_desk (file);
create table manuscript_note_desk (
  member uuid not null,
  note uuid not null references manuscript_note on delete cascade,
  content jsonb not null,
  rev bigint not null,
  primary key (member, note)
);
create index manuscript_note_desk_note on manuscript_note_desk (note);

-- A work that was withdrawn is in nobody's catalogue. Its reviews, its clubs and its readers' marks name it still.
alter table work drop constraint work_scope_check;
alter table work add check (scope in (case when community is null then 'catalogue'
  else 'community:' || community::text end, 'hidden'));
create function tally_follows_work() returns trigger language plpgsql as $$
begin
  update work_tally set scope = new.scope where id = new.id;
  return null;
end $$;
create trigger tally_follows_work after update of scope on work
  for each row when (old.scope <> new.scope) execute function tally_follows_work();

-- Contracts. A text that was offered never changes, and stays with the names that signed it, also when an account is
-- closed.
create table contract (
  id uuid primary key,
  manuscript uuid not null references manuscript,
  state text not null default 'offered' check (state in ('offered', 'agreed', 'declined', 'replaced')),
  terms jsonb not null,
  text text not null,
  -- SHA-256 of the text in UTF-8, hex.
  hash text not null check (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  offered_by uuid,
  offered_name text not null check (offered_name <> ''),
  offered_at timestamptz not null default now(),
  answered_by uuid,
  -- The author's, if they agreed.
  answered_name text,
  answered_at timestamptz,
  words text not null default '',
  check (state <> 'agreed' or num_nonnulls(answered_name, answered_at) = 2)
);
create unique index contract_offered on contract (manuscript) where state = 'offered';
create unique index contract_agreed on contract (manuscript) where state = 'agreed';
create index contract_of on contract (manuscript);
create function keep_contract() returns trigger language plpgsql as $$
begin
  if (new.terms, new.text, new.hash, new.offered_name, new.offered_at) is distinct from
     (old.terms, old.text, old.hash, old.offered_name, old.offered_at)
    or old.answered_at is not null and (new.answered_name, new.answered_at) is distinct from
     (old.answered_name, old.answered_at) then
    raise exception 'the text of a contract and its signatures stay as they are';
  end if;
  return new;
end $$;
create trigger keep_contract before update on contract for each row execute function keep_contract();
create table contract_desk (
  member uuid not null,
  contract uuid not null references contract,
  content jsonb not null,
  rev bigint not null,
  primary key (member, contract)
);
create index contract_desk_contract on contract_desk (contract);

-- Each quarter of a published work that somebody finished, once, with the time at which the server knew of it. Royalties
-- are computed from these rows alone.
create table quarter_read (
  member uuid not null,
  work uuid not null,
  quarter int not null check (quarter between 1 and 4),
  at timestamptz not null default now(),
  primary key (member, work, quarter)
);
create index quarter_read_work on quarter_read (work, at);

-- How many readers an author has; the id is the work's.
create table author_figures (
  member uuid not null,
  work uuid not null,
  readers int not null,
  finished int not null,
  quarters int not null,
  curve int[] not null,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, work)
);

create table royalty_statement (
  member uuid not null,
  id uuid not null,
  manuscript uuid not null,
  contract uuid not null,
  month text not null check (month ~ '^\d{4}-\d\d$'),
  title text not null,
  currency text not null,
  quarters int not null check (quarters >= 0),
  base bigint not null,
  share int not null,
  amount bigint not null check (amount >= 0),
  -- Ten-thousandths of a minor unit.
  carried int not null check (carried between 0 and 9999),
  made_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id),
  unique (contract, month)
);
