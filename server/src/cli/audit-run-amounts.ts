/** Checks how much each wallet gave or got in a run of compost or redistribution (R8, R10). */
import type { AuditCheck } from './audit-check.ts';
import { ACTED, beforeRecovery, SLACK } from './audit-when.ts';

export const runAmountChecks: readonly AuditCheck[] = [
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
