/**
 * Checks of transfers by themselves (R2–R8): accounts, amounts, what they refer to. Receipts, ballots, harvests and
 * accounts are compared with them in audit-receipts.ts, audit-ballots.ts, audit-harvests.ts and audit-accounts.ts.
 */
import { HARVEST, type HarvestReason } from '@egoejo/shared/saka/model.ts';
import { MOST_ADJUSTED } from '@egoejo/shared/saka/adjust.ts';
import type { AuditCheck } from './audit-check.ts';
import { SLACK } from './audit-when.ts';

/** The accounts allowed for each reason (R2, R4). */
const ACCOUNTS = `('content_read', 'source', 'wallet'), ('poll_vote', 'source', 'wallet'),
  ('invite_accepted', 'source', 'wallet'), ('manual_adjust', 'source', 'wallet'), ('manual_adjust', 'wallet', 'source'),
  ('project_boost', 'wallet', 'planted_project'), ('poll_spend', 'wallet', 'planted_poll'),
  ('poll_refund', 'planted_poll', 'wallet'),
  ('compost', 'wallet', 'silo'), ('account_closed', 'wallet', 'silo'), ('silo_redistribution', 'silo', 'wallet')`;
const grainsOf = (reason: HarvestReason): number => HARVEST[reason].grains;

export const transferChecks: readonly AuditCheck[] = [
  {
    name: 'transfer.shape',
    says: 'a transfer is none that any act, run or person makes (R2, R4)',
    sql: `select t.id::text as id, v.wants as expected,
      concat_ws(' ', t.reason, t.amount, 'from', t.from_account, 'to', t.to_account, 'at', iso(t.at)) as found
      from transfer t, lateral (select case
        when t.amount < 1 then 'an amount above 0'
        when (t.reason::text, t.from_account::text, t.to_account::text) not in (${ACCOUNTS})
          then 'the accounts of its reason'
        when t.reason = 'manual_adjust' and t.amount > ${MOST_ADJUSTED} then 'no more than its reason gives'
        when t.amount <> case t.reason when 'content_read' then ${grainsOf('content_read')} when 'poll_vote'
          then ${grainsOf('poll_vote')} when 'invite_accepted' then ${grainsOf('invite_accepted')} end
          then 'what its reason gives'
        when (t.reason = 'project_boost') <> (t.project is not null) then 'a project if it is a boost, else none'
        when (t.reason in ('poll_vote', 'poll_spend', 'poll_refund')) <> (t.poll is not null)
          then 'a poll if it is of one, else none'
        when (t.reason = 'content_read') <> (t.story is not null) then 'a text if it was read, else none'
        when (t.reason in ('compost', 'silo_redistribution')) <> (t.run is not null)
          then 'a run if it is of one, else none'
        when t.reason in ('project_boost', 'poll_spend', 'poll_vote', 'content_read') and t.key is null
          then 'the key of an act'
        when t.reason not in ('project_boost', 'poll_spend', 'poll_vote', 'poll_refund', 'content_read')
          and t.key is not null then 'no key of an act'
        when (t.key is not null or t.reason in ('content_read', 'poll_vote', 'invite_accepted', 'account_closed'))
          and t.actor is distinct from t.member then 'the member as its actor'
        when t.reason = 'poll_refund' and t.key is null and t.actor is not null
          then 'no actor: a cancelled poll gives back by itself'
        when t.at > clock_timestamp() + ${SLACK} then 'a time that has been'
        end as wants) v where v.wants is not null`,
  },
  {
    name: 'transfer.refers',
    says: 'a transfer is about something that is not, or not as it must have been',
    sql: `select t.id::text as id, v.wants as expected,
      concat_ws(' ', t.reason, t.member, t.project, t.poll, t.story, t.cycle) as found
      from transfer t left join member m on m.id = t.member left join project p on p.id = t.project
        left join poll q on q.id = t.poll left join story s on s.id = t.story left join work w on w.id = t.story
        left join cycle c on c.id = t.cycle left join saka_run r on r.id = t.run, lateral (select case
        when m.id is null then 'a member'
        when t.project is not null and (p.id is null or p.status in ('proposed', 'declined'))
          then 'a project that was published'
        when t.poll is not null and (q.id is null or q.state = 'draft') then 'a poll that was opened'
        when t.reason = 'poll_refund' and t.key is null and q.state <> 'cancelled' then 'a cancelled poll'
        when t.story is not null and s.id is null and w.id is null then 'a story or a work'
        when t.reason = 'account_closed' and m.status <> 'closed' then 'a closed account'
        when t.run is not null and (r.id is null or (r.kind = 'compost') <> (t.reason = 'compost'))
          then 'a run of its kind'
        when t.cycle is not null and c.id is null then 'a season'
        when t.reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote')
          and not (t.at >= c.starts_at and t.at < c.ends_at + ${SLACK}) then 'a season of its time'
        when t.run is not null and t.cycle is distinct from r.cycle then 'the season of its run'
        when t.run is not null and t.actor is distinct from r.actor then 'the actor of its run'
        when t.run is not null and not (t.at >= r.frozen_at and t.at <= coalesce(r.ended_at, 'infinity'))
          then 'a time of its run'
        end as wants) v where v.wants is not null`,
  },
  {
    // A transfer that no act caused has no receipt to name its rev; its transaction must have a rev of its own.
    name: 'transfer.rev',
    says: 'a transfer by no act stands at the rev of something else: devices that had that do not hear of it (S12)',
    sql: `select t.member || ' ' || t.id as id, 'a rev of its own' as expected,
      concat_ws(' ', t.reason, iso(t.at), 'at rev', t.rev, 'beside', coalesce(iso(o.at), 'a receipt')) as found
      from transfer t join (select member, rev, at from transfer union all select member, rev, null
        from receipt) o on o.member = t.member and o.rev = t.rev
      where t.key is null and o.at is distinct from t.at`,
  },
  {
    name: 'boost.unseen',
    says: 'a member planted on a project of a private community they never were in',
    sql: `select s.member || ' ' || s.project as id, 'a member of ' || c.id as expected, 'none' as found
      from support s join project p on p.id = s.project
        join community c on c.id = p.community and c.visibility = 'private'
        join member m on m.id = s.member and m.status <> 'closed'
      where not exists (select from membership x where x.member = s.member and x.community = c.id)
        and not exists (select from receipt r where r.member = s.member and r.name = 'community.leave'
          and r.code is null)`,
  },
];
