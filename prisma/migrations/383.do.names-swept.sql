-- Names lose what nobody sees in them, as new ones do (docs/decisions/118-texts.md): two that look the same are the
-- same. One in which nothing is left becomes a question mark, which its owner can change.
create function pg_temp.seen(p text) returns text language sql immutable as $$
  select coalesce(nullif(trim(translate(p, E'\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b'
    '\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u2800\u3164\ufeff\uffa0', '')), ''), '?')
$$;
update member set name = pg_temp.seen(name) where name <> '' and name <> pg_temp.seen(name);
update community set name = pg_temp.seen(name) where name <> pg_temp.seen(name);
drop function pg_temp.seen(text);
