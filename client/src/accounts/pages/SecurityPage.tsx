import type { ReactNode } from 'react';
import { Channels } from '../../channels/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { ChangeAddress } from '../components/security/ChangeAddress.tsx';
import { ChangePassword } from '../components/security/ChangePassword.tsx';
import { Sessions } from '../components/security/Sessions.tsx';

/**
 * Password, address, signed-in devices and the choice of notifications. All of it needs the server. `children`: what
 * other features add.
 */
export function SecurityPage({ children }: { children: ReactNode }) {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.security.title')} back="/moi/reglages">
      {who && (
        <>
          <ChangePassword />
          <ChangeAddress member={who.member} />
          <Channels member={who.member} />
          {children}
          <Sessions />
        </>
      )}
    </Page>
  );
}
