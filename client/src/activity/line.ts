/** The state of an act, in one line. */
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import { errorText } from '../i18n/error-text.ts';
import { type Translate } from '../i18n/locale.ts';
import { dayAndHour, relative } from '../i18n/when.ts';
import { isTakenBack, type Act } from '../sync/api/acts/activity.ts';
import { noteText, refusalOf } from './labels.ts';

type Told = Pick<Act, 'state' | 'madeAt' | 'at' | 'tries' | 'verdict' | 'before' | 'lastError'>;

/**
 * The line of an act, such as « en attente · il y a 12 min », « refusé : le projet a été retiré. », « reçu · hier 18 h
 * ». `now` is ms since 1970.
 */
export function actLine(t: Translate, locale: string, act: Told, now: number): string {
  const age = relative(locale, Math.min(Date.parse(act.madeAt), now), now);
  switch (act.state) {
    case 'queued':
      return act.tries > 0 ? t('activity.line.tried', { age, n: act.tries }) : t('activity.line.queued', { age });
    case 'sending':
      return t('activity.line.sending');
    case 'quarantined':
      if (act.lastError === 'sync.unreadable_act') return t('activity.line.broken');
      if (act.lastError === 'sync.scope_revoked') return t('activity.line.revoked');
      return t('activity.line.quarantined', { n: act.tries });
    case 'cancelling':
      return t('activity.line.cancelling');
    case 'waiting-upgrade':
      return t('activity.line.upgrade');
    case 'refused':
      if (isTakenBack(act)) return t('activity.line.cancelled');
      return t('activity.line.refused', {
        reason: act.verdict?.status === 'rejected' ? lowerFirst(errorText(act.verdict)) : '',
      });
    case 'again':
      if (act.lastError !== null && act.lastError !== 'sync.no_answer' && act.lastError !== 'sync.busy')
        return t('activity.line.againWaits', { reason: lowerFirst(errorText({ code: act.lastError })) });
      return t('activity.line.again', { at: dayAndHour(locale, Date.parse(act.before ?? act.madeAt), now) });
    case 'lost':
      return t('activity.line.lost', {
        reason: lowerFirst(errorText(refusalOf(act) ?? { code: 'sync.lost_in_restore', params: {} })),
      });
    default:
      if (act.before !== null)
        return t('activity.line.againReceived', { at: dayAndHour(locale, Date.parse(act.before), now) });
      return t('activity.line.received', { at: ago(locale, Date.parse(act.at ?? act.madeAt), now) });
  }
}

const DAY_MS = 86_400_000;
/** « il y a 4 min » within a day, then the day and the hour. */
const ago = (locale: string, at: number, now: number): string =>
  now - at < DAY_MS ? relative(locale, Math.min(at, now), now) : dayAndHour(locale, at, now);

/** Notes of the verdict, in words. */
export const actNotes = (t: Translate, act: Pick<Act, 'verdict'>): string[] =>
  act.verdict?.status === 'applied' ? act.verdict.notes.map((n) => noteText(t, n)).filter((n) => n !== null) : [];
