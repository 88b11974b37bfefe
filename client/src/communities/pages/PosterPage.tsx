import { typeset } from '../../i18n/typeset.ts';
import type { Community } from '@egoejo/shared/communities/model.ts';
import { invitationCode } from '@egoejo/shared/invitations/model.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { QrCode } from '../../ui/pictures/QrCode.tsx';
import { call } from '../../platform/network/api.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { OnceReceived } from '../components/OnceReceived.tsx';
import { RenewKey } from '../components/RenewKey.tsx';
import { joinPath } from '../join-path.ts';
import { useTends } from '../queries.ts';
import '../../ui/poster.css';

/**
 * The invitation poster of a community: who scans it may join, a private community too. Its key comes from the server,
 * because only the server can end an old one.
 */
export function PosterPage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id/affiche' });
  const community = useRow('community', id);
  const may = useTends(id);
  return (
    <Page title={t('animate.poster')} back={`/communautes/${id}`}>
      {community && !may && <Notice icon="lock">{t('animate.community.notAnimator')}</Notice>}
      {community && may && (
        <OnceReceived community={id}>
          <Poster community={community} />
        </OnceReceived>
      )}
    </Page>
  );
}

function Poster({ community }: { community: Community }) {
  const t = useT();
  const who = useMember();
  const [key, setKey] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    void call((api) => api.communities.key.mutate({ community: community.id })).then((answer) => {
      if (gone) return;
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok) setKey(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [community.id, round]);
  const path = key !== null && who ? joinPath(key, invitationCode(who.member)) : null;
  return (
    <>
      {failure && (
        <ErrorNote
          what={t('animate.poster.failed')}
          next={errorText(failure)}
          action={
            <Button variant="quiet" onClick={() => setRound(round + 1)}>
              {t('ui.retry')}
            </Button>
          }
        />
      )}
      {path !== null && (
        <>
          <section className="poster poster-sheet flex flex-col items-center gap-4 rounded-card border border-line bg-surface p-6 text-center">
            <h2 className="text-title">{typeset(community.name)}</h2>
            {community.summary !== '' && <p className="max-w-prose">{typeset(community.summary)}</p>}
            <QrCode
              text={new URL(path, location.origin).href}
              label={t('animate.poster.qr', { name: community.name })}
            />
            <p className="max-w-prose">{t('animate.poster.how')}</p>
            <p className="text-small break-all" translate="no">
              {location.host}
            </p>
          </section>
          <div className="flex flex-wrap gap-2">
            <Button icon="download" onClick={() => window.print()}>
              {t('animate.poster.print')}
            </Button>
            <ShareButton path={path} title={community.name} />
          </div>
          <RenewKey community={community.id} onKey={setKey} />
        </>
      )}
    </>
  );
}
