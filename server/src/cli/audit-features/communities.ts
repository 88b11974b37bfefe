/** Checks of communities: roles, departures, groups, keys, and the links of the constellation. */
import { MOST_GROUPS } from '@egoejo/shared/accounts/model.ts';
import type { AuditCheck } from '../audit-check.ts';
import { beforeRecovery, SLACK } from '../audit-when.ts';
import { waiting, wants } from './wants.ts';

const APPOINTING = waiting(
  ['community.appointed', 'community.promoted'],
  'j.community',
  `e.payload ->> 'member' = j.member::text`,
);

export const communityChecks: readonly AuditCheck[] = [
  wants({
    name: 'membership.role',
    says: 'a member has a role in a community that nobody gave them',
    id: `j.member || ' ' || j.community`,
    found: `concat_ws(' ', j.role, 'since', iso(j.joined_at))`,
    from: `membership j join member m on m.id = j.member and not m.demo
      left join lateral (select detail ->> 'role' as role from audit_log l where l.action = 'member.promote'
        and l.subject = j.member::text and l.detail ->> 'community' = j.community::text
        and l.at >= j.joined_at - ${SLACK} order by id desc limit 1) l on true`,
    unless: [
      // Of a community that an import brought, not all roles are in the log. Who makes one animates it; the operator's
      // command logs no member.
      [
        `j.role <> 'member' and l.role is null and exists (select from audit_log k
          where k.action = 'community.create' and k.subject = j.community::text
            and (j.role <> 'animator' or coalesce(k.actor, j.member) <> j.member))`,
        'a line of the audit log',
      ],
      // Nobody can take the role from the last animator of a community.
      [`l.role <> j.role and j.role <> 'animator' and not ${APPOINTING}`, 'the role that was given last'],
    ],
  }),
  {
    // A community whose animator closed their account may be left to its members.
    name: 'community.tended',
    says: 'a community that its members made has none who animates it',
    sql: `select c.id::text as id, 'an animator' as expected, count(*) || ' members' as found
      from community c join membership j on j.community = c.id
      where exists (select from audit_log k where k.action = 'community.create' and k.subject = c.id::text
          and k.actor is not null)
        and not exists (select from audit_log k join member m on m.status = 'closed' and (m.id = k.actor
            and k.action = 'community.create' and k.subject = c.id::text or m.id::text = k.subject
            and k.action = 'member.promote' and k.detail ->> 'community' = c.id::text))
      group by c.id having count(*) filter (where j.role = 'animator') = 0`,
  },
  wants({
    name: 'departure',
    says: 'a member who left is in the community all the same, since before they left',
    id: `d.member || ' ' || d.community`,
    found: `'member since ' || iso(j.joined_at)`,
    from: 'departure d join membership j on j.member = d.member and j.community = d.community',
    unless: [[`j.joined_at < d.at - ${SLACK} and not ${beforeRecovery('j.joined_at')}`, 'no membership']],
  }),
  {
    name: 'group',
    says: 'a member is in other groups than an administrator put them in, or in too many',
    sql: `select m.id::text as id, coalesce(l.groups, '[]')::text as expected, coalesce(g.groups, '[]')::text as found
      from member m
        left join (select member, jsonb_agg(name order by name) as groups, count(*) as n from member_group
          group by member) g on g.member = m.id
        left join (select distinct on (subject) subject, detail -> 'groups' as groups from audit_log
          where action = 'member.groups' order by subject, id desc) l on l.subject = m.id::text
      where m.status <> 'closed' and (g.n > ${MOST_GROUPS}
        or not (coalesce(g.groups, '[]') @> coalesce(l.groups, '[]')
          and coalesce(l.groups, '[]') @> coalesce(g.groups, '[]')))`,
  },
  wants({
    name: 'community.key',
    says: 'the key of a poster is none that a server made',
    id: 'k.community::text',
    found: `length(k.key) || ' characters'`,
    from: 'community_key k',
    unless: [[`k.key !~ '^[0-9A-HJKMNP-TV-Z]{16}$'`, '16 characters']],
  }),
  wants({
    name: 'concept.link',
    says: 'a link of the constellation leads to another community',
    id: 'l.id',
    found: `concat_ws(' ', l.kind, coalesce(a.community, p.community))`,
    from: `concept_link l join concept c on c.id = l.concept
      left join concept a on l.kind = 'concept' and a.id = l.target
      left join project p on l.kind = 'project' and p.id = l.target`,
    unless: [
      ['coalesce(a.community, p.community) <> c.community', 'the community of the concept'],
      [`p.status in ('proposed', 'declined')`, 'a project that was published'],
      ['l.target = l.concept', 'another concept'],
    ],
  }),
];
