/**
 * A member's choice of mails. It needs the server online, because a link in a mail makes the same choice: it belongs to
 * the account and not to a device.
 */
import * as z from 'zod';
import { memberProcedure, router } from '../platform/trpc.ts';
import { choicesOf, choose } from './choices.ts';
import { noticeKinds } from './notices.ts';

export const mailRouter = router({
  choices: memberProcedure.query(({ ctx }) => choicesOf(ctx.deps.db, ctx.identity.member)),
  choose: memberProcedure
    .input(z.strictObject({ kind: z.enum(noticeKinds), wanted: z.boolean() }))
    .mutation(async ({ ctx, input: { kind, wanted } }) => {
      await choose(ctx.deps.db, ctx.identity.member, kind, wanted);
      return choicesOf(ctx.deps.db, ctx.identity.member);
    }),
});
