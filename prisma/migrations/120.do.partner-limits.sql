-- A partner's own requests a minute, and when its token was last used: whoever revokes one knows whether somebody still lives by it.
alter table partner_token
  add column per_minute int not null default 600 check (per_minute between 1 and 6000),
  add column last_used_at timestamptz;
