import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useOnce } from '../../ui/actions/use-once.ts';
import { linkIn, linkTitle } from '../text/link.ts';
import { addLink } from '../queries.ts';

/** Receives a link shared by another app and adds it to the reading queue with one tap, also without a network. */
export function SharePage() {
  const t = useT();
  const go = useNavigate();
  const who = useMember();
  const shared = useSearch({ from: '/partager' });
  const [failed, setFailed] = useState<string | null>(null);
  const url = linkIn(shared.url, shared.text, shared.title);
  const title = url === null ? '' : linkTitle(url, shared.title ?? shared.text);
  const add = useOnce(async () => {
    if (url === null) return false;
    const queued = await addLink(url, title);
    if (!queued.ok) {
      setFailed(errorText(queued.error));
      return false;
    }
    toastAct(queued.value);
    await go({ to: '/lire', search: { liste: 'file' }, replace: true });
    return true;
  });
  if (url === null) {
    return (
      <Page title={t('reading.share')} back="/lire">
        <EmptyState
          icon="link"
          title={t('reading.share.none')}
          action={<LinkButton to="/lire">{t('reading.missing.go')}</LinkButton>}
        >
          {t('reading.share.noneText')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('reading.share')} back="/lire">
      <Card label={t('reading.share')}>
        <h2 className="text-head">{typeset(title)}</h2>
        <p className="text-tiny break-all text-soft">{url}</p>
      </Card>
      {failed !== null && <ErrorNote what={failed} safe={t('reading.share.safe')} />}
      {who === null ? (
        <LinkButton
          block
          to="/connexion"
          search={{ suite: `/partager?${new URLSearchParams({ url, title }).toString()}` }}
        >
          {t('reading.share.signIn')}
        </LinkButton>
      ) : (
        <Button block icon="plus" onClick={add}>
          {t('reading.add')}
        </Button>
      )}
      <p className="text-tiny text-soft">{t('reading.link.hint')}</p>
    </Page>
  );
}
