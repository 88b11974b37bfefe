/** What of accounts cannot be offline: proving who one is, and what concerns the whole account. */
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { acceptInvitation } from '../invitations/accept.ts';
import { emit } from '../platform/events.ts';
import { mailLanguage, mailTo, type MailKind } from '../mail/texts.ts';
import { AppError, valueOf } from '../platform/app-error.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Queryable } from '../platform/database.ts';
import { actorOf, memberProcedure, publicProcedure, router, type Context } from '../platform/trpc.ts';
import { COOKIE, forgetCookie, handOver, identityOf, refresh, type Session } from './authenticate.ts';
import { encodeAvatar, setAvatar } from './avatar.ts';
import { issueCode, issueSignUpToken, useCode, useSignUpToken, type Purpose } from './codes.ts';
import * as input from './inputs.ts';
import { closeMember, exportMember } from './own-data.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { endSessions, peekSession, type OpenSession, type Origin } from './sessions.ts';
import { checkCredentials, signIn } from './sign-in.ts';
import { createMember } from './sign-up.ts';

/** People take longer to fill in a form, in milliseconds. */
const FASTEST_MS = 2000;

const fromOf = ({ request }: Context): Origin => ({ agent: request.headers['user-agent'] ?? '', address: request.ip });

/** Counts a failure against the address it came from, then throws it; passes a success on. */
function counted<T>({ deps, request }: Context, result: Result<T, AccountError>): T {
  if (!result.ok) deps.limits.signIn.count(request.ip);
  return valueOf(result);
}
const badCode = (ctx: Context): never => counted(ctx, { ok: false, error: { code: 'account.bad_code', params: {} } });

/** Refuses a form filled in faster than a person can. A clock ahead of ours says nothing. @returns true for a machine caught by the honeypot. */
function isMachine({ website, startedAt }: { website?: string | undefined; startedAt?: number | undefined }): boolean {
  const took = startedAt === undefined ? undefined : Date.now() - startedAt;
  if (took !== undefined && took >= 0 && took < FASTEST_MS) throw new AppError('account.too_fast', { seconds: 2 });
  return website !== undefined && website !== '';
}

/** Mails a code to an address that may have an account or not; whoever asked learns nothing of it (no enumeration). */
async function mailCode(ctx: Context, email: string, purpose: Purpose): Promise<void> {
  const { deps, request } = ctx;
  const language = mailLanguage(request.headers['accept-language']);
  const code = await issueCode(deps.db, email, purpose);
  const [member] = await deps.db.query<{ id: MemberId }>(`select id from member where lower(email) = lower($1) and status <> 'closed'`, [email]);
  if (code === null) return;
  const kind: MailKind | null = purpose === 'sign_up' ? (member ? 'alreadyMember' : 'signUpCode') : member ? 'resetCode' : null;
  if (kind) deps.mailer.post(mailTo(email, kind, language, code));
}

/** Opens a session in one transaction with `work`, then sets the cookie. */
async function enter(ctx: Context, work: (tx: Queryable) => Promise<OpenSession | AppError>): Promise<Session> {
  const session = await ctx.deps.db.transaction(work);
  if (session instanceof AppError) return badCode(ctx);
  return handOver(ctx.deps, ctx.reply, session);
}

export const accountsRouter = router({
  requestCode: publicProcedure.input(input.form).mutation(async ({ ctx, input: form }) => {
    ctx.deps.limits.signIn.take(ctx.request.ip);
    if (!isMachine(form)) await mailCode(ctx, form.email, 'sign_up');
    return { sent: true };
  }),

  verifyCode: publicProcedure.input(input.codeOf).mutation(async ({ ctx, input: { email, code } }) => {
    ctx.deps.limits.signIn.check(ctx.request.ip);
    const signUpToken = await ctx.deps.db.transaction(async (tx) => {
      const right = await useCode(tx, email, 'sign_up', code);
      const member = right ? await tx.query(`select id from member where lower(email) = lower($1) and status <> 'closed'`, [email]) : [];
      return right && member.length === 0 ? issueSignUpToken(tx, email) : null;
    });
    return { signUpToken: signUpToken ?? badCode(ctx) };
  }),

  register: publicProcedure.input(input.newAccount).mutation(async ({ ctx, input: { signUpToken, name, password, device, invitation } }): Promise<Session> => {
    const { config, limits } = ctx.deps;
    limits.signIn.check(ctx.request.ip);
    const hash = await hashPassword(password);
    return enter(ctx, async (tx) => {
      const token = await useSignUpToken(tx, signUpToken);
      const fresh = token?.fresh === true;
      const member = fresh ? await createMember(tx, { email: token.email, name }, hash) : token && (await repeated(tx, token.email, password));
      // A code that is refused undoes the registration: the form says so, and goes without it if so wished.
      if (member && fresh && invitation !== undefined) valueOf(await acceptInvitation(tx, member, invitation));
      return member ? signIn(tx, member, device, config.refreshDays, fromOf(ctx)) : new AppError('account.bad_code');
    });
  }),

  signIn: publicProcedure.input(input.credentials).mutation(async ({ ctx, input: { device, ...credentials } }): Promise<Session> => {
    const { db, config, limits } = ctx.deps;
    limits.signIn.check(ctx.request.ip);
    const member = counted(ctx, await checkCredentials(db, credentials, ctx.request.ip));
    return enter(ctx, (tx) => signIn(tx, member, device, config.refreshDays, fromOf(ctx)));
  }),

  /** How one may sign in here beside address and password. */
  signInWays: publicProcedure.query(({ ctx }) => ({ oidc: ctx.deps.config.oidc && { name: ctx.deps.config.oidc.name } })),

  refresh: publicProcedure.input(input.ofDevice).mutation(async ({ ctx }): Promise<Session> => {
    const renewed = await refresh(ctx.deps, ctx.request, ctx.reply);
    if (!renewed) throw new AppError('account.not_signed_in');
    if ('ended' in renewed) throw new AppError('account.session_ended');
    const { sid: _, ...session } = renewed;
    return session;
  }),

  /** Ends this session, or all of the member's. Fine when it has ended already. */
  signOut: publicProcedure.input(input.everywhere).mutation(async ({ ctx, input: { everywhere } }) => {
    const { db } = ctx.deps;
    const cookie = ctx.request.cookies[COOKIE];
    const inCookie = cookie === undefined ? null : await peekSession(db, cookie);
    const who = (await identityOf(ctx.deps, ctx.request)) ?? inCookie;
    if (who) await endSessions(db, who.member, everywhere ? 'everywhere' : 'signed_out', everywhere ? null : who.sid);
    // On a shared device the cookie may be somebody else's by now.
    if (!inCookie || inCookie.member === who?.member) forgetCookie(ctx.deps, ctx.reply);
    return { signedOut: who !== null };
  }),

  requestReset: publicProcedure.input(input.form).mutation(async ({ ctx, input: form }) => {
    ctx.deps.limits.signIn.take(ctx.request.ip);
    if (!isMachine(form)) await mailCode(ctx, form.email, 'reset');
    return { sent: true };
  }),

  reset: publicProcedure.input(input.newPassword).mutation(async ({ ctx, input: { email, code, password, device } }): Promise<Session> => {
    const { config, limits } = ctx.deps;
    limits.signIn.check(ctx.request.ip);
    const hash = await hashPassword(password);
    return enter(ctx, async (tx) => {
      if (!(await useCode(tx, email, 'reset', code))) return new AppError('account.bad_code');
      const [found] = await tx.query<{ id: MemberId }>(
        `update member set email_confirmed_at = coalesce(email_confirmed_at, now()) where lower(email) = lower($1) and status = 'active' returning id`, [email],
      );
      if (!found) return new AppError('account.bad_code');
      await emit(tx, 'member.confirmed', found.id, {});
      await tx.query('update credential set password_hash = $2, changed_at = now() where member = $1', [found.id, hash]);
      await endSessions(tx, found.id, 'password_reset');
      return signIn(tx, found.id, device, config.refreshDays, fromOf(ctx));
    });
  }),

  me: memberProcedure.query(async ({ ctx }) => {
    const { member, device } = ctx.identity;
    const row = await ctx.deps.db.prisma.member.findUniqueOrThrow({
      where: { id: member }, select: { name: true, email: true, emailConfirmedAt: true, avatar: true, roles: true },
    });
    return { member, device, name: row.name, email: row.email, emailConfirmed: row.emailConfirmedAt !== null, avatar: row.avatar, roles: row.roles };
  }),

  uploadAvatar: memberProcedure.input(input.picture).mutation(async ({ ctx, input: { base64 } }) => {
    const picture = valueOf(await encodeAvatar(Buffer.from(base64, 'base64')));
    return { avatar: await setAvatar(ctx.deps, ctx.identity.member, picture) };
  }),
  removeAvatar: memberProcedure.mutation(async ({ ctx }) => {
    await setAvatar(ctx.deps, ctx.identity.member, null);
    return { avatar: null };
  }),

  exportData: memberProcedure.query(({ ctx }) => exportMember(ctx.deps.db, ctx.identity.member)),

  close: memberProcedure.input(input.proof).mutation(async ({ ctx, input: { password } }) => {
    const { db, media, pokes, limits } = ctx.deps;
    const { member } = ctx.identity;
    limits.signIn.check(ctx.request.ip);
    const [stored] = await db.query<{ hash: string }>('select password_hash as hash from credential where member = $1', [member]);
    if (!(await checkPassword(stored?.hash, password))) counted(ctx, { ok: false, error: { code: 'account.bad_credentials', params: {} } });
    const avatar = await db.transaction(async (tx) => {
      await audit(tx, withoutPerson(actorOf(ctx)), 'account.close', member);
      return closeMember(tx, member);
    });
    if (avatar) await media.delete(avatar.replace('/media/', ''));
    forgetCookie(ctx.deps, ctx.reply);
    pokes.moved([memberScope(member)]);
    return { closed: true };
  }),

  /** The member's open sessions, latest used first. */
  sessions: memberProcedure.query(async ({ ctx }) => {
    const rows = await ctx.deps.db.prisma.session.findMany({
      where: { member: ctx.identity.member, endedAt: null, expiresAt: { gt: new Date() } },
      select: { id: true, device: true, createdAt: true, usedAt: true, agent: true },
      orderBy: { usedAt: 'desc' },
    });
    return rows.map((s) => ({ id: s.id, device: s.device, createdAt: s.createdAt.toISOString(), usedAt: s.usedAt.toISOString(), agent: s.agent, current: s.id === ctx.identity.sid }));
  }),
});

/** A registration whose answer was lost comes again: the same person, by the same token and password. */
async function repeated(tx: Queryable, email: string, password: string): Promise<MemberId | null> {
  const [found] = await tx.query<{ id: MemberId; hash: string }>(
    `select m.id, c.password_hash as hash from member m join credential c on c.member = m.id where lower(m.email) = lower($1) and m.status = 'active'`, [email],
  );
  return found && (await checkPassword(found.hash, password)) ? found.id : null;
}

/** Who closes an account leaves no address behind. */
const withoutPerson = (actor: Actor): Actor => ({ ...actor, address: '', agent: '' });
