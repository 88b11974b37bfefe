/** Account procedures that need the server online: proving one's identity, and changes to the whole account. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { acceptInvitation } from '../invitations/accept.ts';
import { AppError, valueOf } from '../platform/http/app-error.ts';
import type { Queryable } from '../platform/database/database.ts';
import { publicProcedure, router, type Context } from '../platform/http/trpc.ts';
import type { Session } from './sessions/authenticate.ts';
import { askingBrowser } from './sessions/browsers.ts';
import { checkCode, useCode } from './sign-in/codes.ts';
import { issueSignUpToken, readSignUpToken, useSignUpToken } from './sign-in/sign-up-tokens.ts';
import * as input from './inputs.ts';
import { ownProcedures } from './own-data/own-procedures.ts';
import { resetProcedures } from './sign-in/password-reset.ts';
import { securityProcedures } from './sessions/security-procedures.ts';
import { sessionProcedures } from './sessions/session-procedures.ts';
import { checkPassword, hashPassword } from './sign-in/passwords.ts';
import { signIn } from './sign-in/sign-in.ts';
import { createMember } from './sign-in/sign-up.ts';
import { fromOf, limited, enter } from './sign-in/enter.ts';
import { isMachine, mailCode } from './sign-in/mailed-codes.ts';

interface NewAccount {
  signUpToken: string;
  name: string;
  password: string;
  invitation?: string | undefined;
}

/**
 * The member created by a sign-up token. A registration repeated after a lost answer finds the same member. Nothing is
 * hashed for an invalid token.
 */
async function memberOfToken(
  { deps: { db } }: Context,
  { signUpToken, name, password, invitation }: NewAccount,
): Promise<MemberId> {
  const proved = await readSignUpToken(db, signUpToken);
  if (!proved) throw new AppError('account.bad_code');
  const hash = proved.fresh ? await hashPassword(password) : null;
  const made =
    hash !== null &&
    (await db.transaction(async (tx) => {
      const token = await useSignUpToken(tx, signUpToken);
      const member = token?.fresh === true ? await createMember(tx, { email: token.email, name }, hash) : null;
      // A refused invitation code rolls back the registration: the form shows the error and can be sent without the
      // code.
      if (member && invitation !== undefined) valueOf(await acceptInvitation(tx, member, invitation));
      return member;
    }));
  const member = made || (await repeated(db, proved.email, password));
  if (!member) throw new AppError('account.bad_code');
  return member;
}

export const accountsRouter = router({
  requestCode: publicProcedure.input(input.form).mutation(async ({ ctx, input: form }) => {
    ctx.deps.limits.signIn.take(ctx.request.ip);
    if (!isMachine(form)) await mailCode(ctx, form.email, 'sign_up');
    return { sent: true };
  }),

  verifyCode: publicProcedure.input(input.codeOf).mutation(({ ctx, input: { email, code } }) =>
    limited(ctx, async () => {
      const { db } = ctx.deps;
      const right = await checkCode(db, email, 'sign_up', code, askingBrowser(ctx.request));
      const signUpToken =
        right &&
        (await db.transaction(async (tx) => {
          const used = await useCode(tx, right);
          const member = await tx.query(`select id from member where lower(email) = lower($1) and status <> 'closed'`, [
            email,
          ]);
          return used && member.length === 0 ? issueSignUpToken(tx, email) : null;
        }));
      if (!signUpToken) throw new AppError('account.bad_code');
      return { signUpToken };
    }),
  ),

  register: publicProcedure.input(input.newAccount).mutation(({ ctx, input: { device, ...given } }): Promise<Session> =>
    limited(ctx, async () => {
      const member = await memberOfToken(ctx, given);
      return enter(ctx, (tx) => signIn(tx, member, device, ctx.deps.config.refreshDays, fromOf(ctx)));
    }),
  ),

  ...sessionProcedures,
  ...resetProcedures,
  ...ownProcedures,
  ...securityProcedures,
});

/** Handles a registration repeated after a lost answer: the member with the token's address and the same password. */
async function repeated(q: Queryable, email: string, password: string): Promise<MemberId | null> {
  const [found] = await q.query<{ id: MemberId; hash: string }>(
    `select m.id, c.password_hash as hash from member m join credential c on c.member = m.id
      where lower(m.email) = lower($1) and m.status = 'active'`,
    [email],
  );
  return found && (await checkPassword(found.hash, password)) ? found.id : null;
}
