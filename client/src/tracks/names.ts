/** The words for what a track says about itself. */
import type { TrackLicence } from '@egoejo/shared/tracks/model.ts';
import type { Translate } from '../i18n/locale.ts';

/** Licences of Creative Commons keep their own short names. */
export const licenceName = (t: Translate, licence: TrackLicence): string =>
  licence === 'reserved'
    ? t('tracks.licence.reserved')
    : licence === 'public-domain'
      ? t('tracks.licence.publicDomain')
      : t('tracks.licence.cc', { name: licence === 'cc0' ? 'CC0' : `CC ${licence.toUpperCase()}` });

/** The name of a language, as the browser knows it; what it does not know stays as its member wrote it. */
export function languageName(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
