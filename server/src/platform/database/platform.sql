-- Small helpers every feature's SQL uses.

-- An instant in the protocol's form: ISO 8601, UTC, milliseconds. Declared STABLE like to_char, because the planner
-- could not inline it otherwise.
create or replace function iso(p timestamptz) returns text language sql stable as
  $$ select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
-- The same with microseconds, for times of receipts, whose order says what was written last (S29).
create or replace function iso_exact(p timestamptz) returns text language sql stable as
  $$ select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- Constructors for the verdicts of settlement functions.
create or replace function rejected(p_code text, p_params jsonb default '{}') returns verdict language sql immutable as
  $$ select row(p_code, p_params)::verdict $$;
create or replace function applied(p_notes jsonb default null) returns verdict language sql immutable as
  $$ select row(null, p_notes)::verdict $$;
