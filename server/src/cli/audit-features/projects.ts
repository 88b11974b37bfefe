/** Checks of projects: their state, edits, needs and photos, and the uploads that photos wait for. */
import { UPLOAD, uploadPurpose } from '@egoejo/shared/media/model.ts';
import { EDITABLE, MOST_NEEDS, MOST_PICTURES, PICTURE_ALT } from '@egoejo/shared/projects/model.ts';
import { MOST_EDITS } from '../../projects/policy.ts';
import { MOST_PLACE } from '../../projects/settle-pictures.ts';
import type { AuditCheck } from '../audit-check.ts';
import { SLACK } from '../audit-when.ts';
import { listed, mostADay, wants } from './wants.ts';

const LOGGED = (action: string): string =>
  `exists (select from audit_log l where l.action = '${action}' and l.subject = p.id::text)`;
const most = (name: string, says: string, table: string, n: number, where = 'true'): AuditCheck => ({
  name,
  says,
  sql: `select project::text as id, 'at most ${n}' as expected, count(*)::text as found from ${table}
    where ${where} group by project having count(*) > ${n}`,
});
/** Fields whose content is in one column. */
const PLAIN = ['title', 'summary', 'category', 'place', 'text'] as const;

export const projectChecks: readonly AuditCheck[] = [
  wants({
    name: 'project.state',
    says: 'a project is in a state that nobody brought it to',
    id: 'p.id::text',
    found: `concat_ws(' ', p.status, 'by', p.author, p.extra::text)`,
    from: 'project p left join member m on m.id = p.author',
    unless: [
      [`(p.status = 'hidden') <> coalesce(p.extra ? 'before', false)`, 'its state before exactly if it is hidden'],
      [
        `p.author is not null and p.status in ('declined', 'withdrawn') and not coalesce(p.extra ? 'reason', false)`,
        'the reason',
      ],
      [
        `m.status is not null and not m.demo and p.status in ('published', 'withdrawn', 'hidden')
          and not ${LOGGED('project.publish')}`,
        'who published it, in the audit log',
      ],
      ['(p.cost_cents is null) <> (p.cost_currency is null)', 'a cost with its currency'],
      [`p.author is null and p.status in ('proposed', 'declined')`, 'an author'],
    ],
  }),
  wants({
    name: 'edit',
    says: 'an edit of a project does not say what was changed, or by whom',
    id: `e.id || ' of ' || e.project`,
    found: `concat_ws(' ', case when e.animator then 'by an animator' else 'by its author' end, iso(e.at), e.fields,
      p.status)`,
    from: 'project_edit e join project p on p.id = e.project',
    unless: [
      [`cardinality(e.fields) = 0 or not e.fields <@ array[${listed(EDITABLE)}]`, 'the fields that changed'],
      [
        `jsonb_typeof(e.before) <> 'object'
          or exists (select from jsonb_object_keys(e.before) k where k <> all(e.fields))
          or not e.before ?& e.fields`,
        'the content of each field before',
      ],
      [`p.status in ('proposed', 'declined')`, 'a project that was published'],
      [`e.at < p.created_at - ${SLACK}`, 'a time after it was proposed'],
      ['not e.animator and p.author is null', 'an author'],
      [
        `e.animator and not exists (select from audit_log l where l.action = 'project.edit'
          and l.subject = e.project::text and l.at between e.at - ${SLACK} and e.at + ${SLACK})`,
        'an edit in the audit log',
      ],
    ],
  }),
  {
    name: 'edit.before',
    says: 'an edit changed nothing: what a project said before is what it says now',
    sql: PLAIN.map(
      (field) => `select e.id || ' ${field}' as id, 'not ' || left(e.before ->> '${field}', 80) as expected,
          left(${field === 'text' ? 'x.text' : `p.${field}`}, 80) as found
        from (select distinct on (project) * from project_edit where '${field}' = any(fields) order by project, at desc)
          e join project p on p.id = e.project and p.source is null left join project_text x on x.id = p.id
        where e.before ->> '${field}' = ${field === 'text' ? 'x.text' : `p.${field}`}`,
    ).join(' union all '),
  },
  mostADay(
    'edit.most',
    'a project was edited more often than a day allows',
    'project_edit',
    'project',
    'at',
    MOST_EDITS,
  ),
  most('need.most', 'a project has more needs than it may', 'project_need', MOST_NEEDS),
  wants({
    name: 'picture',
    says: 'a photo is not as its state says',
    id: `c.id || ' of ' || c.project`,
    found: `concat_ws(' ', c.state, c.name, c.width, c.height, c.widths, c.colour, c.place)`,
    from: 'project_picture c',
    unless: [
      [`(c.state = 'stored') <> (c.name is not null)`, 'a file exactly if it is stored'],
      [
        `c.state = 'stored' and (c.width is null or c.height is null or c.colour is null or cardinality(c.widths) = 0)`,
        'a size, a colour and files of a stored photo',
      ],
      [
        `c.state <> 'stored' and (c.width is not null or c.height is not null or c.colour is not null
          or cardinality(c.widths) > 0)`,
        'no size before it is stored',
      ],
      ['c.width < 1 or c.height < 1 or c.width < any(c.widths) or 1 > any(c.widths)', 'files no wider than the photo'],
      [`c.place not between 0 and ${MOST_PLACE}`, 'a place in the order'],
      [`length(c.alt) > ${PICTURE_ALT}`, 'a short description'],
    ],
  }),
  most('picture.most', 'a project has more photos than it may', 'project_picture', MOST_PICTURES, `state <> 'refused'`),
  {
    name: 'picture.cover',
    says: 'the picture of a project is not its first stored photo',
    sql: `select p.id::text as id, coalesce(c.name, p.extra ->> 'drawing', 'none') as expected,
        coalesce(p.picture, 'none') as found
      from project p left join lateral (select name from project_picture where project = p.id and state = 'stored'
        order by place, id limit 1) c on true
      where (c.name is not null or p.extra ? 'drawing')
        and p.picture is distinct from coalesce(c.name, p.extra ->> 'drawing')`,
  },
  wants({
    name: 'upload',
    says: 'an upload is not as its state says, or its row does not know of it',
    id: `u.id || ' of ' || u.member`,
    found: `concat_ws(' ', u.state, u.code, 'received', u.received, 'of', u.bytes, 'kept', k.kept, 'row', p.state)`,
    from: `upload u left join (select upload, sum(size) as kept, max(size) as longest,
        min(start) as first,
        max(start + size) as last from upload_chunk group by upload) k on k.upload = u.id
      left join project_picture p on p.id = u.subject`,
    unless: [
      [`u.purpose not in (${listed(uploadPurpose.options)})`, 'a purpose'],
      [`u.bytes > ${UPLOAD.track}`, `at most ${UPLOAD.track} bytes`],
      [`u.bytes > ${UPLOAD.book} and u.purpose <> 'track'`, `at most ${UPLOAD.book} bytes`],
      [
        `u.bytes > ${UPLOAD.picture} and u.purpose in ('projectPicture', 'messageFile')`,
        `at most ${UPLOAD.picture} bytes`,
      ],
      ['u.received > u.bytes or u.received < 0', 'no more than was announced'],
      [`u.state = 'open' and coalesce(k.kept, 0) <> u.received`, 'the chunks that were received'],
      ['k.first <> 0 or k.last <> k.kept', 'chunks without a gap'],
      [`u.state <> 'open' and k.upload is not null`, 'no chunks once it is closed'],
      [`k.longest > ${UPLOAD.chunk}`, 'short chunks'],
      [`(u.state = 'refused') <> (u.code is not null)`, 'a code exactly if it was refused'],
      [`u.state = 'done' and u.received < u.bytes`, 'all bytes of what is done'],
      ['u.moved_at < u.opened_at', 'moved after it was opened'],
      ['p.author <> u.member', 'the member who announced the photo'],
      [`u.state = 'done' and p.state <> 'stored'`, 'a stored photo'],
      [`u.state = 'refused' and p.state <> 'refused'`, 'a refused photo'],
      [`u.state = 'open' and p.state <> 'awaited'`, 'a photo that waits'],
    ],
  }),
  {
    name: 'upload.most',
    says: 'a member announced more than they may',
    sql: `select member::text as id, 'at most ${UPLOAD.open} at a time' as expected, count(*)::text as found
      from upload where state = 'open' group by member having count(*) > ${UPLOAD.open}
      union all select member::text, 'at most ${UPLOAD.day} bytes within a day', max(n)::text
        from (select member, sum(bytes) over (partition by member order by opened_at
          range between interval '1 day' preceding and current row) as n from upload) x
        where n > ${UPLOAD.day} group by member`,
  },
];
