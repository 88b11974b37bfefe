import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { api, call } from '../../platform/api.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { RadioGroup } from '../../ui/choices.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { EmptyState, Notice } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';

type Status = Awaited<ReturnType<typeof api.installation.status.query>>;
interface Answers {
  code: string;
  mail: 'smtp' | 'folder';
  smtpUrl: string;
  mailFrom: string;
  email: string;
  name: string;
  password: string;
  backupFolder: string;
}

/**
 * The first start of a production server: setup code, mail, first administrator, backups. Nothing else works before it
 * is done.
 */
export function InstallationPage() {
  const t = useT();
  const [status, setStatus] = useState<Status | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    void call(() => api.installation.status.query()).then((done) => {
      setStatus(done.ok ? done.value : null);
      setFailure(done.ok ? null : done.error);
    });
  }, [attempt]);
  return (
    <Page title={t('accounts.install.title')}>
      <FailureNote failure={failure} />
      {failure && (
        <Button variant="quiet" onClick={() => setAttempt(attempt + 1)}>
          {t('ui.retry')}
        </Button>
      )}
      {status && !status.needed && (
        <EmptyState
          icon="ok"
          title={t('accounts.install.done')}
          action={<LinkButton to="/connexion">{t('home.signIn')}</LinkButton>}
        >
          {t('accounts.install.doneText')}
        </EmptyState>
      )}
      {status?.needed && <Form />}
    </Page>
  );
}

interface PartProps {
  a: Answers;
  set: (patch: Partial<Answers>) => void;
}
function AdministratorPart({ a, set }: PartProps) {
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
        <TextField
          label={t('accounts.newPassword')}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={a.password}
          onValue={(v) => set({ password: v })}
          hint={t('accounts.passwordHint')}
        />
      </Card>
    </Section>
  );
}
function BackupPart({ a, set }: PartProps) {
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
function Form() {
  const t = useT();
  const navigate = useNavigate();
  const [a, setAll] = useState<Answers>({
    code: '',
    mail: 'smtp',
    smtpUrl: '',
    mailFrom: '',
    email: '',
    name: '',
    password: '',
    backupFolder: '',
  });
  const set = (patch: Partial<Answers>) => setAll({ ...a, ...patch });
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(a.email !== '' || a.smtpUrl !== '');
  const complete = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() =>
      call(() =>
        api.installation.complete.mutate({
          code: a.code,
          smtpUrl: a.mail === 'smtp' ? a.smtpUrl : null,
          mailFrom: a.mailFrom,
          administrator: { email: a.email, name: a.name, password: a.password },
          backupFolder: a.backupFolder,
        }),
      ),
    );
    if (done) await navigate({ to: '/connexion', search: {} });
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
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy}>
        {t('accounts.install.do')}
      </Button>
    </form>
  );
}

function MailPart({ a, set }: PartProps) {
  const t = useT();
  const [sent, setSent] = useState(false);
  const { busy, failure, submit } = useSubmit();
  const test = async () => {
    setSent(false);
    if (
      await submit(() =>
        call(() =>
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
