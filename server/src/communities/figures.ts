/** The figures of one community, for its animators. They are counted at each request: animators ask rarely. */
import { DEPARTURES_KEPT_DAYS, FIGURE_DAYS, type CommunityFigures } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { shownTo } from '../accounts/model.ts';
import type { Database } from '../platform/database/database.ts';

const MOST_LEFT = 20;

/** Members, projects and polls; `$2` is the number of days. */
const COUNTS = `select
  (select count(*) from membership where community = $1)::int as members,
  (select count(*) from membership where community = $1 and role = 'animator')::int as animators,
  (select count(*) from membership where community = $1
    and joined_at > now() - make_interval(days => $2))::int as joined,
  (select count(*) from poll where community = $1 and state = 'open')::int as "openPolls",
  (select count(distinct b.member) from poll p join ballot b on b.poll = p.id
    join membership m on m.community = p.community and m.member = b.member
    where p.community = $1 and b.cast_at > now() - make_interval(days => $2))::int as voters,
  s.*, w.*,
  (select json_build_object('since', iso(k.made_at), 'joined', (select count(*) from membership m
    where m.community = $1 and m.joined_at > k.made_at)) from community_key k where k.community = $1) as poster
  from (select count(*)::int as projects, coalesce(sum(y.score), 0)::float8 as grains,
      coalesce(sum(y.supporters), 0)::float8 as supporters
    from project p join project_tally y using (id) where p.community = $1 and p.status = 'published') s,
  (select count(*)::int as waiting, iso(min(created_at)) as "waitingSince"
    from project where community = $1 and status = 'proposed') w`;

/** A row for each day, those without a ballot too. */
const BALLOTS = `select to_char(d.day, 'YYYY-MM-DD') as day, count(b.member)::int as n
  from generate_series((now() at time zone 'utc')::date - ($2::int - 1), (now() at time zone 'utc')::date, '1 day')
    as d(day)
  left join (poll p join ballot b on b.poll = p.id)
    on p.community = $1 and (b.cast_at at time zone 'utc')::date = d.day::date
  group by d.day order by d.day`;

/** Who left no longer shares the community with its animators, so only a public name is shown. */
const LEFT = `select ${shownTo('p', 'name', 'false')} as name, iso(l.at) as at, l.removed
  from departure l join member p on p.id = l.member
  where l.community = $1 and l.at > now() - make_interval(days => $2) order by l.at desc limit ${MOST_LEFT}`;

/** @throws when the statements fail; who may ask is the router's to check. */
export async function figuresOf(db: Database, community: CommunityId): Promise<CommunityFigures> {
  return db.transaction(
    async (tx) => {
      const [counts] = await tx.query<Omit<CommunityFigures, 'ballots' | 'left'>>(COUNTS, [community, FIGURE_DAYS]);
      const ballots = await tx.query<CommunityFigures['ballots'][number]>(BALLOTS, [community, FIGURE_DAYS]);
      const left = await tx.query<CommunityFigures['left'][number]>(LEFT, [community, DEPARTURES_KEPT_DAYS]);
      return { ...counts!, ballots, left };
    },
    { readOnly: true },
  );
}
