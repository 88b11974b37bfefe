import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { AccountChooser } from '../components/AccountChooser.tsx';
import { handOver } from '../session.ts';
import { VisitorMe } from '../components/VisitorMe.tsx';
import { MemberHead } from '../components/MemberHead.tsx';
import { MemberRows } from '../components/MemberRows.tsx';

/** Moi: the member's account here, acts, data and settings. */
export function MePage() {
  const t = useT();
  const who = useMember();
  if (!who) return <VisitorMe />;
  return (
    <Page title={t('accounts.me.title')}>
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
    </Page>
  );
}
