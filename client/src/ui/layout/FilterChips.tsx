import { typeset } from '../../i18n/typeset.ts';

/** A choice of one filter, as toggle buttons in a row that scrolls sideways. */
export function FilterChips<T extends string>({
  label,
  value,
  options,
  onValue,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onValue: (v: T) => void;
}) {
  return (
    <div role="group" aria-label={label} className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1">
      {options.map((o) => (
        <button
          key={o.value}
          type="button"
          aria-pressed={o.value === value}
          onClick={() => onValue(o.value)}
          className="min-h-11 flex-none rounded-full border border-line bg-surface px-4 text-small aria-pressed:border-leaf aria-pressed:bg-leaf aria-pressed:font-strong aria-pressed:text-on-leaf"
        >
          {typeset(o.label)}
        </button>
      ))}
    </div>
  );
}
