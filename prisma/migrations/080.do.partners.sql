-- Read-only access for partner developers (R13). Only the hash of a token is kept: whoever made it saw it once. It names no member; who
-- made or revoked it stands in the audit log.
create table partner_token (
  id uuid primary key,
  name text not null check (length(name) between 1 and 60),
  hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index partner_token_hash on partner_token (hash);
