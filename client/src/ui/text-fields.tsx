import { useId, type ComponentPropsWithRef } from 'react';
import { useT } from '../i18n/locale.ts';
import { box, described, Field, type FieldProps } from './Field.tsx';

type InputProps = Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value'>;
/** One line of text. `onValue` gets the text at each change. */
export function TextField({
  label,
  hint,
  error,
  value,
  onValue,
  ...rest
}: FieldProps & { value: string; onValue: (v: string) => void } & InputProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        className={box}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
      />
    </Field>
  );
}

/** Several lines of text; shows how many characters are left when `maxLength` is near. */
export function TextArea({
  label,
  hint,
  error,
  value,
  onValue,
  maxLength,
  rows = 4,
  ...rest
}: FieldProps & { value: string; onValue: (v: string) => void } & Omit<
    ComponentPropsWithRef<'textarea'>,
    'onChange' | 'value'
  >) {
  const id = useId();
  const t = useT();
  const left = maxLength === undefined ? Infinity : maxLength - value.length;
  const shown = left < Math.max(20, (maxLength ?? 0) / 5) ? t('ui.charactersLeft', { n: left }) : hint;
  return (
    <Field id={id} label={label} hint={shown} error={error}>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        className={box}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, shown, error)}
      />
    </Field>
  );
}
