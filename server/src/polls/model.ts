/** What moderation may do with polls. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';

interface Row {
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/**
 * A hidden poll is in its author's own scope and takes no ballots; those already cast count when it closes. Its tally
 * stays where it is.
 */
export const moderated: Moderated = {
  writtenOn: ['poll.opened', 'poll.scheduled'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select community, author, title, hidden_at is null as shown,
         text || (select coalesce(string_agg(E'\\n' || (o ->> 'label'), ''), '') from jsonb_array_elements(options) o)
           as text
       from poll where id = $1 and state <> 'draft'`,
      [id],
    );
    if (!row) return null;
    const hidden = row.author === null ? 'hidden' : memberScope(row.author);
    return { ...row, membersOnly: false, scopes: [pollsScope(row.community), hidden] };
  },
  async hide(tx, id, reason) {
    await tx.query(
      `update poll set hidden_at = now(), scope = coalesce('member:' || author::text, 'hidden'),
         extra = coalesce(extra, '{}') || jsonb_build_object('hiddenFor', $2::text)
       where id = $1 and hidden_at is null and state <> 'draft'`,
      [id, reason],
    );
  },
  async show(tx, id) {
    await tx.query(
      `update poll set hidden_at = null, extra = extra - 'hiddenFor',
         scope = 'polls:' || case when community is null then 'public' else 'community:' || community::text end
       where id = $1 and hidden_at is not null`,
      [id],
    );
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from poll where author = $1 and state <> 'draft'
        and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
