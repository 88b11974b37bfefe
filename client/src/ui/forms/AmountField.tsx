import { useT } from '../../i18n/locale.ts';
import { CURRENCIES } from '../../platform/values/amounts.ts';
import type { FieldProps } from './Field.tsx';
import { Select } from './Select.tsx';
import { TextField } from './text-fields.tsx';

const NAMES: Readonly<Record<string, string>> = { EUR: '€', XOF: 'F CFA' };
/** How a currency is called beside an amount. */
const nameOf = (currency: string): string => NAMES[currency] ?? currency;

/** An amount and its currency, side by side. */
export function AmountField({
  value,
  currency,
  onValue,
  onCurrency,
  ...field
}: FieldProps & {
  /** As typed. */
  value: string;
  currency: string;
  onValue: (typed: string) => void;
  onCurrency: (currency: string) => void;
}) {
  const t = useT();
  const offered = [...new Set([...CURRENCIES, currency])];
  return (
    <div className="flex flex-wrap gap-3 *:first:flex-[1_1_9rem] *:last:flex-[0_1_7rem]">
      <TextField {...field} inputMode="decimal" value={value} onValue={onValue} />
      <Select
        label={t('ui.currency')}
        value={currency}
        onValue={onCurrency}
        options={offered.map((c) => ({ value: c, label: nameOf(c) }))}
      />
    </div>
  );
}
