/** Form fields on native elements, which phones, screen readers and password managers support best. */
import { useId, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useT } from '../i18n/locale.ts';
import { Icon } from './icons.tsx';

const box =
  'w-full min-h-12 rounded-inner border-[1.5px] border-edge bg-surface px-3 py-2.5 text-base text-ink ' +
  'placeholder:text-soft aria-invalid:border-clay';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The error in words, shown under the field and read with it. */
  error?: string | undefined;
}

function Field({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-strong">
        {label}
      </label>
      {children}
      {hint && (
        <div id={`${id}-hint`} className="text-tiny text-soft">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-center gap-1 text-tiny text-clay">
          <Icon name="warning" className="size-4" />
          {error}
        </p>
      )}
    </div>
  );
}
const described = (id: string, hint: ReactNode, error: string | undefined) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;

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

export interface Option<T extends string = string> {
  value: T;
  label: string;
  hint?: string;
}

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
          aria-describedby={described(id, hint, error)}
          onChange={(e) => {
            const chosen = options.find((o) => o.value === e.target.value);
            if (chosen) onValue(chosen.value);
          }}
        >
          {options.map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>
        <Icon name="down" className="pointer-events-none absolute end-3 top-1/2 size-5 -translate-y-1/2 text-soft" />
      </span>
    </Field>
  );
}

/** One of several, all visible. */
export function RadioGroup<T extends string>({
  label,
  value,
  options,
  onValue,
  hideLabel = false,
}: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onValue: (v: T) => void;
  hideLabel?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className="flex flex-col">
      <legend className={hideLabel ? 'sr-only' : 'mb-1 text-small font-strong'}>{label}</legend>
      {options.map((o) => (
        <label key={o.value} className="flex min-h-11 items-center gap-3 border-b border-line py-2 last:border-0">
          <input
            type="radio"
            name={name}
            className="size-5 flex-none accent-leaf"
            checked={o.value === value}
            onChange={() => onValue(o.value)}
          />
          <span className="min-w-0">
            <span className="block">{o.label}</span>
            {o.hint && <span className="block text-tiny text-soft">{o.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Any number of several (approval ballots). Once `max` is reached, the others are disabled. */
export function CheckboxGroup<T extends string>({
  label,
  values,
  options,
  onValues,
  max = Infinity,
  hideLabel = false,
}: {
  label: string;
  values: readonly T[];
  options: readonly Option<T>[];
  onValues: (v: T[]) => void;
  max?: number;
  hideLabel?: boolean;
}) {
  return (
    <fieldset className="flex flex-col">
      <legend className={hideLabel ? 'sr-only' : 'mb-1 text-small font-strong'}>{label}</legend>
      {options.map((o) => {
        const on = values.includes(o.value);
        return (
          <label key={o.value} className="flex min-h-11 items-center gap-3 border-b border-line py-2 last:border-0">
            <input
              type="checkbox"
              className="size-5 flex-none accent-leaf"
              checked={on}
              disabled={!on && values.length >= max}
              onChange={() => onValues(on ? values.filter((v) => v !== o.value) : [...values, o.value])}
            />
            <span className="min-w-0">
              <span className="block">{o.label}</span>
              {o.hint && <span className="block text-tiny text-soft">{o.hint}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** On or off, with immediate effect. */
export function Switch({
  label,
  hint,
  checked,
  onValue,
  disabled = false,
}: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  onValue: (on: boolean) => void;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className="flex min-h-11 items-center gap-3 py-1">
      <span className="min-w-0 flex-1">
        <label htmlFor={id} className="block">
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="block text-tiny text-soft">
            {hint}
          </span>
        )}
      </span>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={() => onValue(!checked)}
        className="group grid h-11 w-13 flex-none place-items-center disabled:opacity-55"
      >
        <span className="relative h-7 w-12 rounded-full border-[1.5px] border-edge bg-sunk transition-colors group-aria-checked:border-leaf group-aria-checked:bg-leaf">
          <span className="absolute start-[3px] top-[3px] grid size-[19px] place-items-center rounded-full bg-edge text-leaf transition-[inset-inline-start] group-aria-checked:start-[23px] group-aria-checked:bg-on-leaf">
            {checked && <Icon name="ok" className="size-3.5" />}
          </span>
        </span>
      </button>
    </div>
  );
}

/** Search: a magnifier, the text, and a button to clear it. */
export function SearchField({
  label,
  value,
  onValue,
  placeholder,
}: {
  label: string;
  value: string;
  onValue: (v: string) => void;
  placeholder?: string;
}) {
  const t = useT();
  const id = useId();
  return (
    <div role="search" className="relative">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Icon name="search" className="pointer-events-none absolute start-3 top-1/2 size-5 -translate-y-1/2 text-soft" />
      <input
        id={id}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        value={value}
        placeholder={placeholder ?? label}
        onChange={(e) => onValue(e.target.value)}
        className="h-12 w-full appearance-none rounded-card border border-edge bg-surface ps-10 pe-12 text-base placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
      />
      {value && (
        <button
          type="button"
          aria-label={t('ui.search.clear')}
          className="absolute end-0.5 top-0.5 grid size-11 place-items-center text-soft"
          onClick={() => onValue('')}
        >
          <Icon name="no" className="size-5" />
        </button>
      )}
    </div>
  );
}
