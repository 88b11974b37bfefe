/** Text messages (SMS): the way to members whose address is a phone number. */
import type { Config } from '../platform/config.ts';

/** A way to send text messages. */
export interface Sms {
  /** @param to a number in E.164. @throws when the provider does not accept the message. */
  send(to: string, text: string): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/**
 * A provider over HTTP: `POST` of `{ "to", "from", "text" }` as JSON with a bearer token, to which it answers 2xx
 * (docs/decisions/88-sms.md). Another provider needs another adapter, or a small service that speaks this.
 */
export function httpSms({ url, token, sender }: NonNullable<Config['sms']>, ms: number = TIMEOUT_MS): Sms {
  return {
    async send(to, text) {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(ms),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ to, from: sender, text }),
      });
      await answer.body?.cancel();
      // The provider's own words may quote the number.
      if (!answer.ok) throw new Error(`the provider of text messages answered ${answer.status}`);
    },
  };
}
