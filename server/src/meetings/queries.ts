import { ANSWERS_LISTED, type Answered } from '@egoejo/shared/meetings/model.ts';
import { isId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';
import { animates, standingOf } from '../communities/model.ts';
import type { EntitySource } from '../sync/settle/act.ts';

const unlessHidden = (column: string, otherwise: string): string =>
  `case when t.state <> 'hidden' then t.${column} else ${otherwise} end`;

/** Reads meetings, and a member's own answers, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'meeting',
    table: 'meeting',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      author: unlessHidden('author', 'null'),
      name: unlessHidden('name', 'null'),
      title: unlessHidden('title', `''`),
      text: unlessHidden('text', `''`),
      place: unlessHidden('place', `''`),
      link: unlessHidden('link', `''`),
      startsAt: 'iso(t.starts_at)',
      minutes: 't.minutes',
      places: 't.places',
      yes: 't.yes',
      perhaps: 't.perhaps',
      state: 't.state',
      reason: unlessHidden('reason', `''`),
      createdAt: 'iso(t.created_at)',
      editedAt: 'iso(t.edited_at)',
    },
  },
  {
    entity: 'meetingAnswer',
    table: 'meeting_answer',
    key: 'meeting',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.meeting', answer: 't.answer', answeredAt: 'iso(t.answered_at)' },
  },
];

/**
 * Who answered a meeting, with their names: for who planned it, and for animators of its community.
 * @returns null: there is no such meeting, or it is somebody else's
 */
export async function answersTo(db: Database, id: string, member: MemberId | null): Promise<Answered[] | null> {
  if (!isId(id) || member === null) return null;
  const [meeting] = await db.query<{ community: CommunityId; own: boolean }>(
    `select community, author is not distinct from $2::uuid as own from meeting where id = $1`,
    [id, member],
  );
  if (!meeting) return null;
  const standing = await standingOf(db, member, meeting.community);
  if (!standing.active || (!animates(standing) && (!meeting.own || standing.role === null))) return null;
  return db.query<Answered>(
    `select m.name, a.answer from meeting_answer a join member m on m.id = a.member
      where a.meeting = $1 order by a.answered_at, a.member limit ${ANSWERS_LISTED + 1}`,
    [id],
  );
}
