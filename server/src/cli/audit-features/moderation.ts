/** Checks of moderation: a case, its decision, what was hidden by it, who was told, and who was banned. */
import { MOST_REPORTS, subjectKind } from '@egoejo/shared/moderation/model.ts';
import type { AuditCheck } from '../audit-check.ts';
import { NOW, SLACK } from '../audit-when.ts';
import { listed, mostADay, waiting, wants } from './wants.ts';

/** The listener has not brought the case to whom it concerns yet. */
const CHANGING = waiting(['moderation.changed'], 'c.id');
const DECIDED_AT = `(c.decision ->> 'at')::timestamptz`;
const DECISIONS = listed(['moderation.hide', 'moderation.show', 'moderation.keep']);
const says = (column: string): string => `c.decision ->> '${column}'`;

/** What can be hidden: its table, the columns of its key and author, when it is hidden, and when it is shown. */
const HIDEABLE = [
  ['project', 'author', `t.status = 'hidden'`, `t.status in ('published', 'withdrawn')`],
  ['poll', 'author', 't.hidden_at is not null', `t.hidden_at is null and t.state <> 'draft'`],
  ['comment', 'author', `t.state = 'hidden'`, `t.state = 'shown'`],
  ['story', 'author', `t.state = 'hidden'`, `t.state = 'published'`],
  ['review', 'member', 't.hidden', 'not t.hidden'],
  ['meeting', 'author', `t.state = 'hidden'`, `t.state <> 'hidden'`],
  ['club', 'author', `t.state = 'hidden'`, `t.state = 'open'`],
  ['message', 'author', `t.state = 'hidden'`, `t.state = 'shown'`],
  ['track', 'author', 't.hidden', 'not t.hidden'],
  ['playlist', 'author', 't.hidden', 'not t.hidden'],
  ['show', 'author', 't.hidden', 'not t.hidden'],
] as const;
const casesOf = (kind: string, more: string): string =>
  `exists (select from moderation_case c where c.kind = '${kind}' and c.subject = t.id and ${more})`;

export const moderationChecks: readonly AuditCheck[] = [
  wants({
    name: 'case',
    says: 'a case of moderation is not in the state that its decision gives',
    id: 'c.id::text',
    found: `concat_ws(' ', c.kind, c.state, 'round', c.round, 'by', c.decision ->> 'by', c.decision ->> 'outcome')`,
    from: `moderation_case c left join member b on b.id::text = ${says('by')}`,
    unless: [
      [`c.kind not in (${listed(subjectKind.options)})`, 'a kind of subject'],
      ['c.place <> coalesce(c.community, c.subject)', 'the place of its subject'],
      [`c.state <> 'open' and c.decision is null`, 'who decided, when and why'],
      ['c.round < 0 or (c.decision is null) <> (c.round = 0)', 'a decision exactly if there was a round'],
      [
        `c.decision is not null and (${says('by')} is null or coalesce(${says('reason')}, '') = ''
          or ${says('at')} is null or ${says('outcome')} is null)`,
        'who decided, when and why',
      ],
      [`c.decision is not null and b.id is null`, 'a member who decided'],
      [`${says('by')} = c.author::text`, 'a decision by somebody else than its author'],
      [`c.state <> 'open' and ${says('outcome')} <> c.state`, 'the state that was decided'],
      [`c.state = 'open' and ${says('outcome')} <> 'kept'`, 'hidden as it was decided'],
      [
        `${DECIDED_AT} > ${NOW} + ${SLACK} or ${DECIDED_AT} < c.created_at - ${SLACK}`,
        'a decision since it was opened',
      ],
      [`c.state = 'open' and c.opened_at < ${DECIDED_AT}`, 'opened again since its decision'],
      ['c.opened_at < c.created_at', 'opened when it was made, or later'],
      [`${says('banned')} = 'true' and (c.author is null or c.community is null)`, 'somebody to ban from a community'],
      [`jsonb_typeof(c.flags) <> 'array'`, 'a list of flags'],
    ],
  }),
  {
    name: 'case.log',
    says: 'the decisions of a case are not those in the audit log',
    sql: `select c.id::text as id, concat_ws(' ', coalesce(l.n, 0), 'decisions, the last by', l.actor, l.reason)
        as expected, concat_ws(' ', c.round, 'decisions, the last by', ${says('by')}, ${says('reason')}) as found
      from moderation_case c left join (select distinct on (subject) subject, actor::text as actor,
          detail ->> 'reason' as reason, action, count(*) over (partition by subject) as n
        from audit_log where action in (${DECISIONS}) order by subject, id desc) l on l.subject = c.id::text
      where c.round <> coalesce(l.n, 0) or c.round > 0 and (${says('by')}, ${says('reason')},
        ${says('outcome')} = 'hidden') is distinct from (l.actor, l.reason, l.action = 'moderation.hide')
      union all select l.subject, 'a case that hides', 'none' from (select distinct on (subject) subject, action
        from audit_log where action in (${DECISIONS}) order by subject, id desc) l
      where l.action = 'moderation.hide' and not exists (select from moderation_case c where c.id::text = l.subject)`,
  },
  {
    name: 'case.subject',
    says: 'a case is about something that is not, or of another author or community',
    sql: `select c.id::text as id, concat_ws(' ', 'a', c.kind, 'by', x.author, 'in', x.community) as expected,
        concat_ws(' ', c.subject, 'by', c.author, 'in', c.community) as found
      from moderation_case c left join (
        select 'project' as kind, id, author, community, author is not null as known from project
        union all select 'poll', id, author, community, author is not null from poll where state <> 'draft'
        union all select 'comment', id, author, community, author is not null from comment
        union all select 'meeting', id, author, community, author is not null from meeting
        union all select 'club', id, author, community, author is not null from club
        union all select 'challenge', id, author, community, author is not null from challenge
        union all select 'message', m.id, m.author, r.community, m.author is not null
          from message m join room r on r.id = m.room
        union all select 'story', id, author, null, author is not null from story
        union all select 'member', id, id, null, true from member) x on x.kind = c.kind and x.id = c.subject
      where c.kind not in ('review', 'pseudonym', 'track', 'playlist', 'show')
        -- A room erases old messages once nothing about them is to be decided.
        and (x.id is null and (c.kind <> 'message' or c.state = 'open')
        or x.known and c.author is distinct from x.author
        or c.kind <> 'member' and x.id is not null and c.community is distinct from x.community
        or c.kind = 'member' and c.community is null)`,
  },
  wants({
    name: 'report',
    says: 'a report is not in the state of its case',
    id: `r.member || ' ' || r.subject`,
    found: `concat_ws(' ', r.kind, r.state, iso(r.decided_at), 'case', c.state, 'round', c.round)`,
    from: 'report r join moderation_case c on c.id = r.case_id',
    unless: [
      ['(r.kind, r.subject) is distinct from (c.kind, c.subject)', 'the subject of its case'],
      ['r.member = c.author', 'a report by somebody else than the author'],
      [`(r.state = 'open') <> (r.decided_at is null)`, 'a time exactly if it was decided'],
      [`(r.state = 'open') <> (r.answer is null)`, 'an answer exactly if it was decided'],
      [`r.state <> 'open' and c.round = 0`, 'open as long as nobody decided'],
      ['r.decided_at < r.created_at', 'a decision after it was made'],
      [`r.decided_at > ${DECIDED_AT}`, 'a decision of its case'],
      [`r.state = 'open' and c.state = 'kept' and not ${CHANGING}`, 'an open case'],
      [`r.state = 'open' and c.state = 'hidden' and r.created_at <= ${DECIDED_AT} and not ${CHANGING}`, 'the decision'],
    ],
  }),
  mostADay(
    'report.most',
    'a member made more reports than a day allows',
    'report',
    'member',
    'created_at',
    MOST_REPORTS,
  ),
  wants({
    name: 'sanction',
    says: 'what an author was told is not what was decided',
    id: `s.member || ' ' || s.case_id`,
    found: `concat_ws(' ', s.kind, 'round', s.round, case when s.hidden then 'hidden' end,
      case when s.banned then 'banned' end, iso(s.decided_at), s.reason, s.answer)`,
    from: 'sanction s join moderation_case c on c.id = s.case_id',
    unless: [
      ['(s.kind, s.subject) is distinct from (c.kind, c.subject)', 'the subject of its case'],
      ['s.member is distinct from c.author', 'the author of its case'],
      ['c.decision is null or s.round > c.round', 'a decision of its case'],
      [`not ${CHANGING} and s.round <> c.round`, 'the last decision of its case'],
      [`not ${CHANGING} and s.hidden <> (${says('outcome')} = 'hidden')`, 'hidden as decided'],
      [`not ${CHANGING} and s.banned::text <> ${says('banned')}`, 'banned as decided'],
      [`not ${CHANGING} and s.decided_at <> ${DECIDED_AT}`, 'the time of the decision'],
      [
        `not ${CHANGING} and case when ${says('answers')} = 'true' then s.answer else s.reason end
          is distinct from ${says('reason')}`,
        'the words of the decision',
      ],
      ['(s.appeal is null) <> (s.appealed_at is null)', 'an appeal with its time'],
      ['s.answer is not null and s.appeal is null', 'an answer only to an appeal'],
    ],
  }),
  {
    name: 'sanction.none',
    says: 'something was hidden, and its author was not told',
    sql: `select c.id::text as id, 'a sanction of ' || c.author as expected, 'none' as found from moderation_case c
      join member m on m.id = c.author and m.status <> 'closed'
      where c.state = 'hidden' and not ${CHANGING}
        and not exists (select from sanction s where s.case_id = c.id and s.member = c.author)`,
  },
  wants({
    name: 'queue',
    says: 'a copy of a case is not as the case is, or with its author',
    id: `q.member || ' ' || q.case_id`,
    found: `concat_ws(' ', q.content ->> 'kind', q.content ->> 'state', 'round', q.content ->> 'round')`,
    from: 'moderation_queue q join moderation_case c on c.id = q.case_id',
    unless: [
      ['q.member = c.author', 'nobody who wrote it'],
      [`(q.content ->> 'id', q.content ->> 'subject') is distinct from (c.id::text, c.subject::text)`, 'its case'],
      [
        `not ${CHANGING} and (q.content ->> 'state', q.content ->> 'round') is distinct from (c.state, c.round::text)`,
        'the state of its case',
      ],
      [
        `jsonb_path_exists(q.content, '$.reports[*].member') or jsonb_path_exists(q.content, '$.reports[*].by')`,
        'no names of reporters',
      ],
    ],
  }),
  {
    name: 'hidden',
    says: 'something is hidden without a decision, or shown against one',
    sql: HIDEABLE.flatMap(([kind, , hidden, shown]) => [
      `select '${kind}' as part, t.id::text as id, 'a decision that hides it' as expected, 'none' as found
        from ${kind} t where ${hidden} and not ${casesOf(kind, `(c.state = 'hidden' or ${CHANGING})`)}`,
      `select '${kind}', t.id::text, 'hidden', 'shown' from ${kind} t where ${shown}
        and ${casesOf(kind, `c.state = 'hidden' and not ${CHANGING}`)}`,
    ]).join(' union all '),
  },
  wants({
    name: 'ban',
    says: 'somebody is banned from a community without a decision, or is in it all the same',
    id: `b.member || ' ' || b.community`,
    found: `concat_ws(' ', 'banned', iso(b.at), 'log', l.action)`,
    from: `community_ban b left join membership m on m.member = b.member and m.community = b.community
      left join lateral (select action from audit_log where action in ('moderation.ban', 'moderation.unban')
        and subject = b.member::text and detail ->> 'community' = b.community::text
        order by id desc limit 1) l on true`,
    unless: [
      [
        `l.action is distinct from 'moderation.ban'
          and not ${waiting(['community.unbarred'], 'b.community', `e.payload ->> 'member' = b.member::text`)}`,
        'a decision in the audit log',
      ],
      [
        `not exists (select from moderation_case c where c.author = b.member and c.community = b.community
          and c.decision ->> 'banned' = 'true')
          and not ${waiting(['community.unbarred'], 'b.community', `e.payload ->> 'member' = b.member::text`)}`,
        'a case that bans',
      ],
      // A ban does not remove the last animator of a community.
      [
        `m.role <> 'animator'
          and not ${waiting(['community.barred'], 'b.community', `e.payload ->> 'member' = b.member::text`)}`,
        'no membership',
      ],
    ],
  }),
  {
    name: 'ban.none',
    says: 'a ban was decided, and the door is open',
    sql: `select l.subject || ' ' || l.community as id, 'banned' as expected, 'not' as found
      from (select distinct on (subject, detail ->> 'community') subject, detail ->> 'community' as community, action
        from audit_log where action in ('moderation.ban', 'moderation.unban')
        order by subject, detail ->> 'community', id desc) l
        join member m on m.id::text = l.subject and m.status <> 'closed'
        join community k on k.id::text = l.community
      where l.action = 'moderation.ban'
        and not exists (select from community_ban b where b.member = m.id and b.community = k.id)
        and not ${waiting(['community.barred'], 'k.id', "e.payload ->> 'member' = m.id::text")}`,
  },
];
