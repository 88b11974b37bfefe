/** The search of the whole app, for members and visitors. */
import * as z from 'zod';
import { LONGEST_QUERY, neighboursAsked } from '@egoejo/shared/search/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { readerProcedure, router } from '../platform/http/trpc.ts';
import { find } from './find.ts';
import { findNeighbours } from './neighbours.ts';

/** Nobody reads further; it bounds what one page costs. */
const FURTHEST = 1000;
const asked = z.strictObject({ q: z.string().max(LONGEST_QUERY), after: z.int().min(0).max(FURTHEST).default(0) });

export const searchRouter = router({
  /** A page of what matches, best first: public, or of the caller's own communities. */
  find: readerProcedure
    .input(asked)
    .query(({ ctx, input }) => find(ctx.deps.db, { q: input.q, after: input.after, member: ctx.reader })),
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
