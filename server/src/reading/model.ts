/** What moderation may do with texts of the catalogue. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, PUBLIC } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';
import { putAway, putBack } from './put-away.ts';

interface Row {
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/** A hidden text leaves the catalogue, and looks withdrawn to its author. What members read of it stays theirs. */
export const moderated: Moderated = {
  writtenOn: ['story.published'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select s.author, coalesce(s.away ->> 'title', s.title) as title, s.state = 'published' as shown,
         (select coalesce(string_agg(regexp_replace(p, '<[^>]*>', ' ', 'g'), E'\\n'), '')
           from jsonb_array_elements_text(coalesce(t.pages, s.away -> 'pages', '[]')) p) as text
       from story s left join story_text t on t.id = s.id where s.id = $1`,
      [id],
    );
    if (!row) return null;
    const away = row.author === null ? 'hidden' : memberScope(row.author);
    return { ...row, community: null, membersOnly: false, scopes: [PUBLIC, away] };
  },
  hide: (tx, id) => putAway(tx, id, 'hidden'),
  show: (tx, id) => putBack(tx, id),
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from story where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
