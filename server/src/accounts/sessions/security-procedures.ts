/** Procedures with which signed-in members change their password and address, and end sessions on other devices. */
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { wayTo } from '../../mail/mailer.ts';
import { takePlace } from '../../mail/sms-budget.ts';
import { mailLanguage, mailTo, type MailKind } from '../../mail/texts.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { audit } from '../../platform/observability/audit.ts';
import { emit } from '../../platform/database/events.ts';
import { limitFailures } from '../../platform/limits/limits.ts';
import { actorOf, memberProcedure, type Context } from '../../platform/http/trpc.ts';
import { askingBrowser } from './browsers.ts';
import { checkCode, useCode } from '../sign-in/codes.ts';
import { limited } from '../sign-in/enter.ts';
import { endOtherSessions, endSessions } from './end-sessions.ts';
import * as input from '../inputs.ts';
import { mailCode } from '../sign-in/mailed-codes.ts';
import { checkPassword, hashPassword } from '../sign-in/passwords.ts';

/** @throws AppError `account.bad_credentials` when this is not the member's password; wrong tries are limited. */
export async function proveMyself({ deps, request }: Context, member: MemberId, password: string): Promise<void> {
  await limitFailures(deps.limits.signIn, request.ip, async () => {
    const [stored] = await deps.db.query<{ hash: string }>(
      'select password_hash as hash from credential where member = $1',
      [member],
    );
    if (!(await checkPassword(stored?.hash, password))) throw new AppError('account.bad_credentials');
  });
}

/** Tells a member of a change. Without room in the budget of text messages it is logged instead. */
async function notify({ deps, request }: Context, member: MemberId, email: string, kind: MailKind): Promise<void> {
  const { db, config, log, mailer } = deps;
  const mail = mailTo(email, kind, mailLanguage(request.headers['accept-language']));
  if (wayTo(email) === 'mail' || config.sms === null) return mailer.post(mail);
  const { most } = config.sms;
  const place = await db.transaction((tx) => takePlace(tx, most, { member }));
  if (place.ok) mailer.post({ ...mail, place: place.value });
  else log.error({ kind, code: place.error.code }, 'a text message to a member was not sent');
}

export const securityProcedures = {
  /** Ends one of the member's own sessions; succeeds if it has ended already. */
  endSession: memberProcedure.input(input.ofSession).mutation(async ({ ctx, input: { session } }) => {
    await endSessions(ctx.deps.db, ctx.identity.member, 'ended_by_member', session);
    return { ended: true };
  }),

  /** Sets a new password and ends all other sessions of the member. */
  changePassword: memberProcedure.input(input.changedPassword).mutation(async ({ ctx, input: { password, next } }) => {
    const { member, sid } = ctx.identity;
    await proveMyself(ctx, member, password);
    const hash = await hashPassword(next);
    const [me] = await ctx.deps.db.transaction(async (tx) => {
      await tx.query('update credential set password_hash = $2, changed_at = now() where member = $1', [member, hash]);
      await endOtherSessions(tx, member, 'password_changed', sid);
      return tx.query<{ email: string }>('select email from member where id = $1', [member]);
    });
    if (me) await notify(ctx, member, me.email, 'passwordChanged');
    return { changed: true };
  }),

  /** Mails a code to the new address. The answer does not tell whether that address has an account. */
  requestAddress: memberProcedure.input(input.newAddress).mutation(async ({ ctx, input: { email, password } }) => {
    ctx.deps.limits.signIn.take(ctx.request.ip);
    await proveMyself(ctx, ctx.identity.member, password);
    await mailCode(ctx, email, 'change');
    return { sent: true };
  }),

  /** Changes the address by that code; the old address is told. */
  changeAddress: memberProcedure.input(input.codeOf).mutation(({ ctx, input: { email, code } }) =>
    limited(ctx, async () => {
      const { db, pokes } = ctx.deps;
      const { member } = ctx.identity;
      const right = await checkCode(db, email, 'change', code, askingBrowser(ctx.request));
      if (right === null) throw new AppError('account.bad_code');
      const before = await db.transaction(async (tx) => {
        const [old] = (await useCode(tx, right))
          ? await tx.query<{ email: string }>('select email from member where id = $1 for update', [member])
          : [];
        const taken = await tx.query(
          `select from member where lower(email) = lower($1) and id <> $2 and status <> 'closed'`,
          [email, member],
        );
        if (!old || taken.length > 0) throw new AppError('account.bad_code');
        await tx.query('update member set email = $2, email_confirmed_at = now() where id = $1', [member, email]);
        await emit(tx, 'member.confirmed', member, {});
        await audit(tx, actorOf(ctx), 'account.address', member);
        return old.email;
      });
      await notify(ctx, member, before, 'addressChanged');
      pokes.moved([memberScope(member)]);
      return { email };
    }),
  ),
};
