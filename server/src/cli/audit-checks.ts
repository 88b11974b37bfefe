/** All checks of an audit. Stored figures must at any time equal what the ledger gives (R3, S17). */
import { entitySources } from '../registry.ts';
import type { AuditCheck } from './audit-check.ts';
import { accountChecks } from './audit-accounts.ts';
import { actChecks } from './audit-acts.ts';
import { ballotChecks } from './audit-ballots.ts';
import { harvestChecks } from './audit-harvests.ts';
import { invitationChecks } from './audit-invitations.ts';
import { receiptChecks } from './audit-receipts.ts';
import { runAmountChecks } from './audit-run-amounts.ts';
import { runChecks } from './audit-runs.ts';
import { standingChecks } from './audit-standing.ts';
import { transferChecks } from './audit-transfers.ts';
import { rollupChecks } from './audit-rollups.ts';
import { featureChecks } from './audit-features/index.ts';

/** Tables of synced entities, for the check of counters (S12). A member's own row is checked with the members. */
const tablesBy = (by: 'scope' | 'member'): string[] =>
  entitySources.filter((source) => source.by === by && /^\w+$/.test(source.table)).map(({ table }) => table);

export const auditChecks: readonly AuditCheck[] = [
  ...rollupChecks,
  {
    name: 'cycle.wallets',
    says: 'the number of wallets with its undrained deltas is not how many there are',
    sql: `select 'wallets' as id, w.n::text as expected, f.n::text as found from (select count(*) as n from wallet) w,
        (select coalesce((select sum(wallets) from cycle_day), 0)
          + coalesce((select sum(n) from cycle_delta where part = 'wallets'), 0) as n) f
      where w.n <> f.n`,
  },
  {
    name: 'silo',
    says: 'the Silo is not what its transfers give',
    sql: `select 'silo' as id, coalesce(l.x, 0)::text as expected, coalesce(s.x::text, 'none') as found
      from (select case when count(*) > 0 then sum(balance) end as x from silo) s,
        (select sum(case when to_account = 'silo' then amount else -amount end) as x from transfer
          where 'silo' in (from_account, to_account)) l
      where coalesce(l.x, 0) <> coalesce(s.x, 0) or l.x is not null and s.x is null`,
  },
  {
    name: 'support',
    says: 'a support is not what its boosts give',
    sql: `select coalesce(s.member, t.member) || ' ' || coalesce(s.project, t.project) as id,
      coalesce(t.x, 0)::text as expected, coalesce(s.grains, 0)::text as found
      from support s full join (select member, project, sum(amount) as x from transfer where reason = 'project_boost'
        group by member, project) t
        on t.member = s.member and t.project = s.project
      where coalesce(t.x, 0) <> coalesce(s.grains, 0)`,
  },
  {
    name: 'project.score',
    says: 'a score with its undrained deltas is not what was planted',
    sql: `select p.id::text as id, coalesce(l.x, 0)::text as expected,
      (coalesce(t.score, 0) + coalesce(d.x, 0))::text as found
      from project p left join project_tally t on t.id = p.id
        left join (select project, sum(grains) as x from project_delta group by project) d on d.project = p.id
        left join (select project, sum(amount) as x from transfer where to_account = 'planted_project'
          group by project) l on l.project = p.id
      where coalesce(l.x, 0) <> coalesce(t.score, 0) + coalesce(d.x, 0)`,
  },
  {
    name: 'project.supporters',
    says: 'the supporters with undrained deltas are not the members who support',
    sql: `select p.id::text as id, coalesce(s.x, 0)::text as expected,
      (coalesce(t.supporters, 0) + coalesce(d.x, 0))::text as found
      from project p left join project_tally t on t.id = p.id
        left join (select project, sum(supporters) as x from project_delta group by project) d on d.project = p.id
        left join (select project, count(*) as x from support group by project) s on s.project = p.id
      where coalesce(s.x, 0) <> coalesce(t.supporters, 0) + coalesce(d.x, 0)`,
  },
  {
    name: 'poll.turnout',
    says: 'the turnout with undrained deltas is not the number of ballots',
    sql: `select p.id::text as id, (coalesce(b.x, 0) + coalesce(i.x, 0))::text as expected,
      (coalesce(t.ballots, 0) + coalesce(d.x, 0))::text as found
      from poll p left join poll_tally t on t.id = p.id
        left join (select poll, sum(ballots) as x from poll_delta group by poll) d on d.poll = p.id
        left join (select poll, count(*) as x from ballot group by poll) b on b.poll = p.id
        left join (select poll, count(*) as x from imported_ballot group by poll) i on i.poll = p.id
      where coalesce(b.x, 0) + coalesce(i.x, 0) <> coalesce(t.ballots, 0) + coalesce(d.x, 0)`,
  },
  {
    name: 'work.reviews',
    says: 'the number of reviews, or the sum of their stars, with undrained deltas is not that of the reviews shown',
    sql: `select w.id::text as id, concat_ws(' reviews, stars ', coalesce(r.n, 0), coalesce(r.stars, 0)) as expected,
      concat_ws(' reviews, stars ', coalesce(t.reviews, 0) + coalesce(d.n, 0), coalesce(t.stars, 0)
        + coalesce(d.stars, 0)) as found
      from work w left join work_tally t on t.id = w.id
        left join (select work, sum(reviews) as n, sum(stars) as stars from review_delta group by work) d
          on d.work = w.id
        left join (select work, count(*) as n, sum(stars) as stars from review where not hidden group by work) r
          on r.work = w.id
      where coalesce(r.n, 0) <> coalesce(t.reviews, 0) + coalesce(d.n, 0)
        or coalesce(r.stars, 0) <> coalesce(t.stars, 0) + coalesce(d.stars, 0)`,
  },
  {
    name: 'poll.early',
    says: 'a poll that is not closed has a result',
    sql: `select id::text as id, 'none' as expected, state as found from poll
      where result is not null and state <> 'closed'`,
  },
  ...transferChecks,
  ...receiptChecks,
  ...ballotChecks,
  ...harvestChecks,
  ...accountChecks,
  ...runChecks,
  ...runAmountChecks,
  ...invitationChecks,
  ...standingChecks,
  ...actChecks,
  ...featureChecks,
  ...tablesBy('scope').map((table): AuditCheck => ({
    name: `rev.${table}`,
    says: 'a row is newer than its scope',
    sql: `select t.scope || ' ' || t.id as id, 'at most ' || coalesce(c.rev::text, 'none') as expected,
      t.rev::text as found
      from ${table} t left join scope_counter c on c.scope = t.scope
        left join member_counter m on t.scope = 'member:' || m.member
      where t.rev > coalesce(c.rev, m.rev, -1)`,
  })),
  ...tablesBy('member').map((table): AuditCheck => ({
    name: `rev.${table}`,
    says: 'a row is newer than its member',
    sql: `select t.member::text as id, 'at most ' || coalesce(c.rev::text, 'none') as expected, t.rev::text as found
      from ${table} t left join member_counter c on c.member = t.member where t.rev > coalesce(c.rev, -1)`,
  })),
];
