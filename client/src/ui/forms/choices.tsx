import { useId } from 'react';

export interface Option<T extends string = string> {
  value: T;
  label: string;
  hint?: string;
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
