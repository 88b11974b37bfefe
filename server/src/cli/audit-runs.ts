/** Checks what runs of compost and redistribution moved, and how much each wallet gave or got (R8, R10). */
import type { AuditCheck } from './audit-checks.ts';
import { ACTED, beforeRecovery, SLACK } from './audit-when.ts';

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
  {
    // Two balances are accepted: for acts concurrent with freezing the list, nobody can tell which of them it saw. If
    // grains moved between the freezing and the chunk, or an act was offered again after a restore, the balance at
    // freezing is unknown, and that transfer is skipped.
    name: 'run.compost',
    says: 'a wallet composted not the rate of what it held, or less than the least of its run (R8)',
    sql: `select t.id::text as id, 'the rate of ' || b.held as expected, t.amount::text as found
      from transfer t join saka_run r on r.id = t.run
        cross join lateral (select (r.parameters ->> 'compostRate')::int as rate,
          (r.parameters ->> 'compostMinBalance')::bigint as balance,
          (r.parameters ->> 'compostMinAmount')::bigint as amount) p
        cross join lateral (select coalesce(sum(o.x), 0)::bigint as held,
          coalesce(sum(o.x) filter (where o.at < r.frozen_at - ${SLACK}), 0)::bigint as before,
          coalesce(max(o.at) < r.frozen_at, true) as still
          from (select at, case when to_account = 'wallet' then amount else -amount end as x from transfer
            where member = t.member and rev < t.rev) o) b
      where t.reason = 'compost' and b.still and not ${beforeRecovery('r.frozen_at')}
        and not coalesce(t.amount in (saka_share(b.held, p.rate), saka_share(b.before, p.rate))
          and greatest(b.held, b.before) >= p.balance and t.amount >= p.amount, false)`,
  },
  {
    name: 'activity.run',
    says: 'a wallet composted though its member acted, or it had composted, within the days of the run (R8)',
    sql: `select t.member || ' ' || iso(r.at) as id, 'nothing since ' || iso(x.since) as expected, iso(o.last) as found
      from transfer t join saka_run r on r.id = t.run
        cross join lateral (select r.at - interval '24 hours' * (r.parameters ->> 'compostInactivityDays')::float8
          + ${SLACK} as since) x
        cross join lateral (select max(at) as last from transfer
          where member = t.member and rev < t.rev and (reason = 'compost' or ${ACTED})) o
      where t.reason = 'compost' and o.last > x.since`,
  },
  {
    name: 'run.share',
    says: 'a wallet did not get what its redistribution gives each (R10)',
    sql: `select t.id::text as id, coalesce(r.share::text, 'a share') as expected, t.amount::text as found
      from transfer t join saka_run r on r.id = t.run where t.reason = 'silo_redistribution' and t.amount is distinct
        from r.share`,
  },
  {
    // Runs never overlap. If an account was closed concurrently, the Silo's balance at that instant is unknown.
    name: 'run.silo',
    says: 'what a redistribution gives each is not its rate of the Silo, split by whole division (R10)',
    sql: `with closed as materialized (select at, amount from transfer where reason = 'account_closed')
      select r.kind || ' ' || iso(r.at) as id, x.share::text as expected, coalesce(r.share::text, 'none') as found
      from saka_run r
        cross join lateral (select coalesce(sum(case o.kind when 'compost' then o.grains else -o.grains end), 0)::bigint
          as n from saka_run o where o.frozen_at < r.frozen_at) runs
        cross join lateral (select coalesce(sum(c.amount) filter (where c.at < r.frozen_at), 0)::bigint as n,
          coalesce(bool_or(abs(extract(epoch from c.at - r.frozen_at)) < extract(epoch from ${SLACK})), false) as near
          from closed c) gone
        cross join lateral (select coalesce(saka_share(runs.n + gone.n, (r.parameters ->> 'redistributionRate')::int)
          / nullif(r.frozen, 0), 0) as share) x
      where r.kind = 'redistribution' and not gone.near and not ${beforeRecovery('r.frozen_at')}
        and r.share is distinct from x.share`,
  },
  {
    name: 'run.none',
    says: 'grains went to or from the Silo by no run',
    sql: `select id::text as id, 'a run' as expected, 'none' as found from transfer
      where reason in ('compost', 'silo_redistribution') and run is null`,
  },
];
