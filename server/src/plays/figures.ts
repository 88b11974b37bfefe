/** What those who gave tracks see of their listeners (L8): how many, how far, when and where, never who. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { A_PLAY, FIGURE_DAYS, LEAST_LISTENERS, LISTEN_CURVE, type TrackFigures } from '@egoejo/shared/plays/model.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

type Figures = Omit<TrackFigures, 'id' | 'at'> & { member: MemberId; track: string };

/** How many members' figures one transaction writes: their acts wait for it. */
const CHUNK = 100;
/** Sums that hold in the columns, whatever members tell. */
const MOST = 2_000_000_000;
/** SQL: the plays of a member's day `d` of the track `t`. */
const PLAYS = `case when d.seconds >= least(${A_PLAY}, t.seconds / 2)
  then greatest(1, floor(d.seconds / greatest(t.seconds, ${A_PLAY})))::int else 0 end`;
/** SQL: for each step of a track, how many of the listeners `l` came to its end. */
const CURVE = Array.from(
  { length: LISTEN_CURVE },
  (_, i) => `count(*) filter (where l.furthest >= ${((i + 1) * 10_000) / LISTEN_CURVE})::int`,
).join(', ');

/** The tracks that members gave themselves. Episodes of shows have none: who brought a show did not make it. */
const GIVEN = `t.author is not null and not t.given and t.state = 'ready'`;
/** SQL: what was played of the tracks `asked`, a row a member, track and day. */
const PLAYED = `select * from (
    select t.author, t.id as track, d.member, d.day, d.seconds, d.furthest, ${PLAYS} as plays
      from asked t join track_day d on d.track = t.id and d.member <> t.author) x where x.plays > 0`;
/** SQL: one row a member and track of `played`. */
const LISTENERS = `select author, track, member, sum(plays) as plays, sum(seconds) as seconds, max(furthest) as furthest
    from played group by author, track, member`;
const SUMS = `l.author as member, l.track, least(sum(l.plays), ${MOST})::int as plays, count(*)::int as listeners,
    least(sum(l.seconds), ${MOST})::int as seconds`;

/** All figures of all tracks. */
const countAll = (q: Queryable): Promise<Figures[]> =>
  q.query<Figures>(
    `with asked as (select t.id, t.author, t.seconds from track t where ${GIVEN}),
     played as materialized (${PLAYED}),
     listener as materialized (${LISTENERS}),
     recent as (
       select track, jsonb_agg(jsonb_build_object('day', to_char(day, 'YYYY-MM-DD'), 'plays', plays)
           order by day) as days
         from (select track, day, least(sum(plays), ${MOST})::int as plays from played
           where day > (now() at time zone 'UTC')::date - ${FIGURE_DAYS} group by track, day) x group by track),
     many as (
       select track from played where day > (now() at time zone 'UTC')::date - ${FIGURE_DAYS}
         group by track having count(distinct member) >= ${LEAST_LISTENERS}),
     country as (
       select track, jsonb_agg(jsonb_build_object('country', country, 'listeners', n)
           order by n desc, country) as countries
         from (select l.track, p.value ->> 'country' as country, count(*)::int as n
           from listener l join preferences p on p.member = l.member where p.value ->> 'country' <> ''
           group by 1, 2 having count(*) >= ${LEAST_LISTENERS}) x group by track),
     heard as (
       select ${SUMS}, case when count(*) >= ${LEAST_LISTENERS} then array[${CURVE}] else '{}' end as curve
         from listener l group by l.author, l.track)
     select h.*, case when m.track is null then '[]' else r.days end as days, coalesce(c.countries, '[]') as countries
       from heard h left join many m using (track) left join recent r using (track) left join country c using (track)
       order by h.member, h.track`,
  );

/**
 * The sums of the tracks that were heard since figures were written last. Days, curve and countries stay as they are:
 * if they followed within the hour, the difference would tell of one listener.
 */
const countLately = (q: Queryable): Promise<Figures[]> =>
  q.query<Figures>(
    `with asked as (select t.id, t.author, t.seconds from track t where ${GIVEN} and t.id in (
       select track from track_day
         where heard_at > coalesce((select max(at) from track_figures), '-infinity') - interval '2 hours')),
     played as (${PLAYED}),
     listener as (${LISTENERS}),
     heard as (select ${SUMS} from listener l group by l.author, l.track)
     select h.*, coalesce(f.curve, '{}') as curve, coalesce(f.days, '[]') as days,
         coalesce(f.countries, '[]') as countries
       from heard h left join track_figures f using (member, track) order by h.member, h.track`,
  );

const keyOf = ({ member, track, plays, listeners, seconds, curve, days, countries }: Figures): string =>
  JSON.stringify([
    [member, track, plays, listeners, seconds, curve],
    days.map((d) => [d.day, d.plays]),
    countries.map((c) => [c.country, c.listeners]),
  ]);

async function writeOf(tx: Queryable, members: readonly MemberId[], now: readonly Figures[], gone: readonly Figures[]) {
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query('delete from track_figures where member = any($1::uuid[]) and track = any($2::uuid[])', [
    members,
    gone.map((f) => f.track),
  ]);
  await tx.query(
    `insert into track_figures (member, track, plays, listeners, seconds, curve, days, countries)
       select x.member, x.track, x.plays, x.listeners, x.seconds, x.curve, x.days, x.countries
         from jsonb_to_recordset($1::jsonb) as x(member uuid, track uuid, plays int, listeners int, seconds int,
           curve int[], days jsonb, countries jsonb) join member m on m.id = x.member and m.status <> 'closed'
     on conflict (member, track) do update set plays = excluded.plays, listeners = excluded.listeners,
       seconds = excluded.seconds, curve = excluded.curve, days = excluded.days, countries = excluded.countries,
       at = now()`,
    [JSON.stringify(now)],
  );
  await notifyMoved(tx, scopes);
}

/**
 * Writes the figures that changed.
 * @param all everything of all tracks, and what nobody hears any more goes; else the sums of those heard lately
 */
export async function writeTrackFigures(db: Database, all: boolean): Promise<void> {
  const now = all ? await countAll(db) : await countLately(db);
  const there = await db.query<Figures>(
    'select member, track, plays, listeners, seconds::int, curve, days, countries from track_figures',
  );
  const known = new Set(there.map(keyOf));
  const changed = now.filter((f) => !known.has(keyOf(f)));
  const counted = new Set(now.map((f) => `${f.member} ${f.track}`));
  const gone = all ? there.filter((f) => !counted.has(`${f.member} ${f.track}`)) : [];
  const members = [...new Set([...changed, ...gone].map((f) => f.member))];
  for (let i = 0; i < members.length; i += CHUNK) {
    const part = members.slice(i, i + CHUNK);
    const of = (f: Figures): boolean => part.includes(f.member);
    await db.transaction((tx) => writeOf(tx, part, changed.filter(of), gone.filter(of)));
  }
}
