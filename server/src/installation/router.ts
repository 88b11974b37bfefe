/** The first start of a production server: address, mail test, first administrator, backup folder, asked in a page. */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { emailAddress, password, shortText, TEXT } from '@egoejo/shared/accounts/model.ts';
import { createMember } from '../accounts/sign-up.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { smtpPost, tryMail } from '../mail/mailer.ts';
import { mailLanguage, mailTo } from '../mail/texts.ts';
import { AppError } from '../platform/app-error.ts';
import { audit } from '../platform/audit.ts';
import { actorOf, publicProcedure, router, type Context } from '../platform/trpc.ts';
import { applySettings, keepSettings, needsInstallation, readSettings } from './settings.ts';

const code = z.string().max(20).optional();
const webAddress = z.string().max(300).refine((v) => URL.canParse(v) && /^https?:\/\/[^/]+\/?$/.test(v)).transform((v) => new URL(v).origin);
const mailServer = z.string().max(500).refine((v) => URL.canParse(v) && /^smtps?:\/\//.test(v));
const mailFrom = z.string().min(3).max(300).regex(/^[^\r\n]*@[^\r\n]*$/);

const mailTest = z.strictObject({ code, smtpUrl: mailServer, mailFrom, to: emailAddress });
const answers = z.strictObject({
  code,
  publicUrl: webAddress,
  /** null: mails are kept in a folder of the server instead of sent. */
  smtpUrl: mailServer.nullable(),
  mailFrom,
  administrator: z.strictObject({ email: emailAddress, name: shortText(TEXT.name, 1), password }),
  /** An absolute path on the server. */
  backupFolder: z.string().min(1).max(500).refine(isAbsolute),
});

/** The machine's own user needs no code: a direct connection from it, through no proxy. */
function isLocal({ request }: Context): boolean {
  const from = request.socket.remoteAddress ?? '';
  return /^(127\.|::1$|::ffff:127\.)/.test(from) && !Object.keys(request.headers).some((h) => h === 'forwarded' || h.startsWith('x-forwarded'));
}

/** @throws AppError when it is installed already, or the setup code is missing or wrong. */
async function mayInstall(ctx: Context, given: string | undefined): Promise<void> {
  const { db, config, limits, setupCode } = ctx.deps;
  if (!(await needsInstallation(db, config))) throw new AppError('account.already_installed');
  if (isLocal(ctx)) return;
  limits.signIn.check(ctx.request.ip);
  const right = given !== undefined && given.length === setupCode.length && timingSafeEqual(Buffer.from(given), Buffer.from(setupCode));
  if (right) return;
  limits.signIn.count(ctx.request.ip);
  throw new AppError('account.bad_code');
}

const canWrite = (folder: string): Promise<boolean> =>
  mkdir(folder, { recursive: true }).then(() => access(folder, constants.W_OK)).then(() => true, () => false);

export const installationRouter = router({
  status: publicProcedure.query(async ({ ctx }) => {
    const needed = await needsInstallation(ctx.deps.db, ctx.deps.config);
    return { needed, steps: needed ? (['address', 'mail', 'administrator', 'backup'] as const) : ([] as const), codeNeeded: needed && !isLocal(ctx) };
  }),

  testMail: publicProcedure.input(mailTest).mutation(async ({ ctx, input }) => {
    await mayInstall(ctx, input.code);
    const sent = await tryMail(input.smtpUrl, input.mailFrom, mailTo(input.to, 'test', mailLanguage(ctx.request.headers['accept-language'])));
    if (!sent.ok) throw new AppError(sent.error.code, sent.error.params);
    return { sent: true };
  }),

  complete: publicProcedure.input(answers).mutation(async ({ ctx, input: { code: given, administrator, ...settings } }) => {
    await mayInstall(ctx, given);
    const { db, config, mailer } = ctx.deps;
    if (!(await canWrite(settings.backupFolder))) throw new AppError('installation.folder_unusable');
    const hash = await hashPassword(administrator.password);
    await db.transaction(async (tx) => {
      // Two answers at the same instant: the second finds it done.
      await tx.query('select id from installation for update');
      if ((await readSettings(tx)).installedAt !== undefined) throw new AppError('account.already_installed');
      const member = await createMember(tx, { email: administrator.email, name: administrator.name, roles: ['administrator'] }, hash);
      if (member === null) throw new AppError('account.forbidden', { reason: 'address' });
      await keepSettings(tx, { ...settings, installedAt: new Date().toISOString() });
      await audit(tx, { ...actorOf(ctx), actor: member }, 'installation.complete', member);
    });
    applySettings(config, settings);
    if (config.smtpUrl !== undefined) mailer.use(smtpPost(config.smtpUrl, config.mailFrom));
    return { installed: true };
  }),
});
