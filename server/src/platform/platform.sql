-- Small helpers every feature's SQL uses.

-- STABLE like to_char, or the planner could not inline it.
-- An instant as the protocol writes it: ISO 8601, UTC, milliseconds.
create or replace function iso(p timestamptz) returns text language sql stable as
  $$ select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- Verdicts of settlement functions.
create or replace function rejected(p_code text, p_params jsonb default '{}') returns verdict language sql immutable as
  $$ select row(p_code, p_params)::verdict $$;
create or replace function applied(p_notes jsonb default null) returns verdict language sql immutable as
  $$ select row(null, p_notes)::verdict $$;
