/**
 * Who is to blame when a message cannot be sent. Mail (posts.ts), text messages (sms.ts) and messages to devices
 * (platform/outbound/pusher.ts) all use these two answers, and so must every provider that is added:
 *
 * - **This recipient.** The provider answered, and refuses this address or this message: `RefusedRecipient`. Nobody
 *   else's messages wait for it. A refusal for good is not tried again.
 * - **The provider.** It does not answer, is broken (5xx, timeouts), or refuses us (credentials, quota): any other
 *   error. The circuit breaker counts it (guard.ts), queued messages wait, and operators are told.
 *
 * In doubt it is this recipient: anybody chooses recipients, so what one of them can cause must hold up nobody else.
 * Whoever waits for a message in a form is told in both cases that it was not sent.
 */
export class RefusedRecipient extends Error {
  /** False: the provider may take it later. */
  readonly forGood: boolean;
  constructor(message: string, { forGood = true, cause }: { forGood?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'RefusedRecipient';
    this.forGood = forGood;
  }
}
