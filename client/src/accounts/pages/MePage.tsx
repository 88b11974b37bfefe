import { Outlet, useLocation } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { ListDetail } from '../../ui/layout/ListDetail.tsx';
import { AccountChooser } from '../components/lock/AccountChooser.tsx';
import { handOver } from '../session.ts';
import { VisitorMe } from '../components/me/VisitorMe.tsx';
import { MemberHead } from '../components/me/MemberHead.tsx';
import { MemberRows } from '../components/me/MemberRows.tsx';

/** Moi: the member's account here, acts, data and settings. */
export function MePage() {
  const t = useT();
  const who = useMember();
  const list = useLocation({ select: (l) => l.pathname === '/moi' });
  // Visitors may read the help, which is one of the pages inside.
  if (!who) return list ? <VisitorMe /> : <Outlet />;
  return (
    <ListDetail at="/moi" title={t('accounts.me.title')}>
      <MemberHead member={who.member} />
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
    </ListDetail>
  );
}
