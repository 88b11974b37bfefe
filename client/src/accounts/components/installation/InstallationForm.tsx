import { useState, type FormEvent } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CheckboxGroup } from '../../../ui/forms/choices.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { useAfterSignIn } from '../sign-in/after-sign-in.ts';
import type { Answers } from './answers.ts';
import { MailPart } from './MailPart.tsx';
import { AdministratorPart } from './AdministratorPart.tsx';
import { BackupPart } from './BackupPart.tsx';

/** All that a server needs before its first start. */
export function InstallationForm() {
  const t = useT();
  const after = useAfterSignIn(undefined);
  const [a, setAll] = useState<Answers>({
    code: '',
    mail: 'smtp',
    smtpUrl: '',
    mailFrom: '',
    email: '',
    name: '',
    password: '',
    backupFolder: '',
    stories: true,
  });
  const set = (patch: Partial<Answers>) => setAll({ ...a, ...patch });
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(a.email !== '' || a.smtpUrl !== '');
  const complete = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() =>
      call((api) =>
        api.installation.complete.mutate({
          code: a.code,
          smtpUrl: a.mail === 'smtp' ? a.smtpUrl : null,
          mailFrom: a.mailFrom,
          administrator: { email: a.email, name: a.name, password: a.password },
          backupFolder: a.backupFolder,
          stories: a.stories,
        }),
      ),
    );
    if (done) await after(done.value, a.email);
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={(e) => void complete(e)}>
      <p>{t('accounts.install.intro')}</p>
      <Card>
        <TextField
          label={t('accounts.install.code')}
          required
          autoComplete="off"
          maxLength={20}
          value={a.code}
          onValue={(v) => set({ code: v })}
          hint={t('accounts.install.codeHint')}
        />
      </Card>
      <MailPart a={a} set={set} />
      <AdministratorPart a={a} set={set} />
      <BackupPart a={a} set={set} />
      <Card>
        <CheckboxGroup
          label={t('accounts.install.stories')}
          values={a.stories ? ['free'] : []}
          onValues={(chosen) => set({ stories: chosen.length > 0 })}
          options={[{ value: 'free', label: t('accounts.install.storiesDo'), hint: t('accounts.install.storiesHint') }]}
        />
      </Card>
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy}>
        {t('accounts.install.do')}
      </Button>
    </form>
  );
}
