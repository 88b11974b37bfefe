import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session.ts';
import { Page } from '../../ui/Page.tsx';
import { ChangeAddress } from '../components/security/ChangeAddress.tsx';
import { ChangePassword } from '../components/security/ChangePassword.tsx';
import { MailChoices } from '../components/security/MailChoices.tsx';
import { Sessions } from '../components/security/Sessions.tsx';

/** Password, address, mails and signed-in devices; all of it needs the server. */
export function SecurityPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.security.title')} back="/moi/reglages">
      {who && (
        <>
          <ChangePassword />
          <ChangeAddress member={who.member} />
          <MailChoices />
          <Sessions />
        </>
      )}
    </Page>
  );
}
