-- A code counts only in the browser that asked for it (hash of that browser's cookie), and a device that signed in before proves itself
-- by a cookie of its own (hash of its secret), so that wrong tries of strangers are counted apart from those of the member's devices.
alter table email_code
  add column browser bytea,
  -- The member's device that asked; null: a browser unknown to the account.
  add column device uuid;
alter table device add column proof bytea;
