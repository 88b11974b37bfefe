/**
 * The size of the catalogue, and the password of a member's reading apps. Making it needs the server, which alone shows
 * it, once.
 */
import { memberProcedure, readerProcedure, router } from '../platform/http/trpc.ts';
import { catalogueSize } from './queries.ts';
import { dropReaderToken, makeReaderToken, readerTokenOf } from './reader-tokens.ts';

export const catalogueRouter = router({
  /** How many works the caller may see, and the bytes of their rows: said before a device fetches them at a tap. */
  size: readerProcedure.query(({ ctx }) => catalogueSize(ctx.deps.db, ctx.reader)),
  /** When the password was made; null: there is none. */
  readerToken: memberProcedure.query(({ ctx }) => readerTokenOf(ctx.deps.db, ctx.identity.member)),
  /** A new password, which replaces the one before and is shown once. */
  makeReaderToken: memberProcedure.mutation(async ({ ctx }) => ({
    token: await makeReaderToken(ctx.deps.db, ctx.identity.member),
  })),
  dropReaderToken: memberProcedure.mutation(async ({ ctx }) => {
    await dropReaderToken(ctx.deps.db, ctx.identity.member);
  }),
});
