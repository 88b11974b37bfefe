import { invitationCode, readCode, spelled, type InvitationCode } from '@egoejo/shared/invitations/model.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { call, NETWORK } from '../../platform/network/api.ts';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { TakeCode } from '../components/TakeCode.tsx';
import { forgetInvitation, keepInvitation, keptInvitation } from '../../platform/storage/kept-invitation.ts';

/**
 * The page that an invitation's link opens, and where a code is typed or photographed. It works without a network once
 * the app is installed.
 */
export function InvitationPage() {
  const t = useT();
  const who = useMember();
  const { code: given } = useParams({ strict: false });
  const [code, setCode] = useState<InvitationCode | null>(() =>
    given === undefined ? keptInvitation() : readCode(given),
  );
  const take = (next: InvitationCode) => {
    // A member's code is used at once; a visitor's waits for the account.
    if (!who) keepInvitation(next);
    setCode(next);
  };
  useEffect(() => {
    if (given !== undefined && code !== null && !who) keepInvitation(code);
  }, [given, code, who]);
  const forget = () => {
    forgetInvitation();
    setCode(null);
  };
  return (
    <Page title={t('invitations.take.title')} back={who ? '/moi' : '/'}>
      {given !== undefined && readCode(given) === null && code === null && (
        <Notice icon="warning" tone="wait">
          {t('invitations.take.wrong')}
        </Notice>
      )}
      {code === null && <TakeCode member={who !== null} onCode={take} />}
      {code !== null &&
        (who ? (
          <ForMember code={code} own={invitationCode(who.member) === code} onOther={forget} />
        ) : (
          <Kept code={code} onForget={forget} />
        ))}
    </Page>
  );
}

/** A code stored on the device; whether it is valid is checked when there is a network. */
function Kept({ code, onForget }: { code: InvitationCode; onForget: () => void }) {
  const t = useT();
  const [refused, setRefused] = useState<Failure | null>(null);
  useEffect(() => {
    let gone = false;
    void call((api) => api.invitations.check.query({ code })).then((answer) => {
      if (!gone && !answer.ok && answer.error.code !== NETWORK) setRefused(answer.error);
    });
    return () => {
      gone = true;
    };
  }, [code]);
  return (
    <>
      <Card className="flex flex-col gap-3">
        <h2 className="text-head">{t('invitations.welcome')}</h2>
        <p>{t('invitations.about')}</p>
        {refused ? (
          <FailureNote failure={refused} />
        ) : (
          <Notice icon="ok" tone="leaf">
            {t('invitations.kept', { code: spelled(code) })}
          </Notice>
        )}
        <LinkButton to="/inscription" block>
          {t(refused ? 'invitations.signUpWithout' : 'home.signUp')}
        </LinkButton>
        <LinkButton to="/projets" variant="quiet" block>
          {t('invitations.look')}
        </LinkButton>
      </Card>
      <Button variant="plain" onClick={onForget}>
        {t('invitations.other')}
      </Button>
    </>
  );
}

function ForMember({ code, own, onOther }: { code: InvitationCode; own: boolean; onOther: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { busy, failure, submit } = useSubmit();
  const accept = async () => {
    if (!(await submit(() => call((api) => api.invitations.accept.mutate({ code }))))) return;
    forgetInvitation();
    toast(t('invitations.accepted'));
    await navigate({ to: '/' });
  };
  if (own) {
    return (
      <Card className="flex flex-col gap-3">
        <p>{t('invitations.ownCode')}</p>
        <LinkButton to="/moi/inviter" block>
          {t('invitations.showMine')}
        </LinkButton>
      </Card>
    );
  }
  return (
    <Card className="flex flex-col gap-3">
      <p>{t('invitations.haveAccount', { code: spelled(code) })}</p>
      <FailureNote failure={failure} />
      <Button block busy={busy} onClick={() => void accept()}>
        {t('invitations.accept')}
      </Button>
      <Button variant="plain" onClick={onOther}>
        {t('invitations.other')}
      </Button>
    </Card>
  );
}
