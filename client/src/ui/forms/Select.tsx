import { typeset } from '../../i18n/typeset.ts';
import { useId } from 'react';
import { Icon } from '../pictures/icons.tsx';
import { box, described, Field, type FieldProps } from './Field.tsx';
import type { Option } from './choices.tsx';

/** One of several, in a drop-down. */
export function Select<T extends string>({
  label,
  hint,
  error,
  value,
  options,
  onValue,
}: FieldProps & { value: T; options: readonly Option<T>[]; onValue: (v: T) => void }) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <span className="relative block">
        <select
          id={id}
          value={value}
          className={`${box} appearance-none pe-10`}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, hint, error)}
          onChange={(e) => {
            const chosen = options.find((o) => o.value === e.target.value);
            if (chosen) onValue(chosen.value);
          }}
        >
          {options.map((o) => (
            <option key={o.value} value={o.value}>
              {typeset(o.label)}
            </option>
          ))}
        </select>
        <Icon name="down" className="pointer-events-none absolute end-3 top-1/2 size-5 -translate-y-1/2 text-soft" />
      </span>
    </Field>
  );
}
