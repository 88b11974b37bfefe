import { useMemo } from 'react';
import { LEAST_LISTENERS } from '@egoejo/shared/plays/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { countries } from '../countries.ts';

/** The country that the member gives, for the figures of those who share tracks. It is kept with the account alone. */
export function MyCountry() {
  const t = useT();
  const locale = useLocale();
  const me = useMember()?.member;
  const row = useRow('preferences', me);
  const { queue, failed } = useQueueing({ several: true });
  const options = useMemo(
    () => [
      { value: '', label: t('plays.country.none') },
      ...countries(locale).map(({ code, name }) => ({ value: code, label: name })),
    ],
    [t, locale],
  );
  if (row === undefined) return null;
  return (
    <>
      <Select
        label={t('plays.country')}
        hint={t('plays.country.hint', { n: LEAST_LISTENERS })}
        value={row?.value.country ?? ''}
        options={options}
        onValue={(country) => void queue('preferences.set', { country }, null)}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}
