-- One call settles acts of several members (docs/decisions/06): each act says whose it is, and at which rev of theirs it settles.
alter type act add attribute member uuid, add attribute device uuid, add attribute rev bigint;

-- The functions that took the acts of one member; those of this build have other arguments and would stand beside them.
drop function if exists settle_acts(uuid, uuid, uuid[], bigint[], text[], jsonb[], timestamptz[], bytea[], boolean[], jsonb[], text[]);
drop function if exists settle_run(text, uuid, uuid, bigint, act[], text[]);
drop function if exists settle_sync_cancel(uuid, uuid, bigint, act[], text[]);
drop function if exists settle_project_boost(uuid, uuid, bigint, act[], text[]);
drop function if exists settle_poll_vote(uuid, uuid, bigint, act[], text[]);
drop function if exists settle_one_vote(uuid, uuid, bigint, act, text[]);
drop function if exists settle_poll_withdraw_vote(uuid, uuid, bigint, act[], text[]);
drop function if exists settle_reading_finish(uuid, uuid, bigint, act[], text[]);
drop function if exists settle_reading_progress(uuid, uuid, bigint, act[], text[]);
drop function if exists ledger_plant(uuid, bigint, uuid, uuid[], uuid[], bigint[], uuid[], bigint[], int[]);
