/**
 * Mails: by SMTP, or, where no mail server is set, kept as files in DATA_DIR/mail and said in the log. What a form asks for (codes) leaves at
 * once, to addresses that may belong to nobody yet, and so do alerts to administrators (alert.ts); everything else is queued (outbox.ts).
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Log } from '../platform/log.ts';
import { createGuard, MailHeld, type Guard, type GuardState } from './guard.ts';
import { queueMail } from './outbox.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
  /** Makes the Message-ID: who gets one mail twice sees it once. */
  id?: string;
  /** Where it is refused without signing in (RFC 8058). */
  unsubscribe?: string;
}
/** How mails leave. */
export interface Post {
  /** Throws when the mail server does not take it. */
  send(mail: Mail): Promise<void>;
}
export interface Mailer {
  /** Sends and waits. @throws MailHeld while the mail server rests, or what went wrong. */
  send(mail: Mail): Promise<void>;
  /** Queues mails to members in the caller's transaction. */
  queue: typeof queueMail;
  /** Whether the mail server is well. */
  state(): GuardState;
  /** Signs the links that refuse a kind of mail. */
  readonly secret: string;
  /** Sends without making the caller wait: how long a mail takes tells nobody whether there was one. A failure is logged. */
  post(mail: Mail): void;
  /** Waits for what is on its way. */
  flush(): Promise<void>;
  /** From now on mails leave this way (installation). */
  use(post: Post): void;
}

/** @param secret the same on every server of one database; without one, links in mails last as long as this process. */
export function createMailer(post: Post, log: Log, { secret = randomBytes(32).toString('base64url'), guard = createGuard() }: { secret?: string; guard?: Guard } = {}): Mailer {
  let way = post;
  const send = (mail: Mail): Promise<void> => guard.run(() => way.send(mail));
  const sending = new Set<Promise<void>>();
  return {
    send, secret,
    queue: queueMail,
    state: guard.state,
    post(mail) {
      const work = send(mail).catch((error: unknown) => log.error(error instanceof MailHeld ? {} : { err: error }, 'a mail was not sent'));
      sending.add(work);
      void work.then(() => sending.delete(work));
    },
    async flush() {
      await Promise.all(sending);
    },
    use(next) {
      way = next;
      guard.reset();
    },
  };
}

function messageOf({ id, unsubscribe, ...mail }: Mail, from: string): SendMailOptions {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    ...mail,
    ...(id !== undefined && { messageId: `<${id}@${domain}>` }),
    ...(unsubscribe !== undefined && { headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } }),
  };
}

/** @param url `smtp://user:password@host:port`, or `smtps://`. */
export function smtpPost(url: string, from: string): Post {
  const transport = createTransport({ url, dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }, { from });
  return {
    async send(mail) {
      await transport.sendMail(messageOf(mail, from));
    },
  };
}

/** Sends one mail to see whether the server at `url` takes it. */
export async function tryMail(url: string, from: string, mail: Mail): Promise<Result<void, 'installation.mail_failed'>> {
  return smtpPost(url, from).send(mail).then(() => ok(undefined), (error: Error) => fail('installation.mail_failed', { reason: error.message.slice(0, 200) }));
}

/** Keeps one file a mail, newest last by name: `<id>.eml`. */
export function folderPost(folder: string, from: string, log: Log): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${newId()}.eml`);
      await writeFile(file, message, { mode: 0o600 });
      // Who runs the demo has no mailbox to look into.
      log.info({ subject: mail.subject, file }, 'a mail was kept');
    },
  };
}
