/** Checks what runs of compost and redistribution moved, and how much each wallet gave or got (R8, R10). */
import type { AuditCheck } from './audit-check.ts';
import { SLACK } from './audit-when.ts';

/** Wallets on a page of a run's list (runs.sql). */
const PAGE = 250;

export const runChecks: readonly AuditCheck[] = [
  {
    name: 'run',
    says: 'the figures of a run of compost or redistribution are not those of its transfers, one for each wallet',
    sql: `select r.kind || ' ' || iso(r.at) as id, coalesce(t.members, 0) || ' wallets, ' || coalesce(t.x, 0)
      || ' grains, ' || r.frozen || ' in all' as expected,
        coalesce(t.n, r.wallets) || ' wallets, ' || r.grains || ' grains, ' || f.n || ' in all' as found
      from saka_run r left join (select run, count(*) as n, count(distinct member) as members, sum(amount) as x
        from transfer where run is not null group by run) t on t.run = r.id
        cross join lateral (select case when r.share = 0 then r.frozen
          else r.wallets + r.left_out + coalesce((select sum(cardinality(p.members)) from saka_run_page p
          where p.run = r.id), 0) end as n) f
      where r.grains <> coalesce(t.x, 0) or r.wallets <> coalesce(t.members, 0) or r.wallets <> coalesce(t.n, 0)
        or f.n <> r.frozen`,
  },
  {
    // A schedule always runs its latest time; the tolerance of a day covers a server that crashed in the middle of a
    // run.
    name: 'run.at',
    says: 'a run is of a time its schedule does not have, or began or ended when it cannot have (R8, R10)',
    sql: `select r.kind || ' ' || iso(r.at) as id, v.wants as expected,
      concat_ws(' ', r.source, 'of', iso(r.at), 'listed', iso(r.frozen_at), 'ended', coalesce(iso(r.ended_at), 'not'))
      as found
      from (select *, at at time zone 'UTC' as utc, lead(frozen_at) over (order by frozen_at, at) as next
        from saka_run) r, lateral (select case
        when r.at > r.frozen_at + ${SLACK} then 'not after ' || iso(r.frozen_at)
        when r.source = 'schedule' and not (extract(isodow from r.utc) = 1 and r.utc::time = case r.kind when 'compost'
          then '03:00' else '04:00' end::time
          and (r.kind = 'compost' or extract(day from r.utc) <= 7)) then 'a time of its schedule'
        when r.source = 'schedule' and r.frozen_at > r.at + interval '1 day' + case r.kind when 'compost'
          then interval '7 days' else interval '35 days' end then 'the latest time of its schedule'
        when r.ended_at < r.frozen_at - ${SLACK} then 'an end after its list'
        when r.ended_at > clock_timestamp() + ${SLACK} then 'an end that has been'
        when coalesce(r.ended_at, 'infinity') > r.next + ${SLACK} then 'an end before the next list'
        end as wants) v where v.wants is not null`,
  },
  {
    name: 'run.pages',
    says: 'how far a run has come is not what is left of its list (R8)',
    sql: `with closed as materialized (select count(*) as n from member where status = 'closed')
      select r.kind || ' ' || iso(r.at) as id, v.wants as expected,
        concat_ws(' ', r.state, r.next_page, 'of', r.pages, 'pages in', r.chunks, 'chunks,', p.n, 'left, list of',
          r.frozen || ',', r.left_out, 'left out', r.stopped) as found
      from saka_run r cross join closed cross join lateral
        (select count(*) as n, coalesce(min(page), r.next_page) as first, coalesce(max(page), r.pages - 1) as last
        from saka_run_page where run = r.id) p,
        lateral (select case
        when r.pages <> case when r.share = 0 then 0 else (r.frozen + ${PAGE - 1}) / ${PAGE} end
          then 'a page for each ${PAGE} of its list'
        when r.state = 'running' and (r.next_page >= r.pages or r.stopped is not null)
          then 'running while pages are left'
        when r.state = 'running' and (p.n <> r.pages - r.next_page or p.first <> r.next_page or p.last <> r.pages - 1)
          then 'the pages it has not taken'
        when r.state = 'ended' and p.n <> 0 then 'no page after its end'
        when r.state = 'ended' and (r.stopped is null) <> (r.next_page = r.pages)
          then 'all pages taken, or a reason why not'
        when r.chunks not between least(r.next_page, 1) and r.next_page then 'a chunk for one page or several'
        when r.kind = 'redistribution' and r.stopped is null and r.left_out > closed.n
          then 'only closed accounts left out'
        end as wants) v where v.wants is not null`,
  },
  {
    name: 'run.log',
    says:
      'a run that a person or a command began is not in the audit log as it was, or one that is there never was ' +
      '(R8)',
    sql: `select coalesce(r.kind || ' ' || iso(r.at), a.run) as id,
      coalesce(concat_ws(' ', 'of', a.at, a.parameters, a.actor), 'no line of the log') as expected,
        coalesce(concat_ws(' ', r.source, 'of', iso(r.at), r.parameters, r.actor), 'no run') as found
      from saka_run r full join (select action, subject as run, actor, detail ->> 'at' as at,
        detail - 'at' as parameters from audit_log where action in ('saka.compost', 'saka.redistribution')) a
        on a.run = r.id::text and a.action = 'saka.' || r.kind
      where r.id is null or (a.run is null) <> (r.source = 'schedule')
        or a.run is not null and (a.at is null or left(a.at, 19) <> left(iso(r.at), 19) or a.parameters <> r.parameters
          or (a.actor is not null and a.actor is distinct from r.actor))`,
  },
];
