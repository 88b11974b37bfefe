import { useT } from '../../i18n/locale.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useToDecide } from '../../notifications/model.ts';
import { Badge, NavItem } from './NavItem.tsx';

/** What a wide screen has room for beside the five main entries: the member's acts, and the pages of their roles. */
export default function RailMore() {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const waiting = useToDecide()?.all ?? 0;
  if (!who) return null;
  const administers = profile?.roles.includes('administrator') ?? false;
  const animates =
    administers ||
    (profile?.roles.includes('animator') ?? false) ||
    (memberships ?? []).some((m) => m.role === 'animator');
  return (
    <>
      <NavItem
        wide
        to="/moi/activite"
        icon="list"
        word={t('accounts.me.activity')}
        owns={(path) => path.startsWith('/moi/activite')}
      />
      {animates && (
        <NavItem
          wide
          to="/animer"
          icon="people"
          word={t('accounts.me.animate')}
          owns={(path) => path.startsWith('/animer')}
          badge={waiting > 0 && <Badge n={waiting} />}
        >
          {waiting > 0 && <span className="sr-only">{t('moderation.queue.n', { n: waiting })}</span>}
        </NavItem>
      )}
      {administers && (
        <NavItem
          wide
          to="/administration"
          icon="tools"
          word={t('administration.title')}
          owns={(path) => path.startsWith('/administration')}
        />
      )}
    </>
  );
}
