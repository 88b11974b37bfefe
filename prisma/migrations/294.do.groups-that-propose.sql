-- The named group whose members may propose projects in a community, beside its animators; null: every member.
alter table community add column proposers text
  check (proposers ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$');
