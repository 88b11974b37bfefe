import { isId, type BookId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { REVIEWS_A_PAGE, type ReviewPage, type ShownReview } from '@egoejo/shared/reviews/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { EntitySource } from '../sync/settle/act.ts';

/** Reads a member's own reviews, and what the reviews of works add up to, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'review',
    table: 'review',
    key: 'work',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.work',
      stars: 't.stars',
      text: 't.text',
      signed: 't.signed',
      hidden: 't.hidden',
      writtenAt: 'iso(t.written_at)',
      changedAt: 'iso(t.changed_at)',
    },
  },
  {
    entity: 'workTally',
    table: 'work_tally',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    tally: true,
    columns: { id: 't.id', reviews: 't.reviews', stars: 't.stars' },
  },
];

/**
 * The reviews of a work that are shown, the newest first, those after `after` if it is the id of one.
 * @returns undefined: there is no such work for this member (null: a visitor)
 */
export async function reviewsOf(
  q: Queryable,
  work: string,
  member: MemberId | null,
  after: string | undefined,
): Promise<ReviewPage | undefined> {
  if (!isId(work)) return undefined;
  const [seen] = await q.query<{ id: BookId }>(
    `select id from work where id = $1 and scope <> 'hidden'
      and (community is null or community_visible($2::uuid, community))`,
    [work, member],
  );
  if (!seen) return undefined;
  const rows = await q.query<ShownReview>(
    `select r.id, r.stars, r.text, case when r.signed then nullif(m.name, '') end as name,
       iso(r.written_at) as "writtenAt", iso(r.changed_at) as "changedAt", r.member is not distinct from $2 as own
     from review r join member m on m.id = r.member
     where r.work = $1 and not r.hidden and ($3::uuid is null
       or (r.written_at, r.id) < (select a.written_at, a.id from review a where a.id = $3::uuid and a.work = $1))
     order by r.written_at desc, r.id desc limit $4`,
    [work, member, isId(after) ? after : null, REVIEWS_A_PAGE + 1],
  );
  return { work: seen.id, reviews: rows.slice(0, REVIEWS_A_PAGE), more: rows.length > REVIEWS_A_PAGE };
}
