import { useId, type ComponentProps, type ComponentPropsWithRef } from 'react';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useT } from '../i18n/locale.ts';
import { box, described, Field, type FieldProps } from './Field.tsx';

/** What is said of a text in which nothing is seen, so that the form does not leave with it. */
function useUnseen(value: string, required = false): string | undefined {
  const t = useT();
  return value !== '' && !isVisible(value) && (required || value.trim() !== '') ? t('ui.unseen') : undefined;
}
type InputProps = Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'ref'>;
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
  const unseen = useUnseen(value, rest.required);
  const fault = error ?? unseen;
  return (
    <Field id={id} label={label} hint={hint} error={fault}>
      <input
        {...rest}
        ref={(field) => field?.setCustomValidity(unseen ?? '')}
        id={id}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        className={box}
        aria-invalid={fault ? true : undefined}
        aria-describedby={described(id, hint, fault)}
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
  const unseen = useUnseen(value, rest.required);
  const fault = error ?? unseen;
  const left = maxLength === undefined ? Infinity : maxLength - value.length;
  const shown = left < Math.max(20, (maxLength ?? 0) / 5) ? t('ui.charactersLeft', { n: left }) : hint;
  return (
    <Field id={id} label={label} hint={shown} error={fault}>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        className={box}
        aria-invalid={fault ? true : undefined}
        aria-describedby={described(id, shown, fault)}
      />
    </Field>
  );
}
