import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useShell } from '../../platform/shell-store.ts';
import { useT } from '../../i18n/locale.ts';
import { useReserved, useRow, useRows } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card, CardList } from '../../ui/Card.tsx';
import { Chip, GrainBadge } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Page } from '../../ui/Page.tsx';
import { AccountChooser } from '../components/AccountChooser.tsx';
import { Avatar } from '../components/Avatar.tsx';
import { handOver } from '../session.ts';

/** Moi: the member's account here, acts, data and settings. */
export function MePage() {
  const t = useT();
  const who = useMember();
  if (!who) return <VisitorMe />;
  return (
    <Page title={t('accounts.me.title')}>
      <Head member={who.member} />
      <MemberRows />
      <AccountChooser />
      <div className="flex flex-col gap-2 pt-2">
        <Button variant="quiet" block icon="people" onClick={() => void handOver()}>
          {t('accounts.me.handOver')}
        </Button>
        <LinkButton to="/moi/quitter" variant="plain" block icon="door">
          {t('accounts.leave.title')}
        </LinkButton>
      </div>
    </Page>
  );
}

function VisitorMe() {
  const t = useT();
  return (
    <Page title={t('accounts.me.title')}>
      <EmptyState
        icon="me"
        title={t('accounts.me.visitor')}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <LinkButton to="/inscription">{t('home.signUp')}</LinkButton>
            <LinkButton variant="quiet" to="/connexion">
              {t('home.signIn')}
            </LinkButton>
          </div>
        }
      >
        {t('accounts.me.visitorText')}
      </EmptyState>
      <AccountChooser />
      <CardList>
        <Row to="/invitation" icon="people" label={t('invitations.have')} />
        <Row to="/moi/reglages" icon="settings" label={t('accounts.settings.title')} />
        <Row to="/moi/donnees" icon="leaf" label={t('accounts.data.title')} />
        <Row to="/aide" icon="help" label={t('accounts.help.title')} />
      </CardList>
    </Page>
  );
}

function Head({ member }: { member: string }) {
  const t = useT();
  const profile = useRow('profile', member);
  const wallet = useRow('wallet', member);
  const reserved = useReserved();
  return (
    <Card className="flex items-center gap-3">
      <Avatar path={profile?.avatar ?? null} name={profile?.name ?? ''} />
      <div className="min-w-0 flex-1">
        <h2 className="text-head">{profile?.name ?? '…'}</h2>
        <p className="truncate text-tiny text-soft">{profile?.email}</p>
        {profile && !profile.emailConfirmed && (
          <Chip tone="wait" icon="warning">
            {t('accounts.me.unconfirmed')}
          </Chip>
        )}
      </div>
      <div className="text-end">
        {wallet && <GrainBadge grains={wallet.balance} />}
        {reserved > 0 && <p className="mt-1 text-tiny text-soft">{t('accounts.me.reserved', { n: reserved })}</p>}
      </div>
    </Card>
  );
}

function MemberRows() {
  const t = useT();
  const who = useMember();
  const pending = useShell((s) => s.pending);
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const animates =
    memberships?.some((m) => m.role === 'animator') ||
    profile?.roles.some((r) => r === 'animator' || r === 'administrator');
  return (
    <CardList>
      <Row
        to="/moi/activite"
        icon="list"
        label={t('accounts.me.activity')}
        aside={
          pending > 0 && (
            <Chip tone="wait" icon="wait">
              {t('shell.nav.pending', { n: pending })}
            </Chip>
          )
        }
      />
      <Row to="/moi/inviter" icon="share" label={t('invitations.title')} />
      <Row to="/moi/profil" icon="edit" label={t('accounts.profile.title')} />
      <Row to="/moi/donnees" icon="leaf" label={t('accounts.data.title')} />
      <Row to="/moi/reglages" icon="settings" label={t('accounts.settings.title')} />
      {animates && <Row to="/animer" icon="people" label={t('accounts.me.animate')} />}
      {profile?.roles.includes('administrator') && (
        <Row to="/administration" icon="tools" label={t('administration.title')} />
      )}
      <Row to="/aide" icon="help" label={t('accounts.help.title')} />
    </CardList>
  );
}

function Row({
  to,
  icon,
  label,
  aside,
}: {
  to: NonNullable<LinkProps['to']>;
  icon: IconName;
  label: string;
  aside?: ReactNode;
}) {
  return (
    <li>
      <Link to={to} className="flex min-h-13 items-center gap-3 no-underline">
        <Icon name={icon} className="size-5 text-leaf" />
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1">
          <span className="flex-auto">{label}</span>
          {aside}
        </span>
        <Icon name="next" className="size-5 text-soft" />
      </Link>
    </li>
  );
}
