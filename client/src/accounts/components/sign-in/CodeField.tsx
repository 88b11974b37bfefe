import { CODE_DIGITS } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { TextField } from '../../../ui/forms/text-fields.tsx';

/** The digits of a mailed code in one field, filled in by the phone where it can. */
export function CodeField({ code, onCode }: { code: string; onCode: (v: string) => void }) {
  const t = useT();
  return (
    <TextField
      label={t('accounts.code')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      maxLength={CODE_DIGITS}
      value={code}
      onValue={(v) => onCode(v.replace(/\D/g, '').slice(0, CODE_DIGITS))}
      hint={t('accounts.code.hint')}
    />
  );
}
