/** Errors in words. */
import type { MessageParams } from './format.ts';
import { messageOrLater, t, useLocaleStore } from './locale.ts';
import { dateAndTime } from './when.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Instants as the device's language writes them; the server sends ISO 8601. */
function withTimes(params: MessageParams = {}): MessageParams {
  const { locale } = useLocaleStore.getState();
  return Object.fromEntries(
    Object.entries(params).map(([name, v]) => [
      name,
      typeof v === 'string' && INSTANT.test(v) ? dateAndTime(locale, Date.parse(v)) : v,
    ]),
  );
}

/** An error code in words: `error.<code>`, or the general sentence naming the code when this build does not know it. */
export function errorText(failure: { code: string; params?: MessageParams }): string {
  const key = `error.${failure.code}`;
  return messageOrLater(key) ? t(key, withTimes(failure.params)) : t('shell.error.unknown', { code: failure.code });
}
