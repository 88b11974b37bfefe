/** Sends codes, by mail or text message, to people who fill in a form. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { RefusedRecipient } from '../../mail/delivery.ts';
import { GUARD, MailHeld } from '../../mail/guard.ts';
import { wayTo } from '../../mail/mailer.ts';
import type { Mail } from '../../mail/posts.ts';
import { isWrittenTo } from '../../mail/sms.ts';
import { takePlace } from '../../mail/sms-budget.ts';
import { mailLanguage, mailTo, type MailKind } from '../../mail/texts.ts';
import { addressKey } from '../../platform/limits/address.ts';
import { AppError, valueOf } from '../../platform/http/app-error.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Context } from '../../platform/http/trpc.ts';
import { knownDevice, markAsking } from '../sessions/browsers.ts';
import { issueCode, type Purpose } from './codes.ts';

/** In milliseconds; people take longer to fill in a form. */
const FASTEST_MS = 2000;

/**
 * Refuses a form that was filled in faster than a person can. A device clock ahead of ours is ignored. @returns true
 * for a bot caught by the honeypot.
 */
export function isMachine({
  website,
  startedAt,
}: {
  website?: string | undefined;
  startedAt?: number | undefined;
}): boolean {
  const took = startedAt === undefined ? undefined : Date.now() - startedAt;
  if (took !== undefined && took >= 0 && took < FASTEST_MS) throw new AppError('account.too_fast', { seconds: 2 });
  return website !== undefined && website !== '';
}

/** An address that has an account gets no code that would open or take another one. */
function kindOf(purpose: Purpose, known: boolean): MailKind {
  if (purpose === 'reset') return known ? 'resetCode' : 'noAccount';
  if (known) return 'alreadyMember';
  return purpose === 'sign_up' ? 'signUpCode' : 'addressCode';
}

/**
 * Sends a code to an address, whether it has an account or not. The caller does not learn which (no enumeration): every
 * ask sends one message, so that neither its outcome nor its cost depends on that.
 * @throws AppError `account.not_sent_there`, `account.not_sent` when it did not leave; for numbers, what `smsOf` and
 * `takePlace` refuse.
 */
export async function mailCode(ctx: Context, email: string, purpose: Purpose): Promise<void> {
  const { deps, request, reply } = ctx;
  const sms = wayTo(email) === 'sms' ? smsOf(deps, email) : null;
  // Before anything is counted: a code that cannot leave takes nothing from the limits of its address.
  if (deps.mailer.state(wayTo(email)) === 'open') throw notSent();
  const language = mailLanguage(request.headers['accept-language']);
  const browser = markAsking(deps, request, reply);
  const device = await knownDevice(deps.db, request, email);
  const placed: Pick<Mail, 'place'> = {};
  const code = await issueCode(deps.db, email, purpose, { browser, device }, async (tx) => {
    if (!sms) return;
    const whom = device === null ? { network: addressKey(request.ip) } : { member: device };
    placed.place = valueOf(await takePlace(tx, sms.most, whom));
  });
  const [member] = await deps.db.query<{ id: MemberId }>(
    `select id from member where lower(email) = lower($1) and status <> 'closed'`,
    [email],
  );
  if (code === null) return;
  const kind = kindOf(purpose, member !== undefined);
  await sendNow(deps, { ...mailTo(email, kind, language, code), ...placed });
}

/** The settings of text messages, if they are sent to this number. */
function smsOf({ config: { sms } }: Deps, number: string): NonNullable<Deps['config']['sms']> {
  if (sms === null) throw new AppError('account.no_sms');
  if (!isWrittenTo(sms, number)) throw new AppError('account.sms_number');
  return sms;
}

/** The way is closed for now, for everybody; the circuit breaker tries again within this time. */
const notSent = (): AppError => new AppError('account.not_sent', { seconds: GUARD.restMs / 1000 });

async function sendNow({ mailer, log }: Deps, mail: Mail): Promise<void> {
  try {
    await mailer.send(mail);
  } catch (error) {
    log.error(error instanceof MailHeld ? {} : { err: error }, 'a code was not sent');
    if (error instanceof RefusedRecipient && error.forGood) throw new AppError('account.not_sent_there');
    throw notSent();
  }
}
