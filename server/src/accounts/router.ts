/** Account procedures that need the server online: proving one's identity, and changes to the whole account. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { acceptInvitation } from '../invitations/accept.ts';
import { emit } from '../platform/events.ts';
import { limitFailures } from '../platform/limits.ts';
import { mailLanguage, mailTo, type MailKind } from '../mail/texts.ts';
import { AppError, valueOf } from '../platform/app-error.ts';
import type { Queryable } from '../platform/database.ts';
import { publicProcedure, router, type Context } from '../platform/trpc.ts';
import { COOKIE, forgetCookie, handOver, identityOf, refresh, type Session } from './authenticate.ts';
import { askingBrowser, knownDevice, markAsking, rememberDevice } from './browsers.ts';
import {
  checkCode,
  issueCode,
  issueSignUpToken,
  readSignUpToken,
  useCode,
  useSignUpToken,
  type Purpose,
} from './codes.ts';
import * as input from './inputs.ts';
import { ownProcedures } from './own-procedures.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import {
  endReplaced,
  endSessions,
  endSessionsOnDevice,
  peekSession,
  type OpenSession,
  type Origin,
} from './sessions.ts';
import { checkCredentials, signIn } from './sign-in.ts';
import { createMember } from './sign-up.ts';

/** In milliseconds; people take longer to fill in a form. */
const FASTEST_MS = 2000;

const fromOf = ({ request }: Context): Origin => ({ agent: request.headers['user-agent'] ?? '', address: request.ip });

/**
 * Runs guessable work: only failures count against the caller's address, and each try is counted before it is checked.
 */
const limited = <T>({ deps, request }: Context, work: () => Promise<T>): Promise<T> =>
  limitFailures(deps.limits.signIn, request.ip, work);

/**
 * Refuses a form that was filled in faster than a person can. A device clock ahead of ours is ignored. @returns true
 * for a bot caught by the honeypot.
 */
function isMachine({ website, startedAt }: { website?: string | undefined; startedAt?: number | undefined }): boolean {
  const took = startedAt === undefined ? undefined : Date.now() - startedAt;
  if (took !== undefined && took >= 0 && took < FASTEST_MS) throw new AppError('account.too_fast', { seconds: 2 });
  return website !== undefined && website !== '';
}

/** Mails a code to an address, whether it has an account or not; the caller does not learn which (no enumeration). */
async function mailCode(ctx: Context, email: string, purpose: Purpose): Promise<void> {
  const { deps, request, reply } = ctx;
  const language = mailLanguage(request.headers['accept-language']);
  const browser = markAsking(deps, request, reply);
  const code = await issueCode(deps.db, email, purpose, {
    browser,
    device: await knownDevice(deps.db, request, email),
  });
  const [member] = await deps.db.query<{ id: MemberId }>(
    `select id from member where lower(email) = lower($1) and status <> 'closed'`,
    [email],
  );
  if (code === null) return;
  const kind: MailKind | null =
    purpose === 'sign_up' ? (member ? 'alreadyMember' : 'signUpCode') : member ? 'resetCode' : null;
  if (kind) deps.mailer.post(mailTo(email, kind, language, code));
}

/**
 * Opens a session in the same transaction as `work`, ends the session whose cookie it replaces, then sets the cookies.
 */
async function enter(ctx: Context, work: (tx: Queryable) => Promise<OpenSession>): Promise<Session> {
  const { deps, request, reply } = ctx;
  const session = await deps.db.transaction(async (tx) => {
    const opened = await work(tx);
    await endReplaced(tx, request.cookies[COOKIE], opened);
    return opened;
  });
  const entered = await handOver(deps, reply, session);
  await rememberDevice(deps, request, reply, session, true);
  return entered;
}

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

  /** Ways of signing in other than address and password. */
  signInWays: publicProcedure.query(({ ctx }) => ({
    oidc: ctx.deps.config.oidc && { name: ctx.deps.config.oidc.name },
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

  ...ownProcedures,
});

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

/** Handles a registration repeated after a lost answer: the member with the token's address and the same password. */
async function repeated(q: Queryable, email: string, password: string): Promise<MemberId | null> {
  const [found] = await q.query<{ id: MemberId; hash: string }>(
    `select m.id, c.password_hash as hash from member m join credential c on c.member = m.id
      where lower(m.email) = lower($1) and m.status = 'active'`,
    [email],
  );
  return found && (await checkPassword(found.hash, password)) ? found.id : null;
}
