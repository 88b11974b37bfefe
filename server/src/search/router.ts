/** The search of the whole app, for members and visitors. */
import * as z from 'zod';
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
});

export const searchRouter = router({
  /** A page of what matches, best first: public, or of the caller's own communities. */
  find: readerProcedure
    .input(asked)
    .query(({ ctx, input: { q, after, kinds } }) =>
      find(ctx.deps.db, { q, after, kinds: [...new Set(kinds)], member: ctx.reader }),
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
