-- Mails to members that wait. No address and no text of a person: both are looked up when one is sent (server/src/mail/outbox.ts).
create table mail_outbox (
  id uuid primary key,
  member uuid not null,
  kind text not null,
  params jsonb not null default '{}',
  -- Said once to a member; null: each time.
  key text,
  queued_at timestamptz not null default now(),
  next_at timestamptz not null default now(),
  tries int not null default 0,
  -- null: waits.
  outcome text check (outcome in ('sent', 'unwanted', 'undeliverable')),
  ended_at timestamptz,
  check ((outcome is null) = (ended_at is null))
);
create unique index mail_outbox_key on mail_outbox (member, key);
create index mail_outbox_due on mail_outbox (next_at, id) where outcome is null;

-- Which mails a member wants, where it differs from what is usual; a link in a mail sets it without signing in.
create table mail_choice (
  member uuid not null,
  kind text not null,
  wanted boolean not null,
  chosen_at timestamptz not null default now(),
  primary key (member, kind)
);
