/** What moderation may do with clubs. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';

interface Row {
  scope: Scope;
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/** A hidden club keeps its place without words and name; what was said in its parts stays, but nobody adds to it. */
export const moderated: Moderated = {
  writtenOn: ['club.begun', 'club.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select scope, community, author, title, state <> 'hidden' as shown,
         concat_ws(E'\\n', nullif(text, ''), (select string_agg(t.title, E'\\n' order by t.up_to)
           from topic t where t.club = k.id)) as text from club k where id = $1`,
      [id],
    );
    if (!row) return null;
    const { scope, ...found } = row;
    return { ...found, membersOnly: false, scopes: [scope] };
  },
  async hide(tx, id) {
    await tx.query(`update club set state = 'hidden' where id = $1 and state <> 'hidden'`, [id]);
    // Its parts go to the devices anew, without their titles.
    await tx.query('update topic set title = title where club = $1', [id]);
  },
  async show(tx, id) {
    await tx.query(`update club set state = 'open' where id = $1 and state = 'hidden'`, [id]);
    await tx.query('update topic set title = title where club = $1', [id]);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from club where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
