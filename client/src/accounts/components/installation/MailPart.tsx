import { useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { RadioGroup } from '../../../ui/forms/choices.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import type { PartProps } from './answers.ts';

/** How the server sends mail, with a mail to try it. */
export function MailPart({ a, set }: PartProps) {
  const t = useT();
  const [sent, setSent] = useState(false);
  const { busy, failure, submit } = useSubmit();
  const test = async () => {
    setSent(false);
    if (
      await submit(() =>
        call((api) =>
          api.installation.testMail.mutate({ code: a.code, smtpUrl: a.smtpUrl, mailFrom: a.mailFrom, to: a.email }),
        ),
      )
    )
      setSent(true);
  };
  return (
    <Section title={t('accounts.install.mail')}>
      <Card className="flex flex-col gap-4">
        <RadioGroup
          label={t('accounts.install.mailHow')}
          value={a.mail}
          onValue={(mail) => set({ mail })}
          options={[
            { value: 'smtp', label: t('accounts.install.mailSmtp') },
            { value: 'folder', label: t('accounts.install.mailFolder'), hint: t('accounts.install.mailFolderHint') },
          ]}
        />
        {a.mail === 'smtp' && (
          <TextField
            label={t('accounts.install.smtpUrl')}
            required
            autoComplete="off"
            value={a.smtpUrl}
            onValue={(v) => set({ smtpUrl: v })}
            hint={t('accounts.install.smtpUrlHint')}
          />
        )}
        <TextField
          label={t('accounts.install.mailFrom')}
          required
          autoComplete="off"
          value={a.mailFrom}
          onValue={(v) => set({ mailFrom: v })}
          hint={t('accounts.install.mailFromHint')}
        />
        {a.mail === 'smtp' && (
          <Button
            variant="quiet"
            busy={busy}
            disabled={!a.smtpUrl || !a.mailFrom || !a.email}
            onClick={() => void test()}
          >
            {t('accounts.install.mailTest')}
          </Button>
        )}
        {a.mail === 'smtp' && !a.email && <p className="text-tiny text-soft">{t('accounts.install.mailTestNeeds')}</p>}
        <FailureNote failure={failure} />
        {sent && (
          <Notice icon="ok" tone="leaf">
            {t('accounts.install.mailSent', { email: a.email })}
          </Notice>
        )}
      </Card>
    </Section>
  );
}
