-- R5: who was invited by whom, once for each newcomer. The code is the end of the inviter's id (shared/src/invitations/model.ts): nothing
-- is issued, so that every device knows its member's own.
create table invitation (
  -- The newcomer.
  member uuid primary key,
  inviter uuid not null,
  accepted_at timestamptz not null default now(),
  -- What the inviter got for it; null until the newcomer's address is confirmed.
  outcome text check (outcome in ('harvested', 'limit', 'off', 'ended')),
  settled_at timestamptz,
  check (member <> inviter),
  check ((outcome is null) = (settled_at is null))
);
create index invitation_inviter on invitation (inviter, settled_at);
create index member_invitation_code on member (right(id::text, 12));
