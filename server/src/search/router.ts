/** The search of the whole app, for members and visitors. */
import * as z from 'zod';
import { LONGEST_QUERY } from '@egoejo/shared/search/model.ts';
import { readerProcedure, router } from '../platform/trpc.ts';
import { find } from './find.ts';

/** Nobody reads further; it bounds what one page costs. */
const FURTHEST = 1000;
const asked = z.strictObject({ q: z.string().max(LONGEST_QUERY), after: z.int().min(0).max(FURTHEST).default(0) });

export const searchRouter = router({
  /** A page of what matches, best first: public, or of the caller's own communities. */
  find: readerProcedure
    .input(asked)
    .query(({ ctx, input }) => find(ctx.deps.db, { q: input.q, after: input.after, member: ctx.reader })),
});
