import { INVITATION, invitationCode, invitationPath, spelled } from '@egoejo/shared/invitations/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { useEffect, useState } from 'react';
import { call } from '../../platform/network/api.ts';
import type { Api } from '../../platform/network/rpc.ts';
import { useT } from '../../i18n/locale.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { QrCode } from '../../ui/pictures/QrCode.tsx';

/** The member's invitation: a code, its QR code and its link, all made from data on the device (R5). */
export function InvitePage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('invitations.title')} back="/moi">
      {who ? (
        <Invitation member={who.member} />
      ) : (
        <EmptyState
          icon="people"
          title={t('invitations.visitor')}
          action={
            <LinkButton to="/connexion" search={{ suite: '/moi/inviter' }}>
              {t('home.signIn')}
            </LinkButton>
          }
        >
          {t('invitations.visitorText')}
        </EmptyState>
      )}
    </Page>
  );
}

function Invitation({ member }: { member: MemberId }) {
  const t = useT();
  const profile = useRow('profile', member);
  const harvests = useSyncStatus((s) => s.flags['ENABLE_SAKA'] !== false);
  const code = invitationCode(member);
  if (profile?.emailConfirmed === false)
    return (
      <Notice icon="warning" tone="wait">
        {t('invitations.unconfirmed')}
      </Notice>
    );
  return (
    <>
      <Card className="flex flex-col items-center gap-3 text-center">
        <QrCode
          text={new URL(invitationPath(code), location.origin).href}
          label={t('invitations.qr', { code: spelled(code) })}
        />
        <p className="text-title tabular-nums tracking-wider" translate="no">
          {spelled(code)}
        </p>
        <p className="text-small text-soft">{t('invitations.how')}</p>
        <ShareButton path={invitationPath(code)} title={t('invitations.shareTitle')} />
      </Card>
      {harvests && (
        <Notice icon="grain" tone="grain">
          {t('invitations.rule', { grains: INVITATION.grains, perDay: INVITATION.perDay })}
        </Notice>
      )}
      <Mine />
    </>
  );
}

type Counts = Awaited<ReturnType<Api['invitations']['mine']['query']>>;

/** The number of accepted invitations: requested when there is a network, hidden when there is none. */
function Mine() {
  const t = useT();
  const [counts, setCounts] = useState<Counts | null>(null);
  useEffect(() => {
    let gone = false;
    void call((api) => api.invitations.mine.query()).then((answer) => {
      if (!gone && answer.ok) setCounts(answer.value);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (!counts || counts.accepted === 0) return null;
  const waiting = counts.accepted - counts.thanked - counts.beyond;
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="flex items-center gap-2 text-head">
        <Icon name="people" className="size-5 text-leaf" />
        {t('invitations.mine', { n: counts.accepted })}
      </h2>
      {counts.thanked > 0 && (
        <p className="text-small">
          {t('invitations.thanked', { n: counts.thanked, grains: counts.thanked * counts.grains })}
        </p>
      )}
      {counts.beyond > 0 && (
        <p className="text-small text-wait">{t('invitations.beyond', { n: counts.beyond, perDay: counts.perDay })}</p>
      )}
      {waiting > 0 && <p className="text-small text-soft">{t('invitations.waiting', { n: waiting })}</p>}
      <p className="text-tiny text-soft">{t('invitations.private')}</p>
    </Card>
  );
}
