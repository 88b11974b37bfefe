-- Ballots settle in sets; what settled them one by one is not called any more.
drop function if exists settle_one_vote(act, text[]);
drop function if exists ballot_written_after(act, timestamptz);
drop function if exists ledger_poll(uuid, bigint, uuid, uuid, uuid, bigint);
