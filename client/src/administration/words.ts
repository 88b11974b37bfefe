/** Server-side names in words. */
import { actTitle } from '../activity/labels.ts';
import { hasMessage, type Translate } from '../i18n/locale.ts';

/** An act by its kind only: administrators do not see what it is about. */
export function actWord(t: Translate, name: string): string {
  const key = `administration.act.${name}`;
  return hasMessage(key) ? t(key) : actTitle(t, { name, args: {}, subject: null });
}
