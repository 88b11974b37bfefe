/** Checks of meetings and of the answers to them. */
import { MOST_MEETINGS } from '../../meetings/policy.ts';
import type { AuditCheck } from '../audit-check.ts';
import { mostADay, wants } from './wants.ts';

export const meetingChecks: readonly AuditCheck[] = [
  wants({
    name: 'meeting',
    says: 'a meeting is not as its organiser and the answers left it',
    id: 'm.id::text',
    found: `concat_ws(' ', m.state, 'by', m.author, m.yes, 'yes', m.perhaps, 'perhaps', iso(m.starts_at))`,
    from: `meeting m cross join lateral (select count(*) filter (where a.answer = 'yes') as yes,
      count(*) filter (where a.answer = 'perhaps') as perhaps from meeting_answer a where a.meeting = m.id) c`,
    unless: [
      [
        `(m.yes <> c.yes or m.perhaps <> c.perhaps)
          and not exists (select from domain_event e where e.name = 'member.closed')`,
        'as many as answered',
      ],
      [`m.state = 'cancelled' and (m.cancelled_at is null or m.reason = '')`, 'a reason and a time'],
      [`m.state = 'planned' and m.cancelled_at is not null`, 'a meeting that was not cancelled'],
      ['m.edited_at < m.created_at', 'an edit after it was planned'],
    ],
  }),
  mostADay(
    'meeting.most',
    'a member planned more meetings than a day allows',
    'meeting',
    'author',
    'created_at',
    MOST_MEETINGS,
  ),
];
