import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { errorText, useT } from '../../i18n/locale.ts';
import { importQueue, usePendingCount } from '../../sync/activity.ts';
import { useMember } from '../../sync/session.ts';
import { syncNow, useSyncStatus } from '../../sync/status.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { CardList } from '../../ui/Card.tsx';
import { EmptyState, ErrorNote, toast } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { ActRow } from '../components/ActRow.tsx';
import { useActsInWords } from '../queries.ts';
import { saveQueue } from '../file.ts';

const STEP = 50;

function ImportButton() {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const read = async (file: File | undefined) => {
    if (!file) return;
    const done = await importQueue(file);
    if (input.current) input.current.value = '';
    setFailed(done.ok ? null : done.error.code === 'sync.bad_request' ? t('activity.import.notAFile') : errorText(done.error));
    if (done.ok) toast(t('activity.import.done', done.value));
  };
  return (
    <>
      <input ref={input} type="file" accept="application/json,.json" className="hidden" aria-label={t('activity.import')} onChange={(e) => void read(e.target.files?.[0])} />
      <Button variant="plain" icon="upload" block onClick={() => input.current?.click()}>{t('activity.import')}</Button>
      {failed !== null && <ErrorNote what={t('activity.import.failed')} safe={t('activity.import.safe')} next={failed} />}
    </>
  );
}

function Acts() {
  const t = useT();
  const acts = useActsInWords();
  const [shown, setShown] = useState(STEP);
  if (acts.length === 0) {
    return <EmptyState icon="send" title={t('activity.empty.title')} action={<LinkButton to="/projets">{t('activity.empty.go')}</LinkButton>}>{t('activity.empty.text')}</EmptyState>;
  }
  return (
    <>
      <CardList label={t('activity.list')}>{acts.slice(0, shown).map((act) => <ActRow key={act.key} act={act} />)}</CardList>
      {acts.length > shown && <Button variant="plain" block onClick={() => setShown(shown + STEP)}>{t('activity.more')}</Button>}
    </>
  );
}

/** Every act with its state, and what may be done about it (S26). */
export function ActivityPage() {
  const t = useT();
  const who = useMember();
  const busy = useSyncStatus((s) => s.phase === 'exchanging');
  const pending = usePendingCount();
  if (who === null) {
    return (
      <Page title={t('activity.title')} back="/moi">
        <EmptyState icon="lock" title={t('activity.visitor.title')} action={<LinkButton to="/connexion" search={{ suite: '/moi/activite' }}>{t('activity.signIn')}</LinkButton>}>{t('activity.visitor.text')}</EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('activity.title')} back="/moi" actions={<Button variant="quiet" busy={busy} onClick={syncNow}>{t('activity.sync')}</Button>}>
      <Acts />
      <p className="text-tiny text-soft">{t('activity.once')} <Link to="/aide" className="font-strong text-leaf underline">{t('activity.limits')}</Link></p>
      {pending > 0 && <Button variant="quiet" icon="download" block onClick={() => void saveQueue()}>{t('activity.export')}</Button>}
      <ImportButton />
    </Page>
  );
}
