/** Checks of challenges and leaderboards: what is counted follows from what members read (B14). */
import { MOST_CHALLENGES } from '../../challenges/policy.ts';
import { COUNTED_PARTS, COUNTED_PLACES, COUNTED_SUMS } from '../../challenges/rebuild.ts';
import type { AuditCheck } from '../audit-check.ts';
import { mostADay, waiting, wants } from './wants.ts';

/** Somebody left, and a listener may still take their rows away. */
const LEAVING = `exists (select from domain_event e
  where e.name in ('member.closed', 'community.left', 'community.removed', 'community.barred'))`;

export const challengeChecks: readonly AuditCheck[] = [
  wants({
    name: 'challenge',
    says: 'a challenge is not as its maker and those who take part left it',
    id: 'c.id::text',
    found: `concat_ws(' ', c.state, 'by', c.author, 'with', c.participants, 'sum', c.sum, 'reached',
      iso(c.reached_at))`,
    from: `challenge c left join (${COUNTED_SUMS}) s on s.id = c.id`,
    unless: [
      [
        `(c.participants, c.sum) <> (s.members, s.added) and not (s.over and c.participants >= s.members)
          and not exists (select from contest_delta d where d.challenge = c.id) and not ${LEAVING}`,
        'as many as take part, and what they read',
      ],
      ['s.untold and not exists (select from contest_delta d where d.challenge = c.id)', 'that it was reached'],
      [`c.state = 'cancelled' and (c.cancelled_at is null or c.reason = '')`, 'a reason and a time'],
      [`c.state = 'planned' and c.cancelled_at is not null`, 'a challenge that was not cancelled'],
    ],
  }),
  wants({
    name: 'challenge.part',
    says: 'what a member read for a challenge is not what their events and days of reading say (B14)',
    id: `p.member || ' ' || p.challenge`,
    found: `concat_ws(' ', p.progress, case when p.reached then 'reached' end)`,
    from: `(${COUNTED_PARTS}) p`,
    unless: [
      [
        `(p.progress, p.reached) <> (p.counted, p.enough) and not ${waiting(
          ['challenge.edited', 'challenge.recount'],
          'p.challenge',
        )}`,
        'what was counted',
      ],
    ],
  }),
  {
    name: 'leaderboard',
    says: 'a line of a leaderboard has other points than the events of its member, or belongs to nobody (B14)',
    sql: `select p.id::text as id, p.counted as expected, p.found from (${COUNTED_PLACES}) p
        where p.found <> p.counted and not exists (select from contest_delta d where d.place = p.id)
      union all select l.id::text, 'a line of a member', 'of nobody' from leaderboard_place l
        where not exists (select from leaderboard_own o where o.place = l.id) and not ${LEAVING}`,
  },
  mostADay(
    'challenge.most',
    'a member made more challenges than a day allows',
    'challenge',
    'author',
    'created_at',
    MOST_CHALLENGES,
  ),
];
