/** Text messages (SMS): the way to members whose address is a phone number. */
import type { SmsSettings } from '../platform/config/config.ts';
import { mobileCountry } from '../platform/phone.ts';
import { RefusedRecipient } from './delivery.ts';

/** A way to send text messages. */
export interface Sms {
  /**
   * @param to a number in E.164.
   * @throws RefusedRecipient when this number is not written to, or another error: the provider failed (delivery.ts).
   */
  send(to: string, text: string): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** Answers about us and not about a number: credentials, money, access, time, quota. All other 4xx refuse a number. */
const ABOUT_US = new Set([401, 402, 403, 407, 408, 429]);

/** Whether messages are sent to this number: that of a mobile phone in one of the countries of the settings. */
export const isWrittenTo = ({ countries }: SmsSettings, number: string): boolean =>
  countries.includes(mobileCountry(number) ?? '');

/**
 * A provider over HTTP: `POST` of `{ "to", "from", "text" }` as JSON with a bearer token, to which it answers 2xx
 * (docs/decisions/88-sms.md). Another provider needs another adapter, or a small service that speaks this.
 */
export function httpSms(settings: SmsSettings, ms: number = TIMEOUT_MS): Sms {
  const { url, token, sender } = settings;
  return {
    async send(to, text) {
      if (!isWrittenTo(settings, to)) throw new RefusedRecipient('no text messages to numbers of this kind');
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(ms),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ to, from: sender, text }),
      });
      await answer.body?.cancel();
      if (answer.ok) return;
      // The provider's own words may quote the number.
      const said = `the provider of text messages answered ${answer.status}`;
      if (answer.status >= 400 && answer.status < 500 && !ABOUT_US.has(answer.status)) throw new RefusedRecipient(said);
      throw new Error(said);
    },
  };
}
