/** The fields for passwords of an account that changes. */
import { PASSWORD_LEAST, PASSWORD_MOST } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { TextField } from '../../../ui/forms/text-fields.tsx';

interface PasswordProps {
  value: string;
  onValue: (password: string) => void;
}

/** The password that the account has. */
export function PresentPassword(props: PasswordProps) {
  const t = useT();
  return (
    <TextField
      label={t('accounts.password.present')}
      type="password"
      name="current-password"
      autoComplete="current-password"
      required
      maxLength={PASSWORD_MOST}
      {...props}
    />
  );
}

/** The password that the account will have. `hint`: instead of what makes a good one. */
export function NewPassword(props: PasswordProps & { hint?: string }) {
  const t = useT();
  return (
    <TextField
      label={t('accounts.newPassword')}
      type="password"
      name="new-password"
      autoComplete="new-password"
      required
      minLength={PASSWORD_LEAST}
      maxLength={PASSWORD_MOST}
      hint={t('accounts.passwordHint')}
      {...props}
    />
  );
}
