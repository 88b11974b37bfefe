/** Checks of what is added up of transfers: the figures of each wallet, and of each season by day (R3, R11). */
import type { AuditCheck } from './audit-check.ts';

const WALLET_PARTS: Readonly<Record<string, string>> = {
  balance: `case when to_account = 'wallet' then amount else -amount end`,
  harvested: `case when reason in ('content_read', 'poll_vote', 'invite_accepted') then amount else 0 end`,
  planted:
    `case when reason in ('project_boost', 'poll_spend') then amount when reason = 'poll_refund' then -amount ` +
    'else 0 end',
  composted: `case when reason in ('compost', 'account_closed') then amount else 0 end`,
  redistributed: `case when reason = 'silo_redistribution' then amount else 0 end`,
  adjusted:
    `case when reason = 'manual_adjust' then case when to_account = 'wallet' then amount else -amount end else 0 ` +
    'end',
};

/**
 * All figures of a wallet in one pass over the ledger. A wallet's rev must be at least that of its last transfer, since
 * its device would otherwise never learn of it (S12).
 */
const walletCheck: AuditCheck = {
  name: 'wallet',
  says: 'a wallet’s figure is not what its transfers give',
  sql: `select v.part, coalesce(w.member, t.member)::text as id, v.expected::text,
    coalesce(v.found::text, 'none') as found
    from wallet w full join (select member, max(rev) as rev, ${Object.entries(WALLET_PARTS)
      .map(([part, sum]) => `sum(${sum}) as ${part}`)
      .join(', ')} from transfer group by member) t
        on t.member = w.member,
      lateral (values ${Object.keys(WALLET_PARTS)
        .map((part) => `('${part}', coalesce(t.${part}, 0), w.${part})`)
        .join(', ')},
        ('rev', greatest(t.rev, w.rev), w.rev)) as v(part, expected, found)
    where v.found is distinct from v.expected`,
};

/** What each season moved by UTC day, from the ledger (R11). Transfers outside all seasons are under the zero UUID. */
const cycleParts = Object.entries(WALLET_PARTS).filter(([part]) => part !== 'balance');
const NO_CYCLE = `'00000000-0000-0000-0000-000000000000'::uuid`;
const UNDRAINED = `union all select coalesce(cycle, ${NO_CYCLE}), day, grains from project_delta where day is not null`;
const cycleCheck = ([part, sum]: [string, string]): AuditCheck => ({
  name: `cycle.${part}`,
  says: `what a season has ${part} in a day, with its undrained deltas, is not what the ledger gives`,
  sql: `select coalesce(l.cycle, f.cycle) || ' ' || coalesce(l.day, f.day) as id, coalesce(l.x, 0)::text as expected,
    coalesce(f.x, 0)::text as found
    from (select coalesce(cycle, ${NO_CYCLE}) as cycle, (at at time zone 'UTC')::date as day, sum(${sum}) as x
      from transfer group by 1, 2) l
      full join (select cycle, day, sum(x) as x from (
          select cycle, day, ${part} as x from cycle_day
          union all select coalesce(cycle, ${NO_CYCLE}), day, n from cycle_delta where part = '${part}'
          ${part === 'planted' ? UNDRAINED : ''}) u group by 1, 2) f
        on f.cycle = l.cycle and f.day = l.day
    where coalesce(l.x, 0) <> coalesce(f.x, 0)`,
});

export const rollupChecks: readonly AuditCheck[] = [walletCheck, ...cycleParts.map(cycleCheck)];
