/** Checks harvests against what is counted by day and remembered by subject (R5). */
import { HARVEST } from '@egoejo/shared/saka/model.ts';
import type { AuditCheck } from './audit-check.ts';
import { SLACK } from './audit-when.ts';

const HARVESTS = `('content_read', 'poll_vote', 'invite_accepted')`;

export const harvestChecks: readonly AuditCheck[] = [
  {
    name: 'harvest.day',
    says: 'its days and its subjects do not count as many harvests as were credited (R5)',
    sql: `select member || ' ' || reason as id, sum(t)::text as expected,
      sum(d) || ' in days, ' || sum(o) || ' subjects' as found from (
        select member, reason, 1 as t, 0 as d, 0 as o from transfer where reason in ${HARVESTS}
        union all select member, reason, 0, n, 0 from harvest_day
        union all select member, reason, 0, 0, 1 from harvest_once) x
      group by member, reason having sum(t) <> sum(d) or sum(t) <> sum(o)`,
  },
  {
    name: 'harvest.limit',
    says: 'a day has more harvests than its limit, none at all, or has not begun (R5)',
    sql: `select member || ' ' || reason || ' ' || day as id, 'at most ' || case reason ${Object.entries(HARVEST)
      .map(([reason, { aDay }]) => `when '${reason}' then ${aDay}`)
      .join(' ')} else 0 end as expected, n::text as found
      from harvest_day where n < 1 or day > ((clock_timestamp() + ${SLACK}) at time zone 'UTC')::date
        or n > case reason ${Object.entries(HARVEST)
          .map(([reason, { aDay }]) => `when '${reason}' then ${aDay}`)
          .join(' ')} else 0 end`,
  },
  {
    name: 'harvest.when',
    says:
      'its days are not those on which its harvests can have counted: from when an act was made to when it ' +
      'arrived (R5)',
    sql: `select distinct on (member, reason) member || ' ' || reason as id,
      least(arrived, made) || ' to ' || made || ' until ' || day as expected, counted::text as found from (
        select member, reason, day, sum(h) over w as counted, sum(m) over w as made, sum(a) over w as arrived from (
          select member, reason, day, n as h, 0 as m, 0 as a from harvest_day
          union all select t.member, t.reason, case when t.key is null then '-infinity'
            else (least(r.made_at, r.at) at time zone 'UTC')::date end, 0, 1, 0
            from transfer t left join receipt r on r.member = t.member and r.key = t.key where t.reason in ${HARVESTS}
          union all select member, reason, (at at time zone 'UTC')::date, 0, 0, 1 from transfer
            where reason in ${HARVESTS}) x
        window w as (partition by member, reason order by day)) y
      where counted > made or counted < arrived order by member, reason, day`,
  },
  {
    name: 'harvest.once',
    says: 'one subject was harvested twice, or without being remembered (R5)',
    sql: `select t.member || ' ' || t.reason || ' ' || t.subject as id, '1' as expected,
      t.n || ' credited, ' || (case when o.subject is null then 'not ' else '' end) || 'remembered' as found
      from (select member, reason, coalesce(story, poll) as subject, count(*) as n from transfer
        where reason in ('content_read', 'poll_vote') and coalesce(story, poll) is not null group by 1, 2, 3) t
        left join harvest_once o on o.member = t.member and o.reason = t.reason and o.subject = t.subject
        left join work w on w.id = t.subject
      where w.id is null and (t.n <> 1 or o.subject is null)`,
  },
  {
    name: 'harvest.quarter',
    says: 'quarters of a work were harvested twice, without being remembered, or without being passed (R5, B10)',
    sql: `select t.member || ' ' || t.story as id,
      o.n || ' remembered' || case when m.status = 'closed' then '' else ', ' || p.n || ' passed' end as expected,
      t.n || ' credited' as found
      from (select t.member, t.story, count(*) as n from transfer t join work w on w.id = t.story
        where t.reason = 'content_read' group by t.member, t.story) t
        join member m on m.id = t.member
        cross join lateral (select count(*) as n from generate_series(1, 4) q join harvest_once o
          on o.member = t.member and o.reason = 'content_read' and o.subject = book_quarter(t.story, q)) o
        cross join lateral (select count(*) as n from book_quarters(t.member, t.story)) p
      where t.n <> o.n or (m.status <> 'closed' and t.n > p.n)`,
  },
  {
    name: 'harvest.mark',
    says: 'what a read story is said to have brought is not what it did',
    sql: `select coalesce(k.member, t.member) || ' ' || coalesce(k.story, t.story) as id,
      coalesce(t.x, 0)::text as expected, coalesce(k.grains::text, 'none') as found
      from read_mark k full join (select t.member, t.story, sum(t.amount) as x from transfer t
        join member m on m.id = t.member and m.status <> 'closed'
          where t.reason = 'content_read' and t.story is not null
            and not exists (select from work w where w.id = t.story)
          group by t.member, t.story) t on t.member = k.member
            and t.story = k.story
      where coalesce(t.x, 0) is distinct from k.grains::bigint`,
  },
];
