-- S29: a database put back from a backup. `recovery_since` is set while a recovery is open, `recovered_at` when the last one ended;
-- `seen` names the PostgreSQL cluster and timeline this database was last served from.
alter table installation add column recovery_since timestamptz, add column recovered_at timestamptz, add column seen text;

-- When each row was last written, by the receipts' times, while devices may still offer old acts again: an older act does not
-- overwrite what a later one wrote. `member` is the zero UUID for rows of shared scopes.
create table row_write (
  member uuid not null,
  part text not null,
  at timestamptz not null,
  primary key (member, part)
);
