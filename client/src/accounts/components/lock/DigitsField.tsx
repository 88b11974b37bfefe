import { useEffect, useId, useRef } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { LOCK_DIGITS } from '../../device-lock.ts';
import { ErrorText } from '../../../ui/forms/Field.tsx';

const CELLS = Array.from({ length: LOCK_DIGITS }, (_, cell) => cell);

/**
 * Four masked cells over one field, which screen readers, paste and the phone's number pad use as usual. It takes the
 * focus when it appears.
 */
export function DigitsField({
  digits,
  onDigits,
  hint,
  error,
  busy = false,
}: {
  digits: string;
  onDigits: (digits: string) => void;
  hint?: string;
  error?: string | undefined;
  busy?: boolean;
}) {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-small font-strong">
        {t('shell.lock.digits')}
      </label>
      <span className="group relative flex w-fit gap-3">
        <input
          ref={field}
          id={id}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={LOCK_DIGITS}
          value={digits}
          readOnly={busy}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-more`}
          onChange={(e) => onDigits(e.target.value.replace(/\D/g, ''))}
          className="absolute inset-0 z-10 size-full opacity-0"
        />
        {CELLS.map((cell) => (
          <span
            key={cell}
            aria-hidden="true"
            className={`grid size-14 place-items-center rounded-inner border-[1.5px] bg-surface text-figure ${error ? 'border-clay' : 'border-edge'} ${cell === Math.min(digits.length, LOCK_DIGITS - 1) ? 'group-focus-within:border-leaf group-focus-within:outline-3 group-focus-within:outline-leaf' : ''}`}
          >
            {cell < digits.length && <span className="size-3 rounded-full bg-ink" />}
          </span>
        ))}
      </span>
      <div id={`${id}-more`} className="text-tiny text-soft">
        {hint}
        <span role="alert">{error && <ErrorText>{error}</ErrorText>}</span>
      </div>
    </div>
  );
}
