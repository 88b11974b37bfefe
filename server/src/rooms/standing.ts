/** Reads where a member stands towards a room. */
import type { CommunityId, MemberId, RoomId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { blocksSql } from '../blocks/model.ts';
import { standingOf } from '../communities/model.ts';
import type { SettleContext } from '../sync/settle/act.ts';
import type { RoomStanding } from './policy.ts';

export interface RoomHead {
  scope: Scope;
  /** Null: a direct conversation. */
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  people: MemberId[];
  closed: boolean;
  /** Its rules: seconds between two messages of one member, and words that it does not take. */
  slow: number;
  words: string[];
  keep: number | null;
  keepFrom: Date | null;
  /** The member is in it. */
  joined: boolean;
  /** Of a conversation of two: the member blocked the other, and the other them. Of others false. */
  blocks: boolean;
  blocked: boolean;
  /** Edits within a day. */
  edits: number;
}

/** SQL: whether the room `r` is a conversation of two. */
const OF_TWO = 'r.community is null and cardinality(r.people) = 2';

/** @param room null: there is none, which is as good as one that the member may not know. */
export async function roomOf(
  { tx, member }: Pick<SettleContext, 'tx' | 'member'>,
  room: RoomId | null,
): Promise<{ head: RoomHead | undefined; standing: RoomStanding }> {
  const [head] = await tx.query<RoomHead>(
    `select scope, community, author, title, people, closed, slow, words, keep, keep_from as "keepFrom",
       exists (select from room_member m where m.room = r.id and m.member = $2) as joined,
       ${OF_TWO} and ${blocksSql('$2', 'any(r.people)')} as blocks,
       ${OF_TWO} and ${blocksSql('any(r.people)', '$2')} as blocked,
       case when edits_since > now() - interval '1 day' then edits else 0 end as edits
     from room r where id = $1`,
    [room, member],
  );
  const direct = head?.community === null;
  const standing = {
    ...(await standingOf(tx, member, head?.community ?? null)),
    direct,
    exists: head !== undefined && (!direct || head.joined),
    joined: head?.joined ?? false,
    own: head?.author === member,
    closed: head?.closed ?? false,
    blocks: head?.blocks ?? false,
    blocked: head?.blocked ?? false,
  };
  return { head, standing };
}
