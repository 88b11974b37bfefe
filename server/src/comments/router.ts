/** What needs a network: who signed a comment. */
import * as z from 'zod';
import { commentId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { standingOf } from '../communities/model.ts';
import { shownTo } from '../accounts/model.ts';
import { memberProcedure, router } from '../platform/http/trpc.ts';

/** Who signed a comment, as far as they show it to the reader. */
interface Writer {
  /** As it was when they signed. */
  name: string;
  bio: string | null;
  place: string | null;
  /** Address of the picture. */
  avatar: string | null;
}

// Only a signed comment leads to its writer: others are written without a name, whatever the profile shows.
const WRITER = `select c.name, ${shownTo('m', 'bio', 's.same')} as bio, ${shownTo('m', 'place', 's.same')} as place,
    ${shownTo('m', 'avatar', 's.same')} as avatar, c.community
  from comment c left join project p on p.id = c.project join member m on m.id = c.author
    cross join lateral (select exists (select from membership a join membership b using (community)
      where a.member = m.id and b.member = $2) as same) s
  where c.id = $1 and c.state = 'shown' and c.name is not null
    and (c.topic is not null or p.status in ('published', 'withdrawn'))`;

export const commentsRouter = router({
  /** Who signed that comment. @throws comment.unknown, also for comments without a name */
  writer: memberProcedure
    .input(z.strictObject({ comment: commentId }))
    .query(async ({ ctx, input }): Promise<Writer> => {
      const { member } = ctx.identity;
      const [row] = await ctx.deps.db.query<Writer & { community: CommunityId | null }>(WRITER, [
        input.comment,
        member,
      ]);
      if (!row || !(await standingOf(ctx.deps.db, member, row.community)).visible)
        throw new AppError('comment.unknown');
      const { name, bio, place, avatar } = row;
      return { name, bio: bio || null, place: place || null, avatar };
    }),
});
