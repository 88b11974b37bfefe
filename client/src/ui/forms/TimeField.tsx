import { useLocale, useT } from '../../i18n/locale.ts';
import { zoneName } from '../../i18n/when.ts';
import { TextField } from './text-fields.tsx';

/** A day and an hour in the zone of this device, which it names. The value is that of `datetime-local`. */
export function TimeField(props: {
  label: string;
  value: string;
  onValue: (v: string) => void;
  error?: string | undefined;
}) {
  const t = useT();
  return <TextField {...props} type="datetime-local" hint={t('ui.zone', { zone: zoneName(useLocale()) })} />;
}
