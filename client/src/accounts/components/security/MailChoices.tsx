import { useState } from 'react';
import { api, call } from '../../../platform/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { useSyncStatus } from '../../../sync/api/status.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { Section } from '../../../ui/Page.tsx';
import { FailureNote, useSubmit } from '../../../ui/submit.tsx';

type Choices = Awaited<ReturnType<typeof api.mail.choices.query>>;
const kinds = ['invitation', 'compostAhead', 'moderation'] as const satisfies readonly (keyof Choices)[];

/**
 * The mails that the member wants. The choices are requested from the server, because a link in a mail can change them
 * too.
 */
export function MailChoices() {
  const t = useT();
  const [choices, setChoices] = useState<Choices | null>(null);
  const offline = useSyncStatus((s) => s.online === 'no');
  const { busy, failure, submit } = useSubmit();
  const ask = async (run: () => Promise<Choices>) => {
    const done = await submit(() => call(run));
    if (done) setChoices(done.value);
  };
  return (
    <Section title={t('mail.title')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small text-soft">{t('mail.hint')}</p>
        <FailureNote failure={failure} />
        {choices &&
          kinds.map((kind) => (
            <Switch
              key={kind}
              label={t(`mail.${kind}`)}
              hint={t(`mail.${kind}.hint`)}
              checked={choices[kind]}
              onValue={(wanted) => void ask(() => api.mail.choose.mutate({ kind, wanted }))}
            />
          ))}
        {!choices &&
          (offline ? (
            <p className="text-small">{t('mail.offline')}</p>
          ) : (
            <Button variant="quiet" busy={busy} onClick={() => void ask(() => api.mail.choices.query())}>
              {t('mail.show')}
            </Button>
          ))}
      </Card>
    </Section>
  );
}
