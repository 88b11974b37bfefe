import type { QuietHours } from '@egoejo/shared/channels/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';

const STEP = 30;
/** Ten in the evening to seven in the morning, where the device is. */
const usual = (): QuietHours => ({ from: 22 * 60, to: 7 * 60, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });

/** The hours in which nothing is sent, in the time zone of the device where they were chosen. */
export function Quiet({
  value,
  onValue,
}: {
  value: QuietHours | null | undefined;
  onValue: (quiet: QuietHours | null) => void;
}) {
  const t = useT();
  return (
    <>
      <Switch
        label={t('channels.quiet')}
        hint={t('channels.quiet.hint')}
        checked={!!value}
        onValue={(on) => onValue(on ? usual() : null)}
      />
      {value && (
        <>
          <div className="columns-fit gap-3">
            <Minute
              label={t('channels.quiet.from')}
              value={value.from}
              not={value.to}
              onValue={(from) => onValue({ ...value, from, zone: usual().zone })}
            />
            <Minute
              label={t('channels.quiet.to')}
              value={value.to}
              not={value.from}
              onValue={(to) => onValue({ ...value, to, zone: usual().zone })}
            />
          </div>
          <p className="text-tiny text-soft">{t('channels.quiet.zone', { zone: value.zone.replaceAll('_', ' ') })}</p>
        </>
      )}
    </>
  );
}

function Minute({
  label,
  value,
  not,
  onValue,
}: {
  label: string;
  value: number;
  /** The other end, which this one may not be. */
  not: number;
  onValue: (minute: number) => void;
}) {
  const locale = useLocale();
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  const steps = Array.from({ length: 1440 / STEP }, (_, i) => i * STEP);
  const minutes = [...new Set([...steps, value])].filter((m) => m !== not).toSorted((a, b) => a - b);
  return (
    <Select
      label={label}
      value={String(value)}
      options={minutes.map((m) => ({ value: String(m), label: clock.format(m * 60_000) }))}
      onValue={(m) => onValue(Number(m))}
    />
  );
}
