import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { openLock, tryUnlock } from '../../device-lock.ts';
import { setCurrent, useDeviceAccounts } from '../../device-accounts.ts';
import { DigitsForm } from './DigitsForm.tsx';
import { Sign } from './Sign.tsx';

/**
 * The screen of a locked account: neither name nor balance, only the member's sign, four digits, and a way in for
 * others.
 */
export function LockScreen() {
  const t = useT();
  const current = useDeviceAccounts((s) => s.current);
  const other = () => {
    setCurrent(null);
    openLock();
    // Everything open belongs to the locked member, so start over as a visitor.
    location.assign('/connexion');
  };
  return (
    <Page title={t('shell.lock.title')}>
      {current !== null && <Sign member={current} />}
      <DigitsForm
        forgot={t('shell.lock.forgot')}
        onRight={openLock}
        tryDigits={async (digits) => (current === null ? { ok: true } : tryUnlock(current, digits, Date.now()))}
      >
        <Button variant="plain" block onClick={other}>
          {t('shell.lock.other')}
        </Button>
      </DigitsForm>
    </Page>
  );
}
