/**
 * Sends mails, and text messages to those whose address is a phone number. Codes requested in a form, whose addresses
 * may have no account yet, and alerts to administrators (alert.ts) are sent at once; everything else is queued
 * (outbox.ts).
 */
import { randomBytes } from 'node:crypto';
import type { Log } from '../platform/observability/log.ts';
import { isPhone } from '../platform/phone.ts';
import { RefusedRecipient } from './delivery.ts';
import { createGuard, MailHeld, type Guard, type GuardState } from './guard.ts';
import { queueMail } from './outbox.ts';
import type { Mail, Post } from './posts.ts';
import type { Sms } from './sms.ts';
import type { TextOutcome } from './sms-budget.ts';

/** How messages go: each way has a provider and a circuit breaker of its own. */
export type Way = 'mail' | 'sms';
export const wayTo = (address: string): Way => (isPhone(address) ? 'sms' : 'mail');

export interface Mailer {
  /**
   * Sends a mail or a text message and waits. @throws MailHeld while the circuit breaker is open, RefusedRecipient for
   * a refusal of this recipient, or another error of sending (delivery.ts).
   */
  send(mail: Mail): Promise<void>;
  /** Queues mails to members in the caller's transaction. */
  queue: typeof queueMail;
  /** State of a circuit breaker; without an argument, the mail server's. */
  state(way?: Way): GuardState;
  /** Signs the unsubscribe links. */
  readonly secret: string;
  /** Sends without making the caller wait. A failure is logged. */
  post(mail: Mail): void;
  /** Waits for mails that are being sent. */
  flush(): Promise<void>;
  /** Replaces the transport from now on (installation). */
  use(post: Post): void;
}

interface Texts {
  sms: Sms;
  /** Records what became of the text message with this place in the budget. */
  note(place: string, outcome: TextOutcome): Promise<void>;
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
    texts = null,
    smsGuard = createGuard(),
  }: { secret?: string; guard?: Guard; texts?: Texts | null; smsGuard?: Guard } = {},
): Mailer {
  let transport = post;
  const sendText = async ({ to, text, place }: Mail): Promise<void> => {
    if (!texts || place === undefined) throw new Error('no text messages, or none left for this one');
    let outcome: TextOutcome = 'provider';
    try {
      await smsGuard.run(() => texts.sms.send(to, text));
      outcome = 'sent';
    } catch (error) {
      if (error instanceof MailHeld) outcome = 'held';
      else if (error instanceof RefusedRecipient) outcome = 'recipient';
      throw error;
    } finally {
      await texts.note(place, outcome);
    }
  };
  const send = (mail: Mail): Promise<void> => {
    return wayTo(mail.to) === 'sms' ? sendText(mail) : guard.run(() => transport.send(mail));
  };
  const sending = new Set<Promise<void>>();
  return {
    send,
    secret,
    queue: queueMail,
    state: (way = 'mail') => (way === 'sms' ? smsGuard : guard).state(),
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
      transport = next;
      guard.reset();
    },
  };
}
