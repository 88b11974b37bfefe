/** Checks receipts against the transfers of their acts (S7). */
import type { AuditCheck } from './audit-check.ts';
import { isHashOf } from './audit-hashes.ts';
import { isAgain, SLACK, TOLD_AFTER } from './audit-when.ts';

/** The canonical JSON of a boost's arguments, rebuilt from its single transfer, as the request was hashed. */
const BOOST_ARGS = `'{"grains":' || min(t.amount) || ',"project":"' || min(t.project::text) || '"}'`;

export const receiptChecks: readonly AuditCheck[] = [
  {
    name: 'receipt.missing',
    says: 'a transfer names an act without an applied receipt of that act, that rev and that time',
    sql: `select t.id::text as id, 'applied ' || t.key || ' at rev ' || t.rev as expected,
      coalesce(r.name || ' ' || coalesce(r.code, 'applied') || ' at rev ' || r.rev || ' ' || iso(r.at), 'none') as found
      from transfer t left join receipt r on r.member = t.member and r.key = t.key
      where t.key is not null and (r.key is null or r.code is not null or r.rev <> t.rev or r.at > t.at + ${TOLD_AFTER}
        or (r.at < t.at and not ${isAgain('r.at', 't.at')}) or r.name <> all(case t.reason
        when 'project_boost' then array['project.boost']
          when 'content_read' then array['reading.finish', 'book.session']
          when 'poll_refund' then array['poll.vote', 'poll.withdrawVote']
          when 'poll_vote' then array['poll.vote', 'poll.voteSecretly'] else array['poll.vote'] end))`,
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
    says: 'a verdict that says grains were harvested has not exactly that transfer, or those of up to four quarters',
    sql: `select r.key::text as id, max((x.n ->> 'grains')) as expected,
      coalesce(string_agg(t.amount::text, ' + '), 'none') as found
      from receipt r cross join lateral (select e -> 'params' as n from jsonb_array_elements(r.detail) e
        where e ->> 'code' = 'saka.harvested') x
        left join transfer t on t.member = r.member and t.key = r.key and t.from_account = 'source'
      where r.code is null and jsonb_typeof(r.detail) = 'array' and r.name in ('reading.finish', 'poll.vote',
        'poll.voteSecretly', 'book.session')
      group by r.member, r.key, r.name having count(t.id) not between 1 and case r.name when 'book.session' then 4
        else 1 end or max((x.n ->> 'grains')::bigint) <> sum(t.amount)`,
  },
  {
    name: 'receipt.said',
    says: 'grains were harvested by an act whose verdict does not say so',
    sql: `select r.key::text as id, t.amount || ' harvested' as expected, coalesce(r.detail::text, 'nothing') as found
      from transfer t join receipt r on r.member = t.member and r.key = t.key
      where t.reason in ('content_read', 'poll_vote') and r.code is null and not ${isAgain('r.at', 't.at')}
        and not coalesce(r.detail @> jsonb_build_array(jsonb_build_object('code', 'saka.harvested', 'params',
          jsonb_build_object('grains', case when r.name <> 'book.session' then t.amount else (select sum(x.amount)
            from transfer x where x.member = t.member and x.rev = t.rev and x.key = t.key) end))), false)`,
  },
];
