import { useEffect, useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { TextField } from '../../../ui/forms/text-fields.tsx';

/** The address of an account: a mail address or, where this server sends text messages, a phone number. */
export function AddressField({
  value,
  onValue,
  autoComplete,
  label,
  hint,
}: {
  value: string;
  onValue: (address: string) => void;
  autoComplete: 'email' | 'username';
  /** Instead of the usual one. */
  label?: string;
  hint?: string;
}) {
  const t = useT();
  const [sms, setSms] = useState(false);
  useEffect(() => {
    let here = true;
    void call((api) => api.accounts.signInWays.query()).then((ways) => {
      if (here && ways.ok) setSms(ways.value.sms);
    });
    return () => {
      here = false;
    };
  }, []);
  return (
    <TextField
      label={sms ? t('accounts.emailOrPhone') : (label ?? t('accounts.email'))}
      type={sms ? 'text' : 'email'}
      name="email"
      autoComplete={autoComplete}
      inputMode="email"
      autoCapitalize="none"
      required
      maxLength={254}
      value={value}
      // A number is written without spaces, so that this device knows the account by it.
      onValue={(typed) => onValue(sms && /^\s*\+[^@]*$/.test(typed) ? typed.replaceAll(/[^+\d]/g, '') : typed)}
      hint={hint}
    />
  );
}
