/**
 * Checks of state outside the ledger that determines what happens next: the Silo's single row, seasons, tallies, due
 * polls, closed accounts, schedules, and the times that compost uses. Checks that a job has done its work require
 * evidence that a server was running more than an hour ago, after the job was due: a database that no server ran on is
 * not corrupt.
 */
import { HARVEST } from '@egoejo/shared/saka/model.ts';
import type { AuditCheck } from './audit-check.ts';
import { ACTED, beforeRecovery, NOW, SLACK } from './audit-when.ts';

const INVITED = HARVEST.invite_accepted;
/** The latest of these times, at least an hour ago, at which a server settled something. */
const served = (at: string): string => `max(${at}) filter (where ${at} < now() - interval '1 hour')`;

export const standingChecks: readonly AuditCheck[] = [
  {
    name: 'silo.one',
    says: 'there is more than one Silo: the next run would move them all (R2)',
    sql: `select id::text as id, '1 Silo' as expected, n || ', this one with ' || balance as found
      from (select id, balance, count(*) over () as n from silo) s where n > 1`,
  },
  {
    // A season with transfers was active once. From then on only its end time decides; ending a season early sets that
    // time to the instant of ending.
    name: 'season',
    says: 'seasons overlap, or one is active or at rest that cannot be (R11)',
    sql: `with moved as materialized (select cycle, ${served('at')} as served from transfer where key is not null
      group by cycle)
      select s.id::text as id, v.wants as expected,
        concat_ws(' ', case when s.active then 'active' else 'at rest' end, 'from', iso(s.starts_at), 'to',
        iso(s.ends_at)) as found
      from (select c.*, coalesce(max(ends_at) over (order by starts_at, id rows between unbounded preceding
        and 1 preceding) > starts_at, false) as early,
            exists (select from moved m where m.cycle = c.id) as used, (select max(m.served) from moved m) as served
              from cycle c) s,
        lateral (select case
          when early then 'a start after the season before it'
          when active and starts_at > ${NOW} + ${SLACK} then 'at rest before its start'
          when active and ends_at + interval '1 day' < served then 'at rest after its end'
          when not active and starts_at <= ${NOW} and ends_at > ${NOW} + ${SLACK}
            and (used or starts_at + interval '1 day' < served) then 'active until its end'
          end as wants) v where v.wants is not null`,
  },
  {
    name: 'tally',
    says: 'a project or poll has no tally where its readers are, so that lists leave it out',
    sql: `select p.id::text as id, 'in ' || p.scope as expected, coalesce('in ' || t.scope, 'none') as found
        from project p left join project_tally t on t.id = p.id
          where p.status in ('published', 'withdrawn') and t.scope is distinct from p.scope
      union all select p.id::text, 'in ' || p.scope, coalesce('in ' || t.scope, 'none')
        from poll p left join poll_tally t on t.id = p.id
          where p.state <> 'draft' and p.hidden_at is null and t.scope is distinct
          from p.scope`,
  },
  {
    // While a recovery is open, polls wait (S29).
    name: 'poll.left',
    says: 'a poll whose time came long ago is open, or was never counted (P1)',
    sql: `select p.id::text as id, case p.state when 'open' then 'closed' else 'a result' end as expected,
      p.state || ' without a result since ' || iso(p.closes_at) as found
      from poll p where (p.state = 'open' or p.state = 'closed' and p.result is null)
        and p.closes_at < now() - interval '1 day'
        and greatest(p.closes_at + interval '1 day', (select recovered_at + interval '1 hour' from installation))
          < (select ${served('at')} from receipt)
        and not exists (select from installation where recovery_since is not null)`,
  },
  {
    name: 'account.closed',
    says: 'a closed account holds grains that wait for nothing (R13)',
    sql: `select m.id::text as id, '0 grains, or a closing that waits' as expected, w.balance::text as found
      from member m join wallet w on w.member = m.id
      where m.status = 'closed' and w.balance > 0 and not exists (select from domain_event e
        where e.name = 'member.closed' and e.subject = m.id)`,
  },
  {
    name: 'schedule',
    says: 'a schedule is missing, or waits for a time that has not been (R8, R10)',
    sql: `select k.kind as id, 'a time that has been' as expected, coalesce(iso(s.since), 'none') as found
      from (values ('compost'), ('redistribution')) k (kind) left join saka_schedule s on s.kind = k.kind
        where s.since is null or s.since > ${NOW} + ${SLACK}`,
  },
  {
    // Acts that move no grains count as activity too: their receipts show it, and for an invitation beyond the daily
    // limit the day's count does. The receipt of an act offered again after a restore has the time of the first
    // settlement.
    name: 'activity',
    says: 'what compost goes by is not a time of the member’s acts, or not that of the last compost (R8)',
    sql: `select w.member::text as id, concat_ws(' ', iso(x.least), 'to', iso(x.most), 'compost',
      coalesce(iso(t.composted), 'none')) as expected,
      concat_ws(' ', iso(w.last_activity), 'compost', coalesce(iso(w.last_compost), 'none')) as found
      from wallet w left join member m on m.id = w.member
        left join (select member, max(at) as moved, max(at) filter (where ${ACTED}) as acted,
          max(at) filter (where reason in ('compost', 'account_closed')) as composted
          from transfer group by member) t on t.member = w.member
        left join (select member, max(case when ${beforeRecovery('at')} then at + interval '37 days' else at end) as at
          from receipt group by member) r on r.member = w.member
        left join (select inviter, max(settled_at) as settled,
          max(settled_at) filter (where outcome = 'harvested') as thanked from invitation
          group by inviter) i on i.inviter = w.member
        left join (select member, (max(day) + 1)::timestamp at time zone 'UTC' as at from harvest_day
          where reason = 'invite_accepted' and n >= ${INVITED.aDay} group by member) d on d.member = w.member
        cross join lateral (select greatest(t.acted, i.thanked) as least,
          greatest(m.created_at, t.moved, r.at, i.settled, d.at) as most) x
      where w.last_activity > ${NOW} + ${SLACK} or w.last_activity < x.least - ${SLACK}
        or w.last_activity > x.most + ${SLACK} or w.last_compost is distinct from t.composted`,
  },
];
