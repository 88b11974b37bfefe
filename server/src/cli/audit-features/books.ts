/** Checks of texts, works, reviews, and badges of readers. */
import { A_DAY_OF_READING } from '@egoejo/shared/books/model.ts';
import type { AuditCheck } from '../audit-check.ts';
import { wants } from './wants.ts';

export const bookChecks: readonly AuditCheck[] = [
  wants({
    name: 'story',
    says: 'the words of a text are not where its state says',
    id: 's.id::text',
    found: `concat_ws(' ', s.state, case when s.away is not null then 'put away' end,
      case when t.id is not null then 'readable' end)`,
    from: 'story s left join story_text t on t.id = s.id',
    unless: [
      [`s.state = 'published' and s.away is not null`, 'nothing put away'],
      [`s.state <> 'published' and t.id is not null`, 'no words in the catalogue'],
      [`s.state <> 'published' and (s.title <> '' or s.authors <> '')`, 'no title in the catalogue'],
    ],
  }),
  wants({
    name: 'review',
    says: 'a review was changed before it was written',
    id: `r.id || ' of ' || r.work`,
    found: `concat_ws(' ', iso(r.written_at), 'changed', iso(r.changed_at))`,
    from: 'review r',
    unless: [['r.changed_at < r.written_at', 'a later change']],
  }),
  wants({
    name: 'edition',
    says: 'the places of an edition are not those of its pieces',
    id: 'e.id::text',
    found: `concat_ws(' ', e.bytes, 'bytes,', length(e.pieces), 'of hashes')`,
    from: 'edition e',
    unless: [
      ['length(e.pieces) <> 32 * ceil(e.bytes / 262144.0)', 'a hash of each piece'],
      [`jsonb_typeof(e.spine) <> 'array'`, 'a list of documents'],
    ],
  }),
  {
    name: 'badge',
    says: 'the badges of a reader are not those that their events give (B14)',
    sql: `select r.member || ' ' || d.badge as id, d.expected, d.found
      from (select member from reading_event union select member from badge) r cross join lateral (
        select coalesce(o.badge, b.badge) as badge, coalesce(o.event || ' ' || o.day, 'no badge') as expected,
          coalesce(b.event || ' ' || b.day, 'none') as found
        from (select id_made_of('badge:' || x.badge) as id, x.* from badges_of(r.member) x) o
          full join (select id, badge, event, day from badge where member = r.member) b using (id)
        where (o.badge, o.event, o.day) is distinct from (b.badge, b.event, b.day)) d`,
  },
  {
    name: 'reading.event',
    says: 'an event of a reader is missing, or is not what its id says (B14)',
    sql: `select f.member || ' ' || f.kind || ' ' || f.subject as id, 'an event' as expected, 'none' as found
      from (select member, 'day' as kind, day::text as subject from book_day group by member, day
          having sum(seconds) >= ${A_DAY_OF_READING}
        union all select member, 'finished', story::text from read_mark
        union all select member, 'review', work::text from review
        union all select member, 'finished', book::text from (
          select distinct member, book from book_day where not isempty(passed)) w
          where (select count(*) from book_quarters(w.member, w.book)) = 4) f
      left join reading_event e on e.member = f.member and e.kind = f.kind and e.subject = f.subject
      where e.member is null
      union all select e.member || ' ' || e.id, id_made_of(e.kind || ':' || e.subject)::text,
        concat_ws(' ', e.kind, e.subject, e.day)
      from reading_event e where e.id <> id_made_of(e.kind || ':' || e.subject)
        or e.kind = 'day' and e.subject <> e.day::text`,
  },
];
