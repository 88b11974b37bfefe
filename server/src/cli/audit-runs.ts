/** What runs of compost and redistribution moved, and how much each wallet gave or got (R8, R10). */
import type { AuditCheck } from './audit-checks.ts';
import { RECOVERED, SLACK } from './audit-transfers.ts';

export const runChecks: readonly AuditCheck[] = [
  {
    name: 'run', says: 'the figures of a run of compost or redistribution are not those of its transfers, one for each wallet',
    sql: `select r.kind || ' ' || iso(r.at) as id, coalesce(t.members, 0) || ' wallets, ' || coalesce(t.x, 0) || ' grains, ' || r.frozen || ' in all' as expected,
        coalesce(t.n, r.wallets) || ' wallets, ' || r.grains || ' grains, ' || f.n || ' in all' as found
      from saka_run r left join (select run, count(*) as n, count(distinct member) as members, sum(amount) as x from transfer where run is not null group by run) t on t.run = r.id
        cross join lateral (select case when r.share = 0 then r.frozen else r.wallets + r.left_out + coalesce((select sum(cardinality(p.members)) from saka_run_page p where p.run = r.id), 0) end as n) f
      where r.grains <> coalesce(t.x, 0) or r.wallets <> coalesce(t.members, 0) or r.wallets <> coalesce(t.n, 0) or f.n <> r.frozen`,
  },
  {
    name: 'run.at', says: 'a run is of a time after it began',
    sql: `select kind || ' ' || iso(at) as id, 'not after ' || iso(frozen_at) as expected, iso(at) as found from saka_run where at > frozen_at + ${SLACK}`,
  },
  {
    // Two balances will do: beside the list's making nobody can tell what it saw of what was under way. Where something moved between the list
    // and the chunk, or was offered again after a restore, the balance of the list is not known: that transfer is left out.
    name: 'run.compost', says: 'a wallet composted not the rate of what it held, or less than the least of its run (R8)',
    sql: `select t.id::text as id, 'the rate of ' || b.held as expected, t.amount::text as found
      from transfer t join saka_run r on r.id = t.run
        cross join lateral (select (r.parameters ->> 'compostRate')::int as rate, (r.parameters ->> 'compostMinBalance')::bigint as balance, (r.parameters ->> 'compostMinAmount')::bigint as amount) p
        cross join lateral (select coalesce(sum(o.x), 0)::bigint as held, coalesce(sum(o.x) filter (where o.at < r.frozen_at - ${SLACK}), 0)::bigint as before, coalesce(max(o.at) < r.frozen_at, true) as still
          from (select at, case when to_account = 'wallet' then amount else -amount end as x from transfer where member = t.member and rev < t.rev) o) b
      where t.reason = 'compost' and b.still and not ${RECOVERED}
        and not coalesce(t.amount in (saka_share(b.held, p.rate), saka_share(b.before, p.rate)) and greatest(b.held, b.before) >= p.balance and t.amount >= p.amount, false)`,
  },
  {
    name: 'run.share', says: 'a wallet did not get what its redistribution gives each (R10)',
    sql: `select t.id::text as id, coalesce(r.share::text, 'a share') as expected, t.amount::text as found
      from transfer t join saka_run r on r.id = t.run where t.reason = 'silo_redistribution' and t.amount is distinct from r.share`,
  },
  {
    // Runs never overlap. Beside a closing account nobody can tell what the Silo held at that instant.
    name: 'run.silo', says: 'what a redistribution gives each is not its rate of the Silo, split by whole division (R10)',
    sql: `with closed as materialized (select at, amount from transfer where reason = 'account_closed')
      select r.kind || ' ' || iso(r.at) as id, x.share::text as expected, coalesce(r.share::text, 'none') as found
      from saka_run r
        cross join lateral (select coalesce(sum(case o.kind when 'compost' then o.grains else -o.grains end), 0)::bigint as n from saka_run o where o.frozen_at < r.frozen_at) runs
        cross join lateral (select coalesce(sum(c.amount) filter (where c.at < r.frozen_at), 0)::bigint as n, coalesce(bool_or(abs(extract(epoch from c.at - r.frozen_at)) < extract(epoch from ${SLACK})), false) as near from closed c) gone
        cross join lateral (select coalesce(saka_share(runs.n + gone.n, (r.parameters ->> 'redistributionRate')::int) / nullif(r.frozen, 0), 0) as share) x
      where r.kind = 'redistribution' and not gone.near and not ${RECOVERED} and r.share is distinct from x.share`,
  },
  {
    name: 'run.none', says: 'grains went to or from the Silo by no run',
    sql: `select id::text as id, 'a run' as expected, 'none' as found from transfer where reason in ('compost', 'silo_redistribution') and run is null`,
  },
];
