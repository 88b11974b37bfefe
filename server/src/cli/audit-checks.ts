/**
 * What must be equal at any instant, recomputed from the ledger (R3, S17). Each check is one set-based statement giving (id,
 * expected, found) for every row that is not as it must be; `expected` is what the ledger, the ballots or the receipts say.
 */
export interface AuditCheck {
  name: string;
  /** What is wrong when it finds something. */
  says: string;
  sql: string;
}

const WALLET_PARTS: Readonly<Record<string, string>> = {
  balance: `case when to_account = 'wallet' then amount else -amount end`,
  harvested: `case when reason in ('content_read', 'poll_vote', 'invite_accepted') then amount else 0 end`,
  planted: `case when reason in ('project_boost', 'poll_spend') then amount when reason = 'poll_refund' then -amount else 0 end`,
  composted: `case when reason in ('compost', 'account_closed') then amount else 0 end`,
  redistributed: `case when reason = 'silo_redistribution' then amount else 0 end`,
  adjusted: `case when reason = 'manual_adjust' then case when to_account = 'wallet' then amount else -amount end else 0 end`,
};
const walletCheck = ([part, sum]: [string, string]): AuditCheck => ({
  name: `wallet.${part}`,
  says: `a wallet's ${part} is not what its transfers give`,
  sql: `select coalesce(w.member, t.member)::text as id, coalesce(t.x, 0)::text as expected, coalesce(w.${part}::text, 'none') as found
    from wallet w full join (select member, sum(${sum}) as x from transfer group by member) t on t.member = w.member
    where coalesce(t.x, 0) is distinct from w.${part}`,
});

/** Scope tables and member tables, for the check of counters (S12). */
const SCOPED = ['community', 'project', 'project_text', 'project_tally', 'poll', 'poll_tally', 'story', 'cycle', 'silo'];
const OWNED = ['preferences', 'membership', 'wallet', 'transfer', 'support', 'ballot', 'reading_item', 'position', 'read_mark', 'receipt'];

export const auditChecks: readonly AuditCheck[] = [
  ...Object.entries(WALLET_PARTS).map(walletCheck),
  {
    name: 'silo', says: 'the Silo is not what its transfers give',
    sql: `select 'silo' as id, l.x::text as expected, s.x::text as found
      from (select coalesce(sum(balance), 0) as x from silo) s,
        (select coalesce(sum(case when to_account = 'silo' then amount else -amount end), 0) as x from transfer where 'silo' in (from_account, to_account)) l
      where l.x <> s.x`,
  },
  {
    name: 'support', says: 'a support is not what its boosts give',
    sql: `select coalesce(s.member, t.member) || ' ' || coalesce(s.project, t.project) as id, coalesce(t.x, 0)::text as expected, coalesce(s.grains, 0)::text as found
      from support s full join (select member, project, sum(amount) as x from transfer where reason = 'project_boost' group by member, project) t
        on t.member = s.member and t.project = s.project
      where coalesce(t.x, 0) <> coalesce(s.grains, 0)`,
  },
  {
    name: 'project.score', says: 'a score with its undrained deltas is not what was planted',
    sql: `select p.id::text as id, coalesce(l.x, 0)::text as expected, (coalesce(t.score, 0) + coalesce(d.x, 0))::text as found
      from project p left join project_tally t on t.id = p.id
        left join (select project, sum(grains) as x from project_delta group by project) d on d.project = p.id
        left join (select project, sum(amount) as x from transfer where to_account = 'planted_project' group by project) l on l.project = p.id
      where coalesce(l.x, 0) <> coalesce(t.score, 0) + coalesce(d.x, 0)`,
  },
  {
    name: 'project.supporters', says: 'the supporters with undrained deltas are not the members who support',
    sql: `select p.id::text as id, coalesce(s.x, 0)::text as expected, (coalesce(t.supporters, 0) + coalesce(d.x, 0))::text as found
      from project p left join project_tally t on t.id = p.id
        left join (select project, sum(supporters) as x from project_delta group by project) d on d.project = p.id
        left join (select project, count(*) as x from support group by project) s on s.project = p.id
      where coalesce(s.x, 0) <> coalesce(t.supporters, 0) + coalesce(d.x, 0)`,
  },
  {
    name: 'poll.turnout', says: 'the turnout with undrained deltas is not the number of ballots',
    sql: `select p.id::text as id, (coalesce(b.x, 0) + coalesce(i.x, 0))::text as expected, (coalesce(t.ballots, 0) + coalesce(d.x, 0))::text as found
      from poll p left join poll_tally t on t.id = p.id
        left join (select poll, sum(ballots) as x from poll_delta group by poll) d on d.poll = p.id
        left join (select poll, count(*) as x from ballot group by poll) b on b.poll = p.id
        left join (select poll, count(*) as x from imported_ballot group by poll) i on i.poll = p.id
      where coalesce(b.x, 0) + coalesce(i.x, 0) <> coalesce(t.ballots, 0) + coalesce(d.x, 0)`,
  },
  {
    name: 'ballot.grains', says: 'what a ballot cost is not what its member planted there',
    sql: `select coalesce(b.member, t.member) || ' ' || coalesce(b.poll, t.poll) as id, coalesce(t.x, 0)::text as expected, coalesce(b.grains, 0)::text as found
      from ballot b full join (select member, poll, sum(case when to_account = 'planted_poll' then amount else -amount end) as x from transfer
          where 'planted_poll' in (from_account, to_account) group by member, poll) t on t.member = b.member and t.poll = b.poll
      where coalesce(t.x, 0) <> coalesce(b.grains, 0)`,
  },
  {
    name: 'receipt.missing', says: 'a transfer names a mutation without an applied receipt',
    sql: `select t.id::text as id, 'applied ' || t.key as expected, coalesce(r.code, 'none') as found
      from transfer t left join receipt r on r.member = t.member and r.key = t.key where t.key is not null and (r.key is null or r.code is not null)`,
  },
  {
    name: 'receipt.boost', says: 'an applied boost has not exactly one transfer',
    sql: `select r.key::text as id, '1' as expected, count(t.id)::text as found from receipt r left join transfer t on t.member = r.member and t.key = r.key
      where r.name = 'project.boost' and r.code is null group by r.member, r.key having count(t.id) <> 1`,
  },
  {
    name: 'harvest.day', says: 'a day counts another number of harvests than were credited',
    sql: `select h.member || ' ' || h.reason || ' until ' || max(h.day) as id, coalesce(max(t.n), 0)::text as expected, sum(h.n)::text as found
      from harvest_day h left join (select member, reason, count(*) as n from transfer where from_account = 'source' group by member, reason) t
        on t.member = h.member and t.reason = h.reason
      group by h.member, h.reason having sum(h.n) <> coalesce(max(t.n), 0)`,
  },
  ...SCOPED.map((table): AuditCheck => ({
    name: `rev.${table}`, says: 'a row is newer than its scope',
    sql: `select t.scope || ' ' || t.id as id, 'at most ' || coalesce(c.rev::text, 'none') as expected, t.rev::text as found
      from ${table} t left join scope_counter c on c.scope = t.scope left join member_counter m on t.scope = 'member:' || m.member
      where t.rev > coalesce(c.rev, m.rev, -1)`,
  })),
  ...OWNED.map((table): AuditCheck => ({
    name: `rev.${table}`, says: 'a row is newer than its member',
    sql: `select t.member::text as id, 'at most ' || coalesce(c.rev::text, 'none') as expected, t.rev::text as found
      from ${table} t left join member_counter c on c.member = t.member where t.rev > coalesce(c.rev, -1)`,
  })),
];
