/** Sends codes, by mail or text message, to people who fill in a form. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { mailLanguage, mailTo, type MailKind } from '../mail/texts.ts';
import { AppError } from '../platform/app-error.ts';
import { isPhone } from '../platform/phone.ts';
import type { Context } from '../platform/trpc.ts';
import { knownDevice, markAsking } from './browsers.ts';
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
function kindOf(purpose: Purpose, known: boolean): MailKind | null {
  if (purpose === 'reset') return known ? 'resetCode' : null;
  if (known) return 'alreadyMember';
  return purpose === 'sign_up' ? 'signUpCode' : 'addressCode';
}

/** Mails a code to an address, whether it has an account or not; the caller does not learn which (no enumeration). */
export async function mailCode(ctx: Context, email: string, purpose: Purpose): Promise<void> {
  const { deps, request, reply } = ctx;
  if (isPhone(email) && deps.config.sms === null) throw new AppError('account.no_sms');
  const language = mailLanguage(request.headers['accept-language']);
  const browser = markAsking(deps, request, reply);
  const code = await issueCode(deps.db, email, purpose, {
    browser,
    device: await knownDevice(deps.db, request, email),
  });
  const [member] = await deps.db.query<{ id: MemberId }>(
    `select id from member where lower(email) = lower($1) and status <> 'closed'`,
    [email],
  );
  if (code === null) return;
  const kind = kindOf(purpose, member !== undefined);
  if (kind) deps.mailer.post(mailTo(email, kind, language, code));
}
