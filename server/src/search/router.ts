/** The search of the whole app, for members and visitors. */
import * as z from 'zod';
import { roomId } from '@egoejo/shared/platform/ids.ts';
import { LONGEST_QUERY, neighboursAsked, servedKinds } from '@egoejo/shared/search/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { readerProcedure, router } from '../platform/http/trpc.ts';
import { find } from './find.ts';
import { findNeighbours } from './neighbours.ts';

/** Nobody reads further; it bounds what one page costs. */
const FURTHEST = 1000;
const asked = z.strictObject({
  q: z.string().max(LONGEST_QUERY),
  after: z.int().min(0).max(FURTHEST).default(0),
  kinds: z._default(servedKinds, ['project', 'community', 'poll', 'story']),
  /** Of messages, those of this room alone. */
  room: z.optional(roomId),
});

export const searchRouter = router({
  /** A page of what matches, best first: public, of the caller's own communities, or said in rooms that they are in. */
  find: readerProcedure
    .input(asked)
    .query(({ ctx, input: { q, after, kinds, room } }) =>
      find(ctx.deps.db, { q, after, kinds: [...new Set(kinds)], member: ctx.reader, room }),
    ),
  /**
   * At most five published projects near a project or a text, and how they were compared: public ones, or of the
   * caller's own communities. @throws project.unknown
   */
  neighbours: readerProcedure.input(neighboursAsked).query(async ({ ctx, input }) => {
    const found = await findNeighbours(ctx.deps.db, input, ctx.reader);
    if (!found) throw new AppError('project.unknown', {}, 404);
    return found;
  }),
});
