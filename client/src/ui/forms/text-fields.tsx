import { useId, useState, type ComponentProps, type ComponentPropsWithRef, type SyntheticEvent } from 'react';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useT } from '../../i18n/locale.ts';
import { box, described, Field, type FieldProps } from './Field.tsx';

type FieldEvent = SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>;
/** What the browser finds wrong with a field, as a message; undefined: nothing, or what `useFault` finds itself. */
function foundIn({ currentTarget: { validity } }: FieldEvent) {
  if (validity.valid || validity.customError) return undefined;
  if (validity.valueMissing) return 'ui.missing';
  if (validity.tooShort) return 'ui.short';
  return validity.typeMismatch ? 'ui.address' : 'ui.misfit';
}

interface Checked {
  error: string | undefined;
  value: string;
  onValue: (v: string) => void;
  required?: boolean | undefined;
  minLength?: number | undefined;
}
/**
 * What is wrong with a field, to be told below it: the error that its form names; that its text shows nothing
 * (`unseen`), which also keeps the form from being sent; or what the browser found when the form was sent, until the
 * member has mended it.
 */
function useFault({ error, value, onValue, required = false, minLength = 0 }: Checked) {
  const t = useT();
  const [found, setFound] = useState<{ message: ReturnType<typeof foundIn>; in: string }>();
  const blank = value !== '' && !isVisible(value) && (required || value.trim() !== '');
  const unseen = blank ? t('ui.unseen') : undefined;
  // A code that was read from a picture, say, replaces the text in which it was found.
  const message = found?.in === value ? found.message : undefined;
  const fault = error ?? unseen ?? (message && t(message, { n: minLength }));
  const look = (e: FieldEvent) => setFound({ message: foundIn(e), in: e.currentTarget.value });
  const onChange = (e: FieldEvent) => {
    if (message) look(e);
    onValue(e.currentTarget.value);
  };
  return { unseen, fault, watched: { value, onInvalid: look, onChange, 'aria-invalid': fault ? true : undefined } };
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
  const { fault, unseen, watched } = useFault({ ...rest, error, value, onValue });
  return (
    <Field id={id} label={label} hint={hint} error={fault}>
      <input
        {...rest}
        {...watched}
        ref={(field) => field?.setCustomValidity(unseen ?? '')}
        id={id}
        className={box}
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
  const { fault, watched } = useFault({ ...rest, error, value, onValue });
  const left = maxLength === undefined ? Infinity : maxLength - value.length;
  const shown = left < Math.max(20, (maxLength ?? 0) / 5) ? t('ui.charactersLeft', { n: left }) : hint;
  return (
    <Field id={id} label={label} hint={shown} error={fault}>
      <textarea
        {...rest}
        {...watched}
        id={id}
        rows={rows}
        maxLength={maxLength}
        className={box}
        aria-describedby={described(id, shown, fault)}
      />
    </Field>
  );
}
