-- S29: an act offered again with the proof of its receipt is judged as of that receipt's time.
alter type act add attribute as_of timestamptz;

-- These take one argument more in this build and would stand beside their old selves.
drop function if exists harvest_day_of(uuid, uuid, timestamptz);
drop function if exists ballot_refusal(uuid, poll, timestamptz, boolean);
