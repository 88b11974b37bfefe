/**
 * The first start of a production server: a page asks for the mail server (with a test), the first administrator, the
 * backup folder, and whether the shelf begins with our free stories.
 */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { emailAddress, password, TEXT } from '@egoejo/shared/accounts/model.ts';
import { properName } from '@egoejo/shared/platform/texts.ts';
import type { Session } from '../accounts/sessions/authenticate.ts';
import { enter, fromOf } from '../accounts/sign-in/enter.ts';
import { signIn } from '../accounts/sign-in/sign-in.ts';
import { createMember } from '../accounts/sign-in/sign-up.ts';
import { hashPassword } from '../accounts/sign-in/passwords.ts';
import { putStories, readFreeStories } from '../import/stories.ts';
import { smtpPost, tryMail } from '../mail/posts.ts';
import { mailLanguage, mailTo } from '../mail/texts.ts';
import { AppError } from '../platform/http/app-error.ts';
import { audit } from '../platform/observability/audit.ts';
import { limitFailures } from '../platform/limits/limits.ts';
import { sameText } from '../platform/keys/same-text.ts';
import { actorOf, administratorProcedure, publicProcedure, router, type Context } from '../platform/http/trpc.ts';
import { disableDemo } from './demo.ts';
import { encryptMailServer } from './secret-settings.ts';
import { applySettings, keepSettings, needsInstallation, readSettings } from './settings.ts';

/**
 * The setup code, shown only on the server's console: reaching the page first, even from the same machine, does not
 * make someone the owner.
 */
const code = z.string().max(20).optional();
const mailServer = z
  .string()
  .max(500)
  .refine((v) => URL.canParse(v) && /^smtps?:\/\//.test(v));
const mailFrom = z
  .string()
  .min(3)
  .max(300)
  .regex(/^[^\r\n]*@[^\r\n]*$/);

const mailTest = z.strictObject({ code, smtpUrl: mailServer, mailFrom, to: emailAddress });
const answers = z.strictObject({
  code,
  /** Null: mails are stored in a folder of the server instead of being sent. */
  smtpUrl: mailServer.nullable(),
  mailFrom,
  administrator: z.strictObject({ email: emailAddress, name: properName(TEXT.name), password }),
  /** An absolute path on the server. */
  backupFolder: z.string().min(1).max(500).refine(isAbsolute),
  /** The shelf begins with the free stories that come with the software. */
  stories: z.boolean().default(true),
});

/** @throws AppError when the server is already installed, or when the setup code is missing or wrong. */
async function mayInstall(ctx: Context, given: string | undefined): Promise<void> {
  const { db, config, limits, setupCode } = ctx.deps;
  if (!(await needsInstallation(db, config))) throw new AppError('account.already_installed');
  await limitFailures(limits.signIn, ctx.request.ip, async () => {
    if (given === undefined || !sameText(given, setupCode)) throw new AppError('installation.bad_code');
  });
}

const canWrite = (folder: string): Promise<boolean> =>
  mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => access(folder, constants.W_OK))
    .then(
      () => true,
      () => false,
    );

export const installationRouter = router({
  status: publicProcedure.query(async ({ ctx }) => {
    const needed = await needsInstallation(ctx.deps.db, ctx.deps.config);
    return { needed, steps: needed ? (['mail', 'administrator', 'backup'] as const) : ([] as const) };
  }),

  /** Which first steps are done, where devices have no rows that tell. In a demo all are. */
  beginnings: administratorProcedure.query(async ({ ctx }) => {
    const [row] = await ctx.deps.db.query<{ poster: boolean; members: boolean }>(
      `select $2 or exists (select from community_key) as poster, $2 or exists (select from membership x
         join member m on m.id = x.member where m.id <> $1 and m.status = 'active') as members`,
      [ctx.identity.member, ctx.deps.config.demo],
    );
    return { poster: row?.poster === true, members: row?.members === true };
  }),

  testMail: publicProcedure.input(mailTest).mutation(async ({ ctx, input }) => {
    await mayInstall(ctx, input.code);
    const sent = await tryMail(
      input.smtpUrl,
      input.mailFrom,
      mailTo(input.to, 'test', mailLanguage(ctx.request.headers['accept-language'])),
    );
    if (!sent.ok) throw new AppError(sent.error.code, sent.error.params);
    return { sent: true };
  }),

  complete: publicProcedure
    .input(answers)
    .mutation(
      async ({ ctx, input: { code: given, administrator, smtpUrl, stories, ...settings } }): Promise<Session> => {
        await mayInstall(ctx, given);
        const { config, mailer } = ctx.deps;
        if (!(await canWrite(settings.backupFolder))) throw new AppError('installation.folder_unusable');
        const hash = await hashPassword(administrator.password);
        const sealed = smtpUrl === null ? {} : { smtpSealed: await encryptMailServer(config, smtpUrl) };
        const shelf = stories ? await readFreeStories() : [];
        // The administrator is signed in at once: the setup code has shown who they are.
        const session = await enter(ctx, async (tx) => {
          // Of two concurrent installations, the second finds that it is done.
          await tx.query('select id from installation for update');
          if ((await readSettings(tx)).installedAt !== undefined) throw new AppError('account.already_installed');
          const member = await createMember(
            tx,
            { email: administrator.email, name: administrator.name, roles: ['administrator'] },
            hash,
          );
          if (member === null) throw new AppError('account.forbidden', { reason: 'address' });
          await disableDemo(tx);
          await keepSettings(tx, { ...settings, ...sealed, installedAt: new Date().toISOString() });
          await audit(tx, { ...actorOf(ctx), actor: member }, 'installation.complete', member);
          if (shelf.length > 0) await putStories(tx, shelf);
          return signIn(tx, member, null, config.refreshDays, fromOf(ctx));
        });
        ctx.deps.demo.open = false;
        applySettings(config, { ...settings, smtpUrl });
        if (config.smtpUrl !== undefined) mailer.use(smtpPost(config.smtpUrl, config.mailFrom));
        return session;
      },
    ),
});
