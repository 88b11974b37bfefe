import { useT } from '../../../i18n/locale.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import type { PartProps } from './answers.ts';

/** Where backups go. */
export function BackupPart({ a, set }: PartProps) {
  const t = useT();
  return (
    <Section title={t('accounts.install.backup')}>
      <Card>
        <TextField
          label={t('accounts.install.backupFolder')}
          required
          maxLength={500}
          value={a.backupFolder}
          onValue={(v) => set({ backupFolder: v })}
          hint={t('accounts.install.backupHint')}
        />
      </Card>
    </Section>
  );
}
