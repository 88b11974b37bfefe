/** Names of the server in words. */
import { actTitle } from '../activity/labels.ts';
import { hasMessage, type Translate } from '../i18n/locale.ts';

/** An act by its kind: nobody here reads what it is about. */
export function actWord(t: Translate, name: string): string {
  const key = `administration.act.${name}`;
  return hasMessage(key) ? t(key) : actTitle(t, { name, args: {}, subject: null });
}
