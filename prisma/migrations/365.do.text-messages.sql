-- Text messages of the last day, without their numbers: they count against the budget of the installation and against
-- the limit of the asker, a network or a member (docs/decisions/88-sms.md). Empty asker: for an operator.
create table text_message (
  id uuid primary key,
  at timestamptz not null default now(),
  asker text not null default '',
  outcome text check (outcome in ('sent', 'recipient', 'provider'))
);
create index text_message_at on text_message (at);
create index text_message_asker on text_message (asker, at);
