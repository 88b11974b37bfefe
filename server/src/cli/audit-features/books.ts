/** Checks of texts, works and reviews. */
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
];
