import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { NewPassword } from '../security/passwords.tsx';
import type { PartProps } from './answers.ts';

/** The first administrator. */
export function AdministratorPart({ a, set }: PartProps) {
  const t = useT();
  return (
    <Section title={t('accounts.install.administrator')}>
      <Card className="flex flex-col gap-4">
        <TextField
          label={t('accounts.email')}
          type="email"
          autoComplete="email"
          required
          value={a.email}
          onValue={(v) => set({ email: v })}
        />
        <TextField
          label={t('accounts.name')}
          autoComplete="name"
          required
          maxLength={TEXT.name}
          value={a.name}
          onValue={(v) => set({ name: v })}
        />
        <NewPassword value={a.password} onValue={(v) => set({ password: v })} />
      </Card>
    </Section>
  );
}
