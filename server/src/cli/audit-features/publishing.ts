/** Checks of manuscripts, and of the works that they became. */
import { manuscriptState, movesFrom } from '@egoejo/shared/publishing/model.ts';
import { SEES } from '../../publishing/desks.ts';
import { MOST_A_DAY } from '../../publishing/policy.ts';
import type { AuditCheck } from '../audit-check.ts';
import { listed, mostADay, waiting, wants } from './wants.ts';

/** SQL: whether a manuscript can come from one state into the other, by its author or by a reviewer. */
const REACHES = `(${manuscriptState.options
  .map((from) => {
    const there = [...movesFrom(from, true), ...movesFrom(from, false)];
    return `coalesce(p.state, 'draft') = '${from}' and s.state in (${listed(there)})`;
  })
  .join(' or ')})`;
/** Copies that a listener will write. */
const COMING = waiting(['manuscript.changed', 'member.closed', 'member.banned'], 'm.id');
/** A reviewer who lost the right, or a file that was refused, takes a manuscript back without a step of anybody. */
const LAID_BACK = `s.by is null`;

export const publishingChecks: readonly AuditCheck[] = [
  wants({
    name: 'manuscript',
    says: 'a manuscript is not as its steps left it',
    id: 'm.id::text',
    found: `concat_ws(' ', m.state, 'by', m.author, 'read by', m.reviewer, 'published', iso(m.published_at))`,
    from: `manuscript m left join work w on w.id = m.id
      left join lateral (select state from manuscript_step where manuscript = m.id order by n desc limit 1) s on true`,
    unless: [
      [
        `m.state <> coalesce(s.state, 'draft') and not (m.state = 'submitted' and s.state = 'inReview')`,
        'the state of its last step',
      ],
      [`m.state = 'inReview' and m.reviewer is null`, 'somebody who reads it'],
      ['m.reviewer = m.author', 'another reviewer than its author'],
      [`(m.published_at is null) <> (w.id is null)`, 'a work if it was published'],
      [`m.state = 'published' and w.scope = 'hidden'`, 'a work in the catalogue'],
      [`m.state = 'withdrawn' and w.scope <> 'hidden'`, 'no work in the catalogue'],
      ['w.community is distinct from m.community and w.id is not null', 'a work for the same readers'],
    ],
  }),
  wants({
    name: 'manuscript.step',
    says: 'a manuscript came into a state that does not follow the one before',
    id: `concat_ws(' ', s.manuscript, s.n)`,
    found: `concat_ws(' ', coalesce(p.state, 'draft'), 'then', s.state)`,
    from: `manuscript_step s left join manuscript_step p on p.manuscript = s.manuscript and p.n = s.n - 1`,
    unless: [
      ['p.n is null and s.n <> 1', 'steps without a gap'],
      [
        `not ${REACHES} and not (${LAID_BACK} and s.state = 'draft')
          and not (p.state = 'inReview' and s.state in ('inReview', 'draft'))`,
        'a state that follows it',
      ],
    ],
  }),
  wants({
    name: 'manuscript.desk',
    says: 'a manuscript lies on the desk of somebody who may not see it, or not on that of its author',
    id: `concat_ws(' ', m.id, a.member)`,
    found: `concat_ws(' ', m.state, case when d.member is null then 'not there' else 'there' end)`,
    from: `manuscript m cross join lateral (select m.author as member where m.author is not null
        union select member from manuscript_desk where manuscript = m.id) a
      left join manuscript_desk d on d.manuscript = m.id and d.member = a.member`,
    unless: [
      [`d.member is not null and not coalesce(${SEES}, false) and not ${COMING}`, 'nothing there'],
      [`d.member is null and a.member = m.author and not ${COMING}`, 'a copy'],
      [`d.content ->> 'state' <> m.state and not ${COMING}`, 'a copy of the present state'],
    ],
  }),
  wants({
    name: 'contract',
    says: 'a contract is not as both parties left it',
    id: 'c.id::text',
    found: `concat_ws(' ', c.state, 'offered by', c.offered_name, 'answered by', c.answered_name, iso(c.answered_at))`,
    from: `contract c join manuscript m on m.id = c.manuscript`,
    unless: [
      [`c.state = 'offered' and c.answered_at is not null`, 'no answer'],
      [
        `c.state = 'declined' and (c.answered_name is not null or c.answered_at is null)`,
        'an answer without a signature',
      ],
      ['c.answered_at < c.offered_at', 'an answer after the offer'],
      ['c.offered_by = m.author', 'an offer by somebody else than the author'],
    ],
  }),
  {
    name: 'royalty',
    says: 'a statement of royalties does not follow from its contract and the one before',
    sql: `select r.contract || ' ' || r.month as id, v.expected,
        concat_ws(' ', r.quarters, 'quarters', r.base, r.amount, r.carried, 'carried') as found
      from (select s.*, lag(s.carried, 1, 0) over (partition by s.manuscript, s.currency
          order by x.answered_at, s.month) as before
        from royalty_statement s join contract x on x.id = s.contract) r join contract c on c.id = r.contract,
      lateral (select case
        when r.base <> r.quarters * (c.terms ->> 'perQuarter')::bigint then 'what its quarters bring in'
        when r.share <> (c.terms ->> 'share')::int or r.currency <> c.terms ->> 'currency' then 'the terms'
        when r.amount * 10000 + r.carried <> r.base * r.share + r.before then 'the share of it, and what was carried'
        when r.manuscript <> c.manuscript then 'the manuscript of its contract'
        end as expected) v where v.expected is not null`,
  },
  mostADay(
    'manuscript.most',
    'a member began more manuscripts than a day allows',
    'manuscript',
    'author',
    'created_at',
    MOST_A_DAY,
  ),
];
