/**
 * Sends mails, and text messages to those whose address is a phone number. Codes requested in a form, whose addresses
 * may have no account yet, and alerts to administrators (alert.ts) are sent at once; everything else is queued
 * (outbox.ts).
 */
import { randomBytes } from 'node:crypto';
import type { Log } from '../platform/log.ts';
import { isPhone } from '../platform/phone.ts';
import { createGuard, MailHeld, type Guard, type GuardState } from './guard.ts';
import { queueMail } from './outbox.ts';
import type { Mail, Post } from './posts.ts';
import type { Sms } from './sms.ts';

export interface Mailer {
  /** Sends a mail and waits. @throws MailHeld while the circuit breaker is open, or the error of sending. */
  send(mail: Mail): Promise<void>;
  /** Queues mails to members in the caller's transaction. */
  queue: typeof queueMail;
  /** State of the mail server's circuit breaker. */
  state(): GuardState;
  /** Signs the unsubscribe links. */
  readonly secret: string;
  /**
   * Sends without making the caller wait, so that the response time does not reveal whether a mail was sent. A failure
   * is logged.
   */
  post(mail: Mail): void;
  /** Waits for mails that are being sent. */
  flush(): Promise<void>;
  /** Replaces the transport from now on (installation). */
  use(post: Post): void;
}

/**
 * @param secret the same on all servers of one database; if left out, links in mails are valid as long as this process
 * runs.
 */
export function createMailer(
  post: Post,
  log: Log,
  {
    secret = randomBytes(32).toString('base64url'),
    guard = createGuard(),
    sms = null,
    smsGuard = createGuard(),
  }: { secret?: string; guard?: Guard; sms?: Sms | null; smsGuard?: Guard } = {},
): Mailer {
  let way = post;
  const send = (mail: Mail): Promise<void> => {
    if (!isPhone(mail.to)) return guard.run(() => way.send(mail));
    // A breaker of its own: mails go through while the provider of text messages is down.
    return sms ? smsGuard.run(() => sms.send(mail.to, mail.text)) : Promise.reject(new Error('no text messages'));
  };
  const sending = new Set<Promise<void>>();
  return {
    send,
    secret,
    queue: queueMail,
    state: guard.state,
    post(mail) {
      const work = send(mail).catch((error: unknown) =>
        log.error(error instanceof MailHeld ? {} : { err: error }, 'a mail was not sent'),
      );
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
