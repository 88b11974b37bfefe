/** Checks that adjustments, wallets and members belong together, and that all accounts sum to zero (R2, R6). */
import type { AuditCheck } from './audit-check.ts';

export const accountChecks: readonly AuditCheck[] = [
  {
    name: 'adjust.log',
    says: 'an adjustment is not in the audit log as it was made, or one that is there was never made (R6)',
    sql: `select coalesce(t.id::text, a.transfer) as id,
      coalesce(a.member || ' ' || a.grains || ' by ' || a.actor, 'none') as expected,
      coalesce(t.member || ' ' || t.grains || ' by ' || coalesce(t.actor::text, 'nobody'), 'none') as found
      from (select id, member, case when to_account = 'wallet' then amount else -amount end as grains, actor
        from transfer where reason = 'manual_adjust') t
        full join (select detail ->> 'transfer' as transfer, subject as member, detail ->> 'grains' as grains, actor
          from audit_log where action = 'saka.adjust') a on a.transfer = t.id::text
      where t.id is null or a.transfer is null or a.member <> t.member::text or a.grains <> t.grains::text
        or a.actor is distinct from t.actor`,
  },
  {
    name: 'account',
    says: 'a member has no wallet, or a wallet no member',
    sql: `select coalesce(m.id, w.member)::text as id, 'a member and a wallet' as expected, case when m.id is null
      then 'a wallet' else 'a member' end as found
      from member m full join wallet w on w.member = m.id where m.id is null or w.member is null`,
  },
  {
    name: 'sum',
    says: 'all accounts as they are stored do not sum to zero (R2)',
    sql: `select 'accounts' as id, '0' as expected, x.sum::text as found from (select
        (select coalesce(sum(balance), 0) from wallet) + (select coalesce(sum(balance), 0) from silo)
          + (select coalesce(sum(grains), 0) from ballot)
        + (select coalesce(sum(score), 0) from project_tally) + (select coalesce(sum(grains), 0) from project_delta)
        + (select coalesce(sum(case when from_account = 'source' then -amount else amount end), 0) from transfer
          where 'source' in (from_account, to_account)) as sum) x where x.sum <> 0`,
  },
];
