/** Ways to send a mail: by SMTP or, if no mail server is configured, as files in DATA_DIR/mail. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Log } from '../platform/observability/log.ts';
import { RefusedRecipient } from './delivery.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
  /** Becomes the Message-ID: a mail that arrives twice is shown once. */
  id?: string;
  /** Link for unsubscribing without signing in (RFC 8058). */
  unsubscribe?: string;
  /** For a text message: its place in the budget (sms-budget.ts). Without one it is not sent. */
  place?: string;
}

/** A transport for mails. */
export interface Post {
  /** @throws RefusedRecipient for a refusal of this mail alone, or another error: the mail server failed (delivery.ts). */
  send(mail: Mail): Promise<void>;
}

function messageOf({ to, subject, text, id, unsubscribe }: Mail, from: string): SendMailOptions {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    to,
    subject,
    text,
    ...(id !== undefined && { messageId: `<${id}@${domain}>` }),
    ...(unsubscribe !== undefined && {
      headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }),
  };
}

/** @param url `smtp://user:password@host:port`, or `smtps://`. */
export function smtpPost(url: string, from: string): Post {
  const transport = createTransport(
    { url, dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    { from },
  );
  return {
    async send(mail) {
      await transport.sendMail(messageOf(mail, from)).catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
    },
  };
}

/**
 * The refusal of one mail; null: the mail server failed, or refuses us (sign-in, sender). A recipient refused with 5xx
 * is refused for good. With 4xx (greylisting, a full box) it may be taken later; so may a mail whose content was
 * refused, since a title that a member wrote may be the reason. 421: the server is closing.
 */
function refusalOf(error: unknown): RefusedRecipient | null {
  if (!(error instanceof Error && 'code' in error && 'command' in error)) return null;
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  if ((error.code !== 'EENVELOPE' && error.code !== 'EMESSAGE') || error.command === 'MAIL FROM' || answer === 421)
    return null;
  return new RefusedRecipient(error.message, { forGood: error.command === 'RCPT TO' && answer >= 500, cause: error });
}

/** Sends one mail to test whether the server at `url` accepts it. */
export async function tryMail(
  url: string,
  from: string,
  mail: Mail,
): Promise<Result<void, 'installation.mail_failed'>> {
  return smtpPost(url, from)
    .send(mail)
    .then(
      () => ok(undefined),
      (error: Error) => fail('installation.mail_failed', { reason: cut(error.message, 200) }),
    );
}

/** Stores each mail as a file `<id>.eml`; the names sort by time. */
export function folderPost(folder: string, from: string, log: Log): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${newId()}.eml`);
      await writeFile(file, message, { mode: 0o600 });
      // Logged, because the operator of a demo has no mailbox to look into.
      log.info({ subject: mail.subject, file }, 'a mail was kept');
    },
  };
}
