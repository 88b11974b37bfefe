import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../pictures/icons.tsx';

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
  /** Why it stops at `max`, told when the member tries to go further; without it the figure alone is told. */
  stops?: string;
}

/**
 * − value +: a field for digits that is a spinbutton too (arrow keys, Page Up/Down for ten steps, Home and End), and
 * two buttons for fingers (44 px, 56 in a sheet). It never sets a value outside [min, max], and tells why it stops; a
 * value outside (the balance changed) is shown as it is.
 */
export function Stepper(props: StepperProps) {
  const { label, value, min = 0, max, step = 1, onChange, size = 'small', hint, stops } = props;
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const [stopped, setStopped] = useState<'min' | 'max' | null>(null);
  const set = (next: number) => {
    setTyped(null);
    setStopped(next > max ? 'max' : next < min ? 'min' : null);
    const kept = Math.max(min, Math.min(max, next));
    if (kept !== value) onChange(kept);
  };
  const type = (digits: string) => {
    // Less than the least may be the beginning of more.
    if (digits === '' || Number(digits) < min) setTyped(digits);
    else set(Number(digits));
  };
  const keys: Record<string, number> = {
    ArrowUp: value + step,
    ArrowDown: value - step,
    PageUp: value + 10 * step,
    PageDown: value - 10 * step,
    Home: min,
    End: max,
  };
  const shown = typed ?? String(value);
  const why =
    stopped === 'max' && value >= max
      ? (stops ?? t('ui.stepper.most', { n: max }))
      : stopped === 'min' && value <= min && t('ui.stepper.least', { n: min });
  const large = size === 'large';
  const button = (icon: 'minus' | 'plus', next: number) => (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => set(next)}
      aria-disabled={next < min || next > max || undefined}
      className={`grid flex-none place-items-center border-[1.5px] border-line bg-surface text-leaf aria-disabled:opacity-40 ${large ? 'size-[clamp(56px,3.5rem,72px)] rounded-card' : 'size-[clamp(44px,2.75rem,56px)] rounded-inner'}`}
      aria-label={t(icon === 'plus' ? 'ui.stepper.more' : 'ui.stepper.less', { label })}
    >
      <Icon name={icon} className="size-5" />
    </button>
  );
  return (
    <div>
      <div
        role="group"
        aria-label={label}
        className={`flex items-center ${large ? 'justify-between' : 'justify-end gap-1'}`}
      >
        {button('minus', value - step)}
        <div className="min-w-0 text-center">
          <input
            role="spinbutton"
            inputMode="numeric"
            autoComplete="off"
            aria-label={label}
            aria-valuenow={value}
            aria-valuemin={min}
            aria-valuemax={max}
            value={shown}
            style={{ width: `${Math.max(2, shown.length) + 1}ch` }}
            className={`num min-h-11 rounded-inner bg-transparent text-center font-strong ${large ? 'text-figure' : 'text-head'}`}
            onFocus={(e) => e.target.select()}
            onChange={(e) => type(e.target.value.replace(/\D/g, '').slice(0, 9))}
            onBlur={() => typed !== null && (typed === '' ? setTyped(null) : set(Number(typed)))}
            onKeyDown={(e) => {
              const next = keys[e.key];
              if (next === undefined) return;
              e.preventDefault();
              set(next);
            }}
          />
        </div>
        {button('plus', value + step)}
      </div>
      {hint && (
        <p className="text-center text-tiny text-soft" aria-live="polite">
          {hint}
        </p>
      )}
      <p role="status" className={`text-tiny text-grain ${large ? 'text-center' : 'max-w-44 text-end'}`}>
        {why}
      </p>
    </div>
  );
}
