import { useId, type ReactNode } from 'react';
import { Icon } from '../pictures/icons.tsx';

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
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 py-1">
      <span className="min-w-0 flex-1 basis-[min-content]">
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
          <span className="absolute start-[3px] top-[3px] grid size-[19px] place-items-center rounded-full bg-edge text-leaf forced-colors:border transition-[inset-inline-start] group-aria-checked:start-[23px] group-aria-checked:bg-on-leaf">
            {checked && <Icon name="ok" className="size-3.5" />}
          </span>
        </span>
      </button>
    </div>
  );
}
