import { useT } from '../i18n/locale.ts';
import { Icon } from './icons.tsx';

interface StepperProps {
  /** What is counted, for screen readers. */
  label: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  onChange: (next: number) => void;
  size?: 'small' | 'large';
  /** Under the value: the consequence, e.g. « il vous en restera 80 ». */
  hint?: string;
}

/**
 * A spinbutton, − value +: arrow keys, Page Up/Down (ten steps), Home and End change the value; the two buttons are for
 * fingers (44 px, 56 in a sheet). It never sets a value outside [min, max]; a value outside (the balance changed) is
 * shown as it is.
 */
export function Stepper({ label, value, min = 0, max, step = 1, onChange, size = 'small', hint }: StepperProps) {
  const t = useT();
  const set = (next: number) => onChange(Math.max(min, Math.min(max, next)));
  const keys: Record<string, number> = {
    ArrowUp: value + step,
    ArrowRight: value + step,
    ArrowDown: value - step,
    ArrowLeft: value - step,
    PageUp: value + 10 * step,
    PageDown: value - 10 * step,
    Home: min,
    End: max,
  };
  const large = size === 'large';
  const button = [
    'grid flex-none place-items-center border-[1.5px] border-line bg-surface text-leaf disabled:opacity-40',
    large ? 'size-14 rounded-card' : 'size-11 rounded-inner',
  ].join(' ');
  return (
    <div role="group" aria-label={label} className={`flex items-center ${large ? 'justify-between' : 'gap-1'}`}>
      <button
        type="button"
        tabIndex={-1}
        className={button}
        disabled={value <= min}
        aria-label={t('ui.stepper.less', { label })}
        onClick={() => set(value - step)}
      >
        <Icon name="minus" className="size-5" />
      </button>
      <div className="text-center">
        <div
          role="spinbutton"
          tabIndex={0}
          aria-label={label}
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuetext={t('ui.number', { n: value })}
          className={`num min-w-9 rounded-inner px-1 font-strong ${large ? 'text-figure' : 'text-head'}`}
          onKeyDown={(e) => {
            const next = keys[e.key];
            if (next === undefined) return;
            e.preventDefault();
            set(next);
          }}
        >
          {t('ui.number', { n: value })}
        </div>
        {hint && (
          <div className="text-tiny text-soft" aria-live="polite">
            {hint}
          </div>
        )}
      </div>
      <button
        type="button"
        tabIndex={-1}
        className={button}
        disabled={value >= max}
        aria-label={t('ui.stepper.more', { label })}
        onClick={() => set(value + step)}
      >
        <Icon name="plus" className="size-5" />
      </button>
    </div>
  );
}
