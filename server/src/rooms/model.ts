/** What moderation may do with messages. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';
import { retellFiles } from './files.ts';

interface Row {
  scope: Scope;
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/**
 * A hidden message keeps its place without words and author. Automatic checks read what is written in rooms of
 * communities; of a direct conversation nobody else reads anything, unless somebody in it reports a message (T5).
 */
export const moderated: Moderated = {
  writtenOn: ['message.sent', 'message.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select m.scope, r.community, m.author, r.title, m.state = 'shown' as shown,
          concat_ws(' ', nullif(m.text, ''),
            case f.kind when 'picture' then '📷' when 'voice' then '🎤' when 'file' then '📎 ' || f.name end) as text
        from message m join room r on r.id = m.room left join message_file f on f.message = m.id
        where m.id = $1 and m.state <> 'deleted' for key share of m`,
      [id],
    );
    if (!row) return null;
    const { scope, ...found } = row;
    return { ...found, membersOnly: true, scopes: [scope] };
  },
  async hide(tx, id) {
    await tx.query(`update message set state = 'hidden', pinned_at = null where id = $1 and state = 'shown'`, [id]);
    await retellFiles(tx, id);
  },
  async show(tx, id) {
    await tx.query(`update message set state = 'shown' where id = $1 and state = 'hidden'`, [id]);
    await retellFiles(tx, id);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from message where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
