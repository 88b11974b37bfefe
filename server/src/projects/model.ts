/** What moderation may do with projects. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Moderated } from '../moderation/contract.ts';

interface Row {
  community: CommunityId;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/**
 * A hidden project is in its author's own scope, where it looks withdrawn; its tally stays, so the grains planted on it
 * stand. Shown again, it has the status it had.
 */
export const moderated: Moderated = {
  writtenOn: ['project.published', 'project.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select p.community, p.author, p.title, p.summary || E'\\n' || coalesce(t.text, '') ||
         coalesce((select E'\\n' || string_agg(n.text, E'\\n') from project_need n where n.project = p.id), '') as text,
         p.status in ('published', 'withdrawn') as shown
       from project p left join project_text t on t.id = p.id
       where p.id = $1 and p.status in ('published', 'withdrawn', 'hidden')`,
      [id],
    );
    if (!row) return null;
    return { ...row, membersOnly: false, scopes: [communityScope(row.community), placeOf(row.author)] };
  },
  async hide(tx, id, reason) {
    await tx.query(
      `update project set status = 'hidden', scope = coalesce('member:' || author::text, 'hidden'),
         extra = coalesce(extra, '{}') || jsonb_build_object('before', status, 'beforeReason', extra ->> 'reason',
           'reason', $2::text)
       where id = $1 and status in ('published', 'withdrawn')`,
      [id, reason],
    );
    await moveRows(tx, id);
  },
  async show(tx, id) {
    await tx.query(
      `update project set status = coalesce(extra ->> 'before', 'published'), scope = 'community:' || community,
         extra = (extra - 'before' - 'beforeReason' - 'reason') || case when extra ->> 'beforeReason' is null then '{}'
           else jsonb_build_object('reason', extra ->> 'beforeReason') end
       where id = $1 and status = 'hidden'`,
      [id],
    );
    await moveRows(tx, id);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from project where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};

/** Where a hidden one is: in its author's scope; an imported one in nobody's. */
const placeOf = (author: MemberId | null): string => (author === null ? 'hidden' : memberScope(author));
async function moveRows(tx: Queryable, id: string): Promise<void> {
  for (const [table, key] of [
    ['project_text', 'id'],
    ['project_picture', 'project'],
    ['project_edit', 'project'],
    ['project_need', 'project'],
  ])
    await tx.query(
      `update ${table} t set scope = p.scope from project p where t.${key} = $1 and p.id = t.${key}
        and t.scope <> p.scope`,
      [id],
    );
}
