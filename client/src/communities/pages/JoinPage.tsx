import { typeset } from '../../i18n/typeset.ts';
import type { CommunityInvitation } from '@egoejo/shared/communities/model.ts';
import { readCode } from '@egoejo/shared/invitations/model.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { call } from '../../platform/network/api.ts';
import { keepInvitation } from '../../platform/storage/kept-invitation.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { SignUpToJoin } from '../components/SignUpToJoin.tsx';

/** Where an invitation poster leads: which community it is for, and the button that joins it, a private one too. */
export function JoinPage() {
  const t = useT();
  const { cle } = useParams({ from: '/rejoindre/$cle' });
  const { par } = useSearch({ from: '/rejoindre/$cle' });
  const who = useMember();
  const [found, setFound] = useState<CommunityInvitation | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    void call((api) => api.communities.byKey.query({ key: cle })).then((answer) => {
      if (gone) return;
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok) setFound(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [cle, round]);
  useEffect(() => {
    // The grains of the member who invites wait for the visitor's sign-up.
    const code = readCode(par ?? '');
    if (code && who === null) keepInvitation(code);
  }, [par, who]);
  return (
    <Page title={t('communities.invited')} back="/">
      {failure && (
        <ErrorNote
          what={errorText(failure)}
          action={
            <Button variant="quiet" onClick={() => setRound(round + 1)}>
              {t('ui.retry')}
            </Button>
          }
        />
      )}
      {found && (
        <Card className="flex flex-col gap-3">
          <h2 className="text-title">{typeset(found.name)}</h2>
          {found.visibility === 'private' && (
            <p>
              <Chip icon="lock">{t('communities.private')}</Chip>
            </p>
          )}
          {found.summary !== '' && <p>{typeset(found.summary)}</p>}
          {who ? <Join found={found} cle={cle} /> : <SignUpToJoin suite={`/rejoindre/${cle}`} />}
        </Card>
      )}
    </Page>
  );
}

function Join({ found, cle }: { found: CommunityInvitation; cle: string }) {
  const t = useT();
  const go = useNavigate();
  const membership = useRow('membership', found.id);
  const { queue, busy, failed } = useQueueing();
  const to = { to: '/communautes/$id', params: { id: found.id } } as const;
  const join = async () => {
    if (await queue('community.join', { community: found.id, invitation: cle }, found.name))
      await go({ ...to, replace: true });
  };
  if (membership)
    return (
      <LinkButton block {...to}>
        {t('communities.invited.already')}
      </LinkButton>
    );
  return (
    <>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button block icon="people" busy={busy} onClick={() => void join()}>
        {t('communities.join')}
      </Button>
    </>
  );
}
