import { useState, type ReactNode } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { LOCK_DIGITS, type Unlock } from '../../device-lock.ts';
import { DigitsField } from './DigitsField.tsx';

interface Props {
  /** Tries the digits; `onRight` is called when they are right. */
  tryDigits: (digits: string) => Promise<Unlock>;
  onRight: () => void;
  /** What a member who forgot the digits can do. */
  forgot: string;
  children?: ReactNode;
}

/** Asks for the four digits of a lock and tries them with the last one; says how long to wait after wrong ones. */
export function DigitsForm({ tryDigits, onRight, forgot, children }: Props) {
  const t = useT();
  const [digits, setDigits] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const typed = async (next: string) => {
    setDigits(next);
    if (next.length < LOCK_DIGITS) return;
    setBusy(true);
    const tried = await tryDigits(next);
    setBusy(false);
    setDigits('');
    if (tried.ok) onRight();
    else
      setError(tried.waitMs > 0 ? t('shell.lock.wait', { n: Math.ceil(tried.waitMs / 1000) }) : t('shell.lock.wrong'));
  };
  return (
    <div className="flex flex-col gap-4">
      <DigitsField digits={digits} onDigits={(next) => void typed(next)} error={error} busy={busy} />
      {children}
      <p className="text-tiny text-soft">{forgot}</p>
    </div>
  );
}
