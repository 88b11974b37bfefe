/**
 * Checks from the receipts what acts must have left behind: ballots, times, and the revs by which devices learn of a
 * change (S7, S12, P1, P2).
 */
import { mutations } from '@egoejo/shared/registry.ts';
import type { AuditCheck } from './audit-check.ts';
import { BALLOT, isHashOf } from './audit-hashes.ts';
import { beforeRecovery, SLACK } from './audit-when.ts';

/** Cold mutations: their receipts name every scope that they wrote. */
const COLD = Object.values(mutations)
  .filter((m) => m.path === 'cold')
  .map((m) => `'${m.name}'`)
  .join(', ');

export const actChecks: readonly AuditCheck[] = [
  {
    name: 'ballot.lost',
    says: 'a member voted and did not withdraw, and their ballot is gone (P2)',
    sql: `select o.member || ' ' || o.subject as id, 'a ballot' as expected, 'none' as found
        from harvest_once o left join ballot b on b.poll = o.subject and b.member = o.member
        where o.reason = 'poll_vote' and b.poll is null and exists (select from poll p where p.id = o.subject
            and not p.secret)
          and not exists (select from receipt r where r.member = o.member and r.name = 'poll.withdrawVote'
            and r.code is null and ${isHashOf('poll.withdrawVote', `'{"poll":"' || o.subject || '"}'`, 'r.hash')})
      union all select r.member || ' ' || r.key, 'the ballot of the last vote', 'none'
        from (select distinct on (member) * from receipt
          where name in ('poll.vote', 'poll.withdrawVote') and code is null
          order by member, rev desc, n desc nulls last, seq desc nulls last) r
        where r.name = 'poll.vote' and not ${beforeRecovery('r.at')}
          and not exists (select from ballot b where b.member = r.member and b.cast_at = r.at
            and ${isHashOf('poll.vote', `'{"ballot":' || ${BALLOT} || ',"poll":"' || b.poll || '"}'`, 'r.hash')})`,
  },
  {
    name: 'ballot.when',
    says: 'a ballot was cast before its poll opened (P1)',
    sql: `select b.member || ' ' || b.poll as id, 'after ' || iso(p.opens_at) as expected, iso(b.cast_at) as found
      from ballot b join poll p on p.id = b.poll where b.cast_at < p.opens_at - ${SLACK}`,
  },
  {
    name: 'poll.frozen',
    says: 'what a poll asks was changed after it opened (P1)',
    sql: `select p.id::text as id, encode(p.frozen, 'hex') as expected, encode(poll_digest(p), 'hex') as found
      from poll p where p.frozen <> poll_digest(p)`,
  },
  {
    name: 'receipt.when',
    says: 'a receipt is older than one of its member that was written before it',
    sql: `select member || ' ' || key as id, 'not before ' || iso(latest) as expected, iso(at) as found
      from (select member, key, rev, at, max(at) over (partition by member
        order by rev rows between unbounded preceding and 1 preceding) as latest from receipt
        where not ${beforeRecovery('at')}) r
      where at < latest - ${SLACK}`,
  },
  {
    name: 'receipt.revs',
    says: 'a receipt does not name the revs its act wrote (S7)',
    sql: `select member || ' ' || key as id, 'member:' || member || ' at ' || rev as expected,
      coalesce(revs::text, 'none') as found from receipt
      where name in (${COLD}) and code is null and (revs ->> ('member:' || member))::bigint is distinct from rev`,
  },
  {
    name: 'support.rev',
    says: 'a support is older than its last boost: its device never hears of it (S12)',
    sql: `select s.member || ' ' || s.project as id, 'at least ' || t.rev as expected, s.rev::text as found
      from support s join (select member, project, max(rev) as rev from transfer where reason = 'project_boost'
        group by member, project) t on t.member = s.member and t.project = s.project
      where s.rev < t.rev`,
  },
  {
    name: 'tally.digest',
    says: 'a tally or its rev was changed by hand: its devices may never hear of it (S12, S17)',
    sql: ['project_tally', 'poll_tally', 'work_tally']
      .map(
        (table) =>
          `select t.id::text as id, encode(t.digest, 'hex') as expected, encode(tally_digest(t), 'hex') as found
        from ${table} t where t.digest <> tally_digest(t)`,
      )
      .join(' union all '),
  },
  {
    name: 'adjust.twice',
    says: 'an adjustment is in the ledger and in the audit log more than once (R6)',
    sql: `select t.id::text as id, 'one adjustment at rev ' || t.rev as expected, t.n || ' at rev ' || t.rev as found
      from (select id, rev, count(*) over (partition by member, rev) as n from transfer where reason = 'manual_adjust')
        t
        join (select detail ->> 'transfer' as transfer from audit_log
          where action = 'saka.adjust' and detail ? 'reason') a on a.transfer = t.id::text
      where t.n > 1
      union all select t.id::text, 'a line of the log at ' || iso(t.at), iso(a.at)
      from transfer t join audit_log a on a.action = 'saka.adjust' and a.detail ? 'reason'
        and a.detail ->> 'transfer' = t.id::text
      where t.reason = 'manual_adjust' and a.at <> t.at`,
  },
  {
    name: 'counter.floor',
    says: 'a scope says that it forgot what it never had: every cursor of it starts anew (S14)',
    sql: `select scope as id, 'at most ' || rev as expected, floor_rev::text as found from scope_counter
      where floor_rev > rev
      union all select 'member:' || member, 'at most ' || rev, floor_rev::text from member_counter
        where floor_rev > rev`,
  },
];
