import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { usePendingCount } from '../../sync/api/acts/activity.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { SyncButton } from '../../ui/actions/SyncButton.tsx';
import { queueLasts } from '../../sync/api/session/session.ts';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { saveQueue } from '../../activity/file.ts';
import { leave } from '../session.ts';

/** Signing out never loses a queued act unless the member confirms it twice (S22). */
export function SignOutPage() {
  const t = useT();
  const navigate = useNavigate();
  const pending = usePendingCount();
  const [everywhere, setEverywhere] = useState(false);
  const [keep, setKeep] = useState(false);
  const { busy, failure, submit } = useSubmit();
  useEffect(() => void queueLasts(), []);
  const go = async (mode: 'keep' | 'discard') => {
    if (await submit(() => leave(mode, everywhere))) await navigate({ to: '/' });
  };
  return (
    <Page title={t('accounts.leave.title')} back="/moi">
      <Unsynced pending={pending} />
      <Card className="flex flex-col gap-2">
        {pending === 0 && (
          <Switch
            label={t('accounts.leave.keepData')}
            hint={t('accounts.leave.keepDataHint')}
            checked={keep}
            onValue={setKeep}
          />
        )}
        <Switch
          label={t('accounts.leave.everywhere')}
          hint={t('accounts.leave.everywhereHint')}
          checked={everywhere}
          onValue={setEverywhere}
        />
        <FailureNote failure={failure} />
        <Button
          block
          variant={pending > 0 ? 'quiet' : 'primary'}
          busy={busy}
          onClick={() => void go(pending > 0 || keep ? 'keep' : 'discard')}
        >
          {pending > 0 ? t('accounts.leave.keep') : t('accounts.leave.do')}
        </Button>
      </Card>
      {pending > 0 && <Discard busy={busy} onDiscard={() => void go('discard')} />}
    </Page>
  );
}

function Unsynced({ pending }: { pending: number }) {
  const t = useT();
  // Once there was something to send, the button stays to say what became of it.
  const [shown, setShown] = useState(pending > 0);
  if (!shown && pending > 0) setShown(true);
  if (!shown) return null;
  return (
    <Card className="flex flex-col gap-3">
      {pending > 0 && (
        <Notice icon="wait" tone="wait">
          {t('accounts.leave.unsynced', { n: pending })}
        </Notice>
      )}
      <SyncButton block words={t('accounts.leave.syncNow')} />
      {pending > 0 && (
        <>
          <Button variant="quiet" block icon="download" onClick={() => void saveQueue()}>
            {t('accounts.leave.export')}
          </Button>
          <p className="text-tiny text-soft">{t('accounts.leave.exportHint')}</p>
        </>
      )}
    </Card>
  );
}

/** Erasing acts that no server received: the member types a word twice. */
function Discard({ busy, onDiscard }: { busy: boolean; onDiscard: () => void }) {
  const t = useT();
  const word = t('accounts.leave.word');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const same = (v: string) => v.trim().toLocaleLowerCase() === word;
  return (
    <Section title={t('accounts.leave.discardTitle')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small">{t('accounts.leave.discardText', { word })}</p>
        <TextField label={t('accounts.leave.typeOnce', { word })} autoComplete="off" value={first} onValue={setFirst} />
        <TextField
          label={t('accounts.leave.typeAgain', { word })}
          autoComplete="off"
          value={second}
          onValue={setSecond}
          disabled={!same(first)}
        />
        <Button variant="danger" block busy={busy} disabled={!same(first) || !same(second)} onClick={onDiscard}>
          {t('accounts.leave.discard')}
        </Button>
      </Card>
    </Section>
  );
}
