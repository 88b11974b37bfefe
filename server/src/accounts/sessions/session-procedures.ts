/** Procedures that open a session, renew it and end it. */
import { AppError, valueOf } from '../../platform/http/app-error.ts';
import { publicProcedure } from '../../platform/http/trpc.ts';
import { COOKIE, forgetCookie, identityOf, refresh, type Session } from './authenticate.ts';
import { knownDevice, rememberDevice } from './browsers.ts';
import { endSessions, endSessionsOnDevice } from './end-sessions.ts';
import { enter, fromOf, limited } from '../sign-in/enter.ts';
import * as input from '../inputs.ts';
import { peekSession } from './sessions.ts';
import { checkCredentials, signIn } from '../sign-in/sign-in.ts';

/** Signing in, renewing the session, signing out. */
export const sessionProcedures = {
  signIn: publicProcedure
    .input(input.credentials)
    .mutation(({ ctx, input: { device, ...credentials } }): Promise<Session> =>
      limited(ctx, async () => {
        const {
          deps: { db, config },
          request,
        } = ctx;
        const known = await knownDevice(db, request, credentials.email);
        const member = valueOf(await checkCredentials(db, credentials, { address: request.ip, known }));
        return enter(ctx, (tx) => signIn(tx, member, device, config.refreshDays, fromOf(ctx)));
      }),
    ),

  /** Ways of signing in other than mail address and password. */
  signInWays: publicProcedure.query(({ ctx }) => ({
    oidc: ctx.deps.config.oidc && { name: ctx.deps.config.oidc.name },
    /** Whether the address of an account may be a phone number. */
    sms: ctx.deps.config.sms !== null,
  })),

  refresh: publicProcedure.input(input.ofDevice).mutation(async ({ ctx }): Promise<Session> => {
    const renewed = await refresh(ctx.deps, ctx.request, ctx.reply);
    if (!renewed) throw new AppError('account.not_signed_in');
    if ('ended' in renewed) throw new AppError('account.session_ended');
    const { sid: _, ...session } = renewed;
    await rememberDevice(ctx.deps, ctx.request, ctx.reply, session, false);
    return session;
  }),

  /**
   * Ends the member's sessions on this device, or all of them; succeeds if they have already ended. With `member`, it
   * ends only sessions of that member.
   */
  signOut: publicProcedure.input(input.signOut).mutation(async ({ ctx, input: { everywhere, member } }) => {
    const { db } = ctx.deps;
    const cookie = ctx.request.cookies[COOKIE];
    const inCookie = cookie === undefined ? null : await peekSession(db, cookie);
    const caller = (await identityOf(ctx.deps, ctx.request)) ?? inCookie;
    const who = member === undefined || caller?.member === member ? caller : null;
    if (who && everywhere) await endSessions(db, who.member, 'everywhere');
    else if (who) await endSessionsOnDevice(db, who.member, who.device);
    // On a shared device, the cookie may belong to another member by now.
    if (!inCookie || inCookie.member === who?.member) forgetCookie(ctx.deps, ctx.reply);
    return { signedOut: who !== null };
  }),
};
