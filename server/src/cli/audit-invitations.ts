/** Checks invitations against the harvests that they brought (R5). */
import { HARVEST } from '@egoejo/shared/saka/model.ts';
import type { AuditCheck } from './audit-check.ts';
import { NOW, SLACK } from './audit-when.ts';

const INVITED = HARVEST.invite_accepted;

export const invitationChecks: readonly AuditCheck[] = [
  {
    // Closing an account deletes the newcomer's invitation. A guest who is not a member cannot be checked.
    name: 'invitation.thanked',
    says: 'an invitation tells of a harvest that is not remembered, or a remembered one has none that tells of it (R5)',
    sql: `select o.inviter || ' ' || o.subject as id, 'a harvested invitation' as expected,
      coalesce(i.outcome, 'not settled') || ' by ' || i.inviter as found
        from (select member as inviter, subject from harvest_once where reason = 'invite_accepted') o
          join member n on n.id = o.subject and n.status <> 'closed'
          left join invitation i on i.member = o.subject and i.inviter = o.inviter
        where i.outcome is distinct from 'harvested'
      union all select i.inviter || ' ' || i.member, 'a remembered harvest', 'none'
        from invitation i left join harvest_once o on o.member = i.inviter and o.reason = 'invite_accepted'
          and o.subject = i.member
        where i.outcome = 'harvested' and o.subject is null`,
  },
  {
    name: 'invitation.settled',
    says: 'an invitation was not settled as it says: by whom, when, or within the day’s limit (R5)',
    sql: `select i.member::text as id, v.wants as expected,
      concat_ws(' ', coalesce(i.outcome, 'not settled'), 'by', i.inviter, iso(i.settled_at)) as found
      from (select *, (settled_at at time zone 'UTC')::date as day,
        count(*) filter (where outcome = 'harvested') over (partition by inviter, (settled_at at time zone 'UTC')::date)
        as n from invitation) i
        left join member m on m.id = i.inviter left join member n on n.id = i.member
        left join harvest_day d on d.member = i.inviter and d.reason = 'invite_accepted' and d.day = i.day
        left join (select member, at from transfer where reason = 'invite_accepted' group by member, at) t on t.member
          = i.inviter and t.at = i.settled_at,
        lateral (select case
          when m.id is null or n.id is null then 'two members'
          when m.created_at >= n.created_at then 'an inviter who was there before'
          when i.settled_at > ${NOW} + ${SLACK} then 'a time that has been'
          when i.outcome = 'harvested' and t.at is null then 'the time of a harvest'
          when i.outcome = 'harvested' and i.n > coalesce(d.n, 0) then coalesce(d.n, 0) || ' harvests on its day'
          when i.outcome = 'limit' and coalesce(d.n, 0) < ${INVITED.aDay}
            then '${INVITED.aDay} harvests on its day, not ' || coalesce(d.n, 0)
          end as wants) v where v.wants is not null`,
  },
];
