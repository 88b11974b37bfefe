-- Each member's receipts form a chain (docs/decisions/54-receipt-chain.md): `n` counts them from 1, `chain` is the running hash. Receipts
-- older than this migration have neither. The counter of the member holds the number and the hash of the last receipt.
alter table receipt add column n bigint, add column chain bytea;
alter table member_counter add column n bigint not null default 0, add column chain bytea;

-- A receipt without a link is younger than this only if somebody took the link away. A database that is in use gets a day more: until every
-- server runs this version, the older ones go on writing receipts without links.
alter table installation add column chained_at timestamptz not null default now();
update installation set chained_at = now() + interval '1 day' where exists (select from member);

-- The secret of each act's link, which the database never stores; the number and hash of the member's last receipt before the call.
alter type act add attribute pepper bytea, add attribute last bigint, add attribute head bytea;

-- It returns one column more in this build.
drop function if exists settle_acts(uuid[], json, text[], boolean);
