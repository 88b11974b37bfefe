/** Mails: by SMTP, or, where no mail server is set, kept as files in DATA_DIR/mail and said in the log. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { createTransport } from 'nodemailer';
import type { Log } from '../platform/log.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}
/** How mails leave. */
export interface Post {
  /** Throws when the mail server does not take it. */
  send(mail: Mail): Promise<void>;
}
export interface Mailer {
  /** Sends without making the caller wait: how long a mail takes tells nobody whether there was one. A failure is logged. */
  post(mail: Mail): void;
  /** Waits for what is on its way. */
  flush(): Promise<void>;
  /** From now on mails leave this way (installation). */
  use(post: Post): void;
}

export function createMailer(post: Post, log: Log): Mailer {
  let way = post;
  const sending = new Set<Promise<void>>();
  return {
    post(mail) {
      const work = way.send(mail).catch((error: unknown) => log.error({ err: error }, 'a mail was not sent'));
      sending.add(work);
      void work.then(() => sending.delete(work));
    },
    async flush() {
      await Promise.all(sending);
    },
    use(next) {
      way = next;
    },
  };
}

/** @param url `smtp://user:password@host:port`, or `smtps://`. */
export function smtpPost(url: string, from: string): Post {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }, { from });
  return {
    async send(mail) {
      await transport.sendMail(mail);
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
      const { message } = await transport.sendMail(mail);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${newId()}.eml`);
      await writeFile(file, message, { mode: 0o600 });
      // Who runs the demo has no mailbox to look into.
      log.info({ subject: mail.subject, file }, 'a mail was kept');
    },
  };
}
