import { useShell } from '../../../platform/page/shell-store.ts';
import { useT } from '../../../i18n/locale.ts';
import { useModerates } from '../../../moderation/model.ts';
import { useToDecide, useUnread } from '../../../notifications/model.ts';
import { useUnreadMessages } from '../../../rooms/model.ts';
import { useRow, useRows } from '../../../sync/api/rows/live.ts';
import { useMember } from '../../../sync/api/session/session.ts';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { useShowsFirst } from '../../../ui/layout/ListDetail.tsx';
import { MeRow } from './MeRow.tsx';

/** The pages of a member. */
export function MemberRows() {
  const t = useT();
  const who = useMember();
  const pending = useShell((s) => s.pending);
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const animates =
    memberships?.some((m) => m.role === 'animator') ||
    profile?.roles.some((r) => r === 'animator' || r === 'administrator');
  const moderation = useModerates();
  const unread = useUnread();
  const messages = useUnreadMessages()?.unread ?? 0;
  const waiting = useToDecide()?.all ?? 0;
  return (
    <CardList>
      <MeRow
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
      <MeRow
        to="/notifications"
        icon="bell"
        label={t('notifications.title')}
        aside={unread > 0 && <Chip tone="leaf">{t('home.bell', { n: unread })}</Chip>}
      />
      <MeRow
        to="/conversations"
        icon="talk"
        label={t('home.rooms')}
        aside={messages > 0 && <Chip tone="leaf">{t('home.rooms.unread', { n: messages })}</Chip>}
      />
      <MeRow to="/moi/inviter" icon="share" label={t('invitations.title')} />
      <MeRow to="/moi/profil" icon="edit" label={t('accounts.profile.title')} shown={useShowsFirst('/moi')} />
      <MeRow to="/moi/donnees" icon="leaf" label={t('accounts.data.title')} />
      <MeRow to="/moi/reglages" icon="settings" label={t('accounts.settings.title')} />
      {animates && (
        <MeRow
          to="/animer"
          icon="people"
          label={t('accounts.me.animate')}
          aside={waiting > 0 && <Chip tone="wait">{t('moderation.queue.n', { n: waiting })}</Chip>}
        />
      )}
      {moderation?.moderates && (
        <MeRow
          to="/animer/signalements"
          icon="warning"
          label={t('moderation.queue')}
          aside={
            moderation.waiting > 0 && <Chip tone="wait">{t('moderation.queue.n', { n: moderation.waiting })}</Chip>
          }
        />
      )}
      {profile?.roles.includes('administrator') && (
        <>
          <MeRow to="/administration" icon="tools" label={t('administration.title')} />
          <MeRow to="/administration/annoncer" icon="bell" label={t('accounts.me.announce')} />
        </>
      )}
      <MeRow to="/aide" icon="help" label={t('accounts.help.title')} />
    </CardList>
  );
}
