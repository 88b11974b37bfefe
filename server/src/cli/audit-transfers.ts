/**
 * Consistency of transfers, receipts, ballots and harvests, each by itself and with each other (R2–R8, S7, P4): a
 * change in one of them contradicts another.
 */
import { HARVEST, type HarvestReason } from '@egoejo/shared/saka/model.ts';
import { MOST_ADJUSTED } from '@egoejo/shared/saka/adjust.ts';
import type { AuditCheck } from './audit-checks.ts';
import { BALLOT, isHashOf } from './audit-hashes.ts';
import { beforeRecovery, isAgain, SLACK, TOLD_AFTER } from './audit-when.ts';

/** The accounts allowed for each reason (R2, R4). */
const ACCOUNTS = `('content_read', 'source', 'wallet'), ('poll_vote', 'source', 'wallet'),
  ('invite_accepted', 'source', 'wallet'), ('manual_adjust', 'source', 'wallet'), ('manual_adjust', 'wallet', 'source'),
  ('project_boost', 'wallet', 'planted_project'), ('poll_spend', 'wallet', 'planted_poll'),
  ('poll_refund', 'planted_poll', 'wallet'),
  ('compost', 'wallet', 'silo'), ('account_closed', 'wallet', 'silo'), ('silo_redistribution', 'silo', 'wallet')`;
/** The canonical JSON of a boost's arguments, rebuilt from its single transfer, as the request was hashed. */
const BOOST_ARGS = `'{"grains":' || min(t.amount) || ',"project":"' || min(t.project::text) || '"}'`;
const HARVESTS = `('content_read', 'poll_vote', 'invite_accepted')`;
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
        when (t.reason = 'content_read') <> (t.story is not null) then 'a story if it was read, else none'
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
        left join poll q on q.id = t.poll left join story s on s.id = t.story
        left join cycle c on c.id = t.cycle left join saka_run r on r.id = t.run, lateral (select case
        when m.id is null then 'a member'
        when t.project is not null and (p.id is null or p.status in ('proposed', 'declined'))
          then 'a project that was published'
        when t.poll is not null and (q.id is null or q.state = 'draft') then 'a poll that was opened'
        when t.reason = 'poll_refund' and t.key is null and q.state <> 'cancelled' then 'a cancelled poll'
        when t.story is not null and s.id is null then 'a story'
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
  {
    name: 'receipt.missing',
    says: 'a transfer names an act without an applied receipt of that act, that rev and that time',
    sql: `select t.id::text as id, 'applied ' || t.key || ' at rev ' || t.rev as expected,
      coalesce(r.name || ' ' || coalesce(r.code, 'applied') || ' at rev ' || r.rev || ' ' || iso(r.at), 'none') as found
      from transfer t left join receipt r on r.member = t.member and r.key = t.key
      where t.key is not null and (r.key is null or r.code is not null or r.rev <> t.rev or r.at > t.at + ${TOLD_AFTER}
        or (r.at < t.at and not ${isAgain('r.at', 't.at')}) or r.name <> all(case t.reason
        when 'project_boost' then array['project.boost'] when 'content_read' then array['reading.finish']
          when 'poll_refund' then array['poll.vote', 'poll.withdrawVote'] else array['poll.vote'] end))`,
  },
  {
    name: 'receipt.shape',
    says: 'a verdict does not have the form of its kind: its code was changed, or its time has not been',
    sql: `select r.key::text as id, case when r.at > clock_timestamp() + ${SLACK} then 'a time that has been'
      when r.code is null then 'notes of an applied act' else 'what a refusal is about' end as expected,
        concat_ws(' ', coalesce(r.code, 'applied'), r.detail, iso(r.at)) as found
      from receipt r where r.at > clock_timestamp() + ${SLACK} or case when r.code is null
        then coalesce(jsonb_typeof(r.detail), 'array') <> 'array'
        else coalesce(jsonb_typeof(r.detail), 'none') <> 'object' end`,
  },
  {
    name: 'receipt.boost',
    says: 'an applied boost has not exactly one transfer, of what was asked',
    sql: `select r.key::text as id, '1 as it was asked' as expected,
      count(t.id) || ' of ' || coalesce(string_agg(t.amount || ' on ' || t.project, ', '), 'none') as found
      from receipt r left join transfer t on t.member = r.member and t.key = r.key
      where r.name = 'project.boost' and r.code is null
      group by r.member, r.key, r.hash having count(t.id) <> 1
        or not coalesce(${isHashOf('project.boost', BOOST_ARGS, 'r.hash')}, false)`,
  },
  {
    name: 'receipt.harvest',
    says: 'a verdict that says grains were harvested has not exactly that one transfer',
    sql: `select r.key::text as id, max((x.n ->> 'grains')) as expected,
      coalesce(string_agg(t.amount::text, ' + '), 'none') as found
      from receipt r cross join lateral (select e -> 'params' as n from jsonb_array_elements(r.detail) e
        where e ->> 'code' = 'saka.harvested') x
        left join transfer t on t.member = r.member and t.key = r.key and t.from_account = 'source'
      where r.code is null and jsonb_typeof(r.detail) = 'array' and r.name in ('reading.finish', 'poll.vote')
      group by r.member, r.key having count(t.id) <> 1 or max((x.n ->> 'grains')::bigint) <> sum(t.amount)`,
  },
  {
    name: 'receipt.said',
    says: 'grains were harvested by an act whose verdict does not say so',
    sql: `select r.key::text as id, t.amount || ' harvested' as expected, coalesce(r.detail::text, 'nothing') as found
      from transfer t join receipt r on r.member = t.member and r.key = t.key
      where t.reason in ('content_read', 'poll_vote') and r.code is null and not ${isAgain('r.at', 't.at')}
        and not coalesce(r.detail @> jsonb_build_array(jsonb_build_object('code', 'saka.harvested', 'params',
          jsonb_build_object('grains', t.amount))), false)`,
  },
  {
    name: 'ballot.receipt',
    says: 'no applied vote of its member, at its time and not newer, asked for this ballot',
    sql: `select b.member || ' ' || b.poll as id, 'the ballot of a receipt' as expected, b.content::text as found
      from ballot b
      where not exists (select from receipt r where r.member = b.member and r.name = 'poll.vote' and r.code is null
        and r.at = b.cast_at and r.rev <= b.rev
        and ${isHashOf('poll.vote', `'{"ballot":' || ${BALLOT} || ',"poll":"' || b.poll || '"}'`, 'r.hash')})`,
  },
  {
    name: 'ballot.grains',
    says: 'what a ballot cost is not what its member planted there',
    sql: `select coalesce(b.member, t.member) || ' ' || coalesce(b.poll, t.poll) as id,
      coalesce(t.x, 0)::text as expected, coalesce(b.grains, 0)::text as found
      from ballot b full join (select member, poll,
        sum(case when to_account = 'planted_poll' then amount else -amount end) as x from transfer
          where 'planted_poll' in (from_account, to_account) group by member, poll) t on t.member = b.member
            and t.poll = b.poll
      where coalesce(t.x, 0) <> coalesce(b.grains, 0)`,
  },
  {
    name: 'ballot.cost',
    says: 'what is written as a ballot’s cost is not what its votes cost (P4)',
    sql: `select b.member || ' ' || b.poll as id, x.due::text as expected, b.grains::text as found
      from ballot b join poll p on p.id = b.poll, lateral (select ballot_cost(p.method, b.content) as due) x
      where b.grains <> x.due and not (p.state = 'cancelled' and b.grains = 0)`,
  },
  {
    // A ballot that cost no more than the previous one keeps that one's season.
    name: 'ballot.season',
    says: 'a ballot’s season is not that of what it planted, or had not begun (R11)',
    sql: `select b.member || ' ' || b.poll as id, coalesce(t.cycle || ', the season of its grains',
      'a season before ' || iso(b.cast_at)) as expected,
      concat_ws(' ', coalesce(b.cycle::text, 'none'), iso(c.starts_at)) as found
      from ballot b left join cycle c on c.id = b.cycle left join transfer t on t.member = b.member and t.rev = b.rev
        and t.poll = b.poll and t.reason = 'poll_spend' and b.cast_at between t.at and t.at + ${TOLD_AFTER}
      where t.cycle is distinct from b.cycle and t.cycle is not null
        or b.cycle is not null and (c.id is null or c.starts_at > b.cast_at + ${SLACK}
          and not ${beforeRecovery('b.cast_at')})`,
  },
  {
    name: 'poll.refund',
    says: 'a poll gave back more in a season than was spent there (R11)',
    sql: `select member || ' ' || poll || ' ' || coalesce(cycle::text, 'no season') as id,
      'at most ' || coalesce(sum(amount) filter (where reason = 'poll_spend'), 0) as expected,
        sum(amount) filter (where reason = 'poll_refund')::text as found
      from transfer where reason in ('poll_spend', 'poll_refund') group by member, poll, cycle
        having sum(case when reason = 'poll_spend' then amount else -amount end) < 0`,
  },
  {
    name: 'harvest.day',
    says: 'its days and its subjects do not count as many harvests as were credited (R5)',
    sql: `select member || ' ' || reason as id, sum(t)::text as expected,
      sum(d) || ' in days, ' || sum(o) || ' subjects' as found from (
        select member, reason, 1 as t, 0 as d, 0 as o from transfer where reason in ${HARVESTS}
        union all select member, reason, 0, n, 0 from harvest_day
        union all select member, reason, 0, 0, 1 from harvest_once) x
      group by member, reason having sum(t) <> sum(d) or sum(t) <> sum(o)`,
  },
  {
    name: 'harvest.limit',
    says: 'a day has more harvests than its limit, none at all, or has not begun (R5)',
    sql: `select member || ' ' || reason || ' ' || day as id, 'at most ' || case reason ${Object.entries(HARVEST)
      .map(([reason, { aDay }]) => `when '${reason}' then ${aDay}`)
      .join(' ')} else 0 end as expected, n::text as found
      from harvest_day where n < 1 or day > ((clock_timestamp() + ${SLACK}) at time zone 'UTC')::date
        or n > case reason ${Object.entries(HARVEST)
          .map(([reason, { aDay }]) => `when '${reason}' then ${aDay}`)
          .join(' ')} else 0 end`,
  },
  {
    name: 'harvest.when',
    says:
      'its days are not those on which its harvests can have counted: from when an act was made to when it ' +
      'arrived (R5)',
    sql: `select distinct on (member, reason) member || ' ' || reason as id,
      least(arrived, made) || ' to ' || made || ' until ' || day as expected, counted::text as found from (
        select member, reason, day, sum(h) over w as counted, sum(m) over w as made, sum(a) over w as arrived from (
          select member, reason, day, n as h, 0 as m, 0 as a from harvest_day
          union all select t.member, t.reason, case when t.key is null then '-infinity'
            else (least(r.made_at, r.at) at time zone 'UTC')::date end, 0, 1, 0
            from transfer t left join receipt r on r.member = t.member and r.key = t.key where t.reason in ${HARVESTS}
          union all select member, reason, (at at time zone 'UTC')::date, 0, 0, 1 from transfer
            where reason in ${HARVESTS}) x
        window w as (partition by member, reason order by day)) y
      where counted > made or counted < arrived order by member, reason, day`,
  },
  {
    name: 'harvest.once',
    says: 'one subject was harvested twice, or without being remembered (R5)',
    sql: `select t.member || ' ' || t.reason || ' ' || t.subject as id, '1' as expected,
      t.n || ' credited, ' || (case when o.subject is null then 'not ' else '' end) || 'remembered' as found
      from (select member, reason, coalesce(story, poll) as subject, count(*) as n from transfer
        where reason in ('content_read', 'poll_vote') and coalesce(story, poll) is not null group by 1, 2, 3) t
        left join harvest_once o on o.member = t.member and o.reason = t.reason and o.subject = t.subject
      where t.n <> 1 or o.subject is null`,
  },
  {
    name: 'harvest.mark',
    says: 'what a read story is said to have brought is not what it did',
    sql: `select coalesce(k.member, t.member) || ' ' || coalesce(k.story, t.story) as id,
      coalesce(t.x, 0)::text as expected, coalesce(k.grains::text, 'none') as found
      from read_mark k full join (select t.member, t.story, sum(t.amount) as x from transfer t
        join member m on m.id = t.member and m.status <> 'closed'
          where t.reason = 'content_read' and t.story is not null group by t.member, t.story) t on t.member = k.member
            and t.story = k.story
      where coalesce(t.x, 0) is distinct from k.grains::bigint`,
  },
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
