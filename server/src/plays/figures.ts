/** What those who gave tracks see of their listeners (L8): how many, how far, when and where, never who. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { A_PLAY, FIGURE_DAYS, LEAST_LISTENERS, LISTEN_CURVE, type TrackFigures } from '@egoejo/shared/plays/model.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

type Figures = Omit<TrackFigures, 'id' | 'at'> & { member: MemberId; track: string };

/** SQL: the plays of a member's day `d` of the track `t`. */
const PLAYS = `case when d.seconds >= least(${A_PLAY}, t.seconds / 2)
  then greatest(1, floor(d.seconds / greatest(t.seconds, ${A_PLAY})))::int else 0 end`;
/** Sums that hold in the columns, whatever members tell. */
const MOST = 2_000_000_000;

/**
 * The figures of tracks that members gave themselves. Episodes of shows have none: who brought a show did not make it.
 * @param all of all tracks; else of those that were heard since figures were written last
 */
const counted = (q: Queryable, all: boolean): Promise<Figures[]> =>
  q.query<Figures>(
    `with asked as materialized (
       select t.id, t.author, t.seconds from track t
         where t.author is not null and not t.given and t.state = 'ready' and ($1 or t.id in (select track from track_day
           where heard_at > coalesce((select max(at) from track_figures), '-infinity') - interval '2 hours'))),
     played as materialized (
       select * from (select t.author, t.id as track, d.member, d.day, d.seconds, d.furthest, ${PLAYS} as plays
         from asked t join track_day d on d.track = t.id and d.member <> t.author) x where x.plays > 0),
     listener as (
       select author, track, member, sum(plays) as plays, sum(seconds) as seconds, max(furthest) as furthest
         from played group by author, track, member),
     recent as (select * from played where day > (now() at time zone 'UTC')::date - ${FIGURE_DAYS}),
     by_day as (select track, day, sum(plays) as plays from recent group by track, day),
     by_country as (
       select l.track, p.value ->> 'country' as country, count(*)::int as listeners
         from listener l join preferences p on p.member = l.member where p.value ->> 'country' <> ''
         group by 1, 2 having count(*) >= ${LEAST_LISTENERS})
     select l.author as member, l.track, least(sum(l.plays), ${MOST})::int as plays, count(*)::int as listeners,
       least(sum(l.seconds), ${MOST})::int as seconds,
       case when count(*) >= ${LEAST_LISTENERS} then array(select (select count(*)::int from listener b
           where b.track = l.track and b.furthest >= s * 10000 / ${LISTEN_CURVE})
         from generate_series(1, ${LISTEN_CURVE}) s) else '{}' end as curve,
       case when (select count(distinct r.member) from recent r where r.track = l.track) >= ${LEAST_LISTENERS}
         then (select jsonb_agg(jsonb_build_object('day', to_char(x.day, 'YYYY-MM-DD'),
           'plays', least(x.plays, ${MOST})::int) order by x.day) from by_day x where x.track = l.track)
         else '[]' end as days,
       coalesce((select jsonb_agg(jsonb_build_object('country', c.country, 'listeners', c.listeners)
         order by c.listeners desc, c.country) from by_country c where c.track = l.track), '[]') as countries
     from listener l group by l.author, l.track order by l.author, l.track`,
    [all],
  );

/** The figures of tracks that are not there any more, or that their member does not have any more. */
const left = (q: Queryable): Promise<Pick<Figures, 'member' | 'track'>[]> =>
  q.query(
    `select member, track from track_figures f
       where not exists (select from track t where t.id = f.track and t.author = f.member) order by member, track`,
  );

/**
 * Writes the figures that changed.
 * @param all of all tracks; else of those that were heard lately
 */
export async function writeTrackFigures(tx: Queryable, all: boolean): Promise<void> {
  const now = await counted(tx, all);
  const there = await tx.query<Figures>(
    `select member, track, plays, listeners, seconds::int, curve, days, countries from track_figures
       where track = any($1::uuid[])`,
    [now.map((f) => f.track)],
  );
  const key = ({ member, track, plays, listeners, seconds, curve, days, countries }: Figures): string =>
    JSON.stringify([
      [member, track, plays, listeners, seconds, curve],
      days.map((d) => [d.day, d.plays]),
      countries.map((c) => [c.country, c.listeners]),
    ]);
  const known = new Set(there.map(key));
  const changed = now.filter((f) => !known.has(key(f)));
  const gone = await left(tx);
  const scopes = [...new Set([...changed, ...gone].map((f) => memberScope(f.member)))];
  if (scopes.length === 0) return;
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  for (const { member, track } of gone)
    await tx.query('delete from track_figures where member = $1 and track = $2', [member, track]);
  for (const { member, track, plays, listeners, seconds, curve, days, countries } of changed)
    await tx.query(
      `insert into track_figures (member, track, plays, listeners, seconds, curve, days, countries)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (member, track) do update set plays = excluded.plays, listeners = excluded.listeners,
         seconds = excluded.seconds, curve = excluded.curve, days = excluded.days, countries = excluded.countries,
         at = now()`,
      [member, track, plays, listeners, seconds, curve, JSON.stringify(days), JSON.stringify(countries)],
    );
  await notifyMoved(tx, scopes);
}
