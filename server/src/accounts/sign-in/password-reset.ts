/** Setting a new password by a code sent to the address of an account. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { emit } from '../../platform/database/events.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { publicProcedure } from '../../platform/http/trpc.ts';
import type { Session } from '../sessions/authenticate.ts';
import { askingBrowser } from '../sessions/browsers.ts';
import { checkCode, useCode } from './codes.ts';
import { enter, fromOf, limited } from './enter.ts';
import * as input from '../inputs.ts';
import { isMachine, mailCode } from './mailed-codes.ts';
import { hashPassword } from './passwords.ts';
import { signIn } from './sign-in.ts';

/**
 * Sets a new password, confirms the address to which the code was sent, and ends existing sessions. Works for banned
 * members too, who need a password to export their data.
 */
async function resetPassword(
  tx: Queryable,
  email: string,
  hash: string,
): Promise<{ id: MemberId; status: 'active' | 'banned' }[]> {
  const found = await tx.query<{ id: MemberId; status: 'active' | 'banned' }>(
    `update member set email_confirmed_at = coalesce(email_confirmed_at, now())
      where lower(email) = lower($1) and status <> 'closed' returning id, status`,
    [email],
  );
  for (const { id } of found) {
    await emit(tx, 'member.confirmed', id, {});
    await tx.query('update credential set password_hash = $2, changed_at = now() where member = $1', [id, hash]);
    await endSessions(tx, id, 'password_reset');
  }
  return found;
}

/** Asking for a code, and setting a password with it. */
export const resetProcedures = {
  requestReset: publicProcedure.input(input.form).mutation(async ({ ctx, input: form }) => {
    ctx.deps.limits.signIn.take(ctx.request.ip);
    if (!isMachine(form)) await mailCode(ctx, form.email, 'reset');
    return { sent: true };
  }),

  reset: publicProcedure
    .input(input.newPassword)
    .mutation(({ ctx, input: { email, code, password, device } }): Promise<Session> =>
      limited(ctx, async () => {
        const { db, config } = ctx.deps;
        const right = await checkCode(db, email, 'reset', code, askingBrowser(ctx.request));
        if (right === null) throw new AppError('account.bad_code');
        const hash = await hashPassword(password);
        const reset = await db.transaction(async (tx) => {
          const [found] = (await useCode(tx, right)) ? await resetPassword(tx, email, hash) : [];
          if (!found) throw new AppError('account.bad_code');
          return found;
        });
        if (reset.status === 'banned') throw new AppError('account.banned');
        return enter(ctx, (tx) => signIn(tx, reset.id, device, config.refreshDays, fromOf(ctx)));
      }),
    ),
};
