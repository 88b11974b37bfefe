/** Checks ballots against their receipts and what was planted for them (P4, R11). */
import type { AuditCheck } from './audit-check.ts';
import { BALLOT, isHashOf } from './audit-hashes.ts';
import { beforeRecovery, SLACK, TOLD_AFTER } from './audit-when.ts';

export const ballotChecks: readonly AuditCheck[] = [
  {
    name: 'ballot.receipt',
    says: 'no applied vote of its member, at its time and not newer, asked for this ballot',
    sql: `select b.member || ' ' || b.poll as id, 'the ballot of a receipt' as expected, b.content::text as found
      from ballot b
      where b.content ->> 'kind' <> 'secret'
        and not exists (select from receipt r where r.member = b.member and r.name = 'poll.vote' and r.code is null
        and r.at = b.cast_at and r.rev <= b.rev
        and ${isHashOf('poll.vote', `'{"ballot":' || ${BALLOT} || ',"poll":"' || b.poll || '"}'`, 'r.hash')})`,
  },
  {
    // What a secret ballot says is not known here (P2).
    name: 'ballot.secret',
    says: 'a secret vote has no receipt at its time, or a poll not as many sealed or opened ballots as votes',
    sql: `select b.member || ' ' || b.poll as id, 'a receipt at ' || iso(b.cast_at) as expected, 'none' as found
      from ballot b where b.content ->> 'kind' = 'secret' and not exists (select from receipt r
        where r.member = b.member and r.name = 'poll.voteSecretly' and r.code is null and r.at = b.cast_at
          and r.rev <= b.rev)
      union all select p.id::text, case when p.result is null then x.votes else (p.result ->> 'ballots')::bigint end
        || case when p.result is null then ' sealed' else ' opened' end,
        x.sealed || ' sealed, ' || x.opened || ' opened'
      from poll p cross join lateral (select (select count(*) from ballot b where b.poll = p.id) as votes,
        (select count(*) from sealed_ballot s where s.poll = p.id) as sealed,
        (select count(*) from opened_ballot o where o.poll = p.id) as opened) x
      where p.secret and p.state in ('open', 'closed') and (x.sealed, x.opened) is distinct from
        case when p.result is null then (x.votes, 0::bigint) else (0::bigint, (p.result ->> 'ballots')::bigint) end`,
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
];
