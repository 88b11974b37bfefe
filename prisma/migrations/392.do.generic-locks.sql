-- The sync core no longer names what it locks and combines (sync/settle/functions.ts): one parameter of settle_acts has another
-- name, which `create or replace` does not allow, and two functions are generated under other names.
drop function if exists settle_acts(uuid[], uuid[], text[], boolean, text, boolean, boolean, boolean, boolean, int[],
  uuid[], bigint[], text[], jsonb[], timestamptz[], bytea[], boolean[], jsonb[], bytea[], timestamptz[]);
drop function if exists locks_poll(text);
drop function if exists combine_cycles(int);
