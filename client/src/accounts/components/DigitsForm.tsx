import { useState, type FormEvent, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import type { Unlock } from '../device-lock.ts';

interface Props {
  /** Tries the digits; `onRight` is called when they are right. */
  tryDigits: (digits: string) => Promise<Unlock>;
  onRight: () => void;
  /** The label of the button. */
  submit: string;
  /** What a member who forgot the digits can do. */
  forgot: string;
  children?: ReactNode;
}

/** Asks for the four digits of a lock, and says how long to wait after wrong ones. */
export function DigitsForm({ tryDigits, onRight, submit, forgot, children }: Props) {
  const t = useT();
  const [digits, setDigits] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    const tried = await tryDigits(digits);
    setBusy(false);
    setDigits('');
    if (tried.ok) onRight();
    else
      setError(tried.waitMs > 0 ? t('shell.lock.wait', { n: Math.ceil(tried.waitMs / 1000) }) : t('shell.lock.wrong'));
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(e) => void send(e)}>
      <TextField
        label={t('shell.lock.digits')}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        pattern="\d{4}"
        required
        value={digits}
        onValue={(v) => setDigits(v.replace(/\D/g, ''))}
        error={error}
      />
      <Button type="submit" block busy={busy} disabled={digits.length !== 4}>
        {submit}
      </Button>
      {children}
      <p className="text-tiny text-soft">{forgot}</p>
    </form>
  );
}
